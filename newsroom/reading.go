package newsroom

import (
	"context"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/models"
)

// Reading is a set as somebody reads it in review: as it is, and with what is new to them.
type Reading struct {
	desk.View
	*review.News
	Milestones []desk.Milestone
}

// ReadingRoom is where sets are read in review.
type ReadingRoom struct {
	Desk  *desk.Desk
	Store *models.Store
}

// Open is a set as a reader has seen it. Since is a version that everything is held against in place of what
// they have seen; below 0 for none.
func (room ReadingRoom) Open(ctx context.Context, view desk.View, reader, since int64) (Reading, error) {
	r := Reading{View: view}
	var err error
	if r.Milestones, err = room.Desk.Milestones(ctx, view.Record.ID); err != nil {
		return r, err
	}
	seen := review.SeenAt(view.Set, since)
	if since < 0 {
		if seen, err = room.seenBy(ctx, view, r.Milestones, reader); err != nil {
			return r, err
		}
	}
	oldest, some := seen.Oldest()
	if since < 0 {
		own, err := room.Store.OwnSteps(ctx, view.Record.ID, reader, 0, 1)
		if err != nil {
			return r, err
		}
		if len(own) > 0 {
			oldest, some = 0, true
		}
	}
	var steps []markup.LoggedStep
	if some && oldest < view.Version() {
		if steps, err = room.Desk.Steps(ctx, view.Record.ID, oldest, view.Version()); err != nil {
			return r, err
		}
	}
	if since >= 0 {
		reader = 0 // what the reader changed since then is shown, too
	}
	r.News = review.FindNews(view.Set, seen, reader, steps)
	return r, nil
}

// seenBy is what a reader has seen of a set: what they read and agreed to, and what they accepted or returned before
// Galley kept that.
func (room ReadingRoom) seenBy(ctx context.Context, view desk.View, milestones []desk.Milestone, reader int64) (*review.Seen, error) {
	pages, err := room.Store.Seen(ctx, view.Record.ID, models.ReaderOf(reader))
	if err != nil {
		return nil, err
	}
	return readSeen(view.Set, pages, milestones, reader)
}

func readSeen(set *markup.Set, pages map[int]string, milestones []desk.Milestone, reader int64) (*review.Seen, error) {
	seen, err := review.ReadSeen(pages)
	if err != nil || len(pages) > 0 {
		return seen, err
	}
	for _, m := range milestones {
		if m.Author == reader && (m.State == markup.Accepted || m.State == markup.Returned) {
			seeDecided(seen, set, m.Scope, m.Outside, m.Version)
		}
	}
	return seen, nil
}

// seeDecided says that what a change of state is about was seen.
func seeDecided(seen *review.Seen, set *markup.Set, scope markup.Cell, outside bool, version int64) {
	if outside {
		seen.SeeOutside(set, scope.Page, version)
	} else {
		seen.SeeScope(set, scope, version)
	}
}

// See says that a reader has seen some of a set at a version that they had before them.
type See struct {
	Version int64
	Text    []markup.Piece
	Cells   []markup.Cell
	Decided *markup.SetState // what was decided, whose part was seen whole; nil for none
	Forget  []markup.Piece   // that they want to read again
}

// Save keeps what a reader has seen. What they have not seen since stays new.
func (room ReadingRoom) Save(ctx context.Context, view desk.View, reader int64, see See) error {
	milestones, err := room.Desk.Milestones(ctx, view.Record.ID)
	if err != nil {
		return err
	}
	see.Version = min(see.Version, view.Version())
	return room.Store.SaveSeen(ctx, view.Record.ID, models.ReaderOf(reader), func(pages map[int]string) (map[int]string, error) {
		seen, err := readSeen(view.Set, pages, milestones, reader)
		if err != nil {
			return nil, err
		}
		for _, at := range see.Forget {
			seen.Forget(at)
		}
		for _, at := range see.Text {
			seen.SeeText(at, see.Version)
		}
		for _, c := range see.Cells {
			seen.See(c, seen.HomeOf(view.Set, c), see.Version)
		}
		if see.Decided != nil {
			seeDecided(seen, view.Set, see.Decided.Scope(), see.Decided.Outside, see.Version)
		}
		return seen.Changed(), nil
	})
}
