package issues

import (
	"context"
	"sync"
)

// filling reads new pages into the search beside the requests; one at a time is at it.
type filling struct {
	mu          sync.Mutex
	busy, again bool
	all         sync.WaitGroup
}

// fillSearch reads new pages into the search, in a moment. Close waits for it.
func (s *Server) fillSearch() {
	f := &s.filling
	f.mu.Lock()
	defer f.mu.Unlock()
	f.again = true
	if f.busy {
		return
	}
	f.busy = true
	f.all.Go(func() {
		for f.goesOn() {
			if err := s.Store.FillSearch(context.Background()); err != nil {
				s.Log.Error("read pages into the search", "error", err)
			}
		}
	})
}

// goesOn reports whether somebody asked since the last time.
func (f *filling) goesOn() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.busy = f.again
	f.again = false
	return f.busy
}

// Wait waits for what fills the search beside the requests.
func (s *Server) Wait() { s.filling.all.Wait() }
