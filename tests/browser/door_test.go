package browser

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// door is an address that a site answers at. A browser keeps the scripts of an address, and to load them afresh
// costs more than most tests do; so doors are handed on from one site to the next.
type door struct {
	web *httptest.Server

	mu     sync.Mutex
	site   http.Handler
	inside *sync.WaitGroup // the requests of the site
}

// free are the doors that no site answers at now.
var free struct {
	sync.Mutex
	doors []*door
}

// newDoor lets a site answer at an address until the test ends, and then waits for the last answer.
func newDoor(t *testing.T, site http.Handler) *door {
	t.Helper()
	d := freeDoor()
	d.open(site)
	t.Cleanup(func() {
		d.shut()
		free.Lock()
		defer free.Unlock()
		free.doors = append(free.doors, d)
	})
	return d
}

// freeDoor is the door that became free last, or a new one.
func freeDoor() *door {
	free.Lock()
	defer free.Unlock()
	if last := len(free.doors) - 1; last >= 0 {
		d := free.doors[last]
		free.doors = free.doors[:last]
		return d
	}
	d := &door{}
	d.web = httptest.NewServer(d)
	return d
}

func (d *door) open(site http.Handler) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.site, d.inside = site, new(sync.WaitGroup)
}

// shut lets nobody in any more, ends what is under way and waits for it.
func (d *door) shut() {
	d.mu.Lock()
	inside := d.inside
	d.site = nil
	d.mu.Unlock()
	d.web.CloseClientConnections()
	inside.Wait()
}

// enter gives the site, and the function to call when its answer is given; nil while the door is shut.
func (d *door) enter() (site http.Handler, leave func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.site != nil {
		d.inside.Add(1)
		leave = d.inside.Done
	}
	return d.site, leave
}

func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	site, leave := d.enter()
	if site == nil {
		http.Error(w, "nobody is here", http.StatusServiceUnavailable)
		return
	}
	defer leave()
	site.ServeHTTP(w, r)
}
