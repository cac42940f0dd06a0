package handlers

import "context"

// slots let only so many do a costly thing at once; the others wait.
type slots chan struct{}

// enter waits for a free slot, or for the end of ctx.
func (s slots) enter(ctx context.Context) error {
	select {
	case s <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s slots) leave() { <-s }
