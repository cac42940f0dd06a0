package parts

import (
	"context"
	"fmt"

	"galley/locale"
	"galley/models"
)

// Frame is the surroundings of a page: who is signed in, and what to say once.
type Frame struct {
	User      models.User           // the zero User for a stranger
	MayLoad   bool                  // whether to offer loading an issue
	Unread    int                   // notices that the user has not read
	MayManage bool                  // whether to offer the pages about people
	Papers    func() []models.Paper // all publications; asked only where the bar is drawn
	Flash     string                // one sentence about what was just done, or ""
	Undo      string                // the address that takes it back, or ""
}

type frameKey struct{}

// WithFrame puts the frame where the layout finds it.
func WithFrame(ctx context.Context, frame Frame) context.Context {
	return context.WithValue(ctx, frameKey{}, frame)
}

// FrameOf is the frame of the page being drawn, or the zero Frame if absent.
func FrameOf(ctx context.Context) Frame {
	frame, _ := ctx.Value(frameKey{}).(Frame)
	return frame
}

// SignedIn reports whether the page is drawn for somebody with an account.
func (f Frame) SignedIn() bool { return f.User.ID != 0 }

// papers are all publications, none if nobody can tell them.
func (f Frame) papers() []models.Paper {
	if f.Papers == nil {
		return nil
	}
	return f.Papers()
}

// bellWords are what the bell says.
func bellWords(ctx context.Context, unread int) string {
	switch {
	case unread == 0:
		return locale.T(ctx, "Notices")
	case unread >= 100:
		return locale.T(ctx, "Notices, 100 or more new")
	}
	return locale.N(ctx, unread, "Notices, %d new", "Notices, %d new ones")
}

// unreadWord is the number on the bell.
func unreadWord(n int) string {
	if n > 99 {
		return "99+"
	}
	return fmt.Sprint(n)
}
