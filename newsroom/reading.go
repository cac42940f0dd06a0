package newsroom

import (
	"context"
	"slices"

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
	Before     int // the stage of review whose reading stands in for a reader who has read nothing; 0 for none
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
		if seen, r.Before, err = room.seenBy(ctx, view, r.Milestones, reader); err != nil {
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

// seenBy is what a reader has seen of a set, with the stage that stands in for a reader who has seen nothing, 0 for
// none: what they read and agreed to, and what they accepted or returned before Galley kept that.
func (room ReadingRoom) seenBy(ctx context.Context, view desk.View, milestones []desk.Milestone, reader int64) (seen *review.Seen, before int, err error) {
	own, err := room.seen(ctx, view, models.ReaderOf(reader), byReader(milestones, reader))
	stage := stageBefore(view, reader)
	if err != nil || stage == 0 {
		return own, 0, err
	}
	if _, read := own.Oldest(); !read {
		before = stage
	}
	theirs, err := room.seen(ctx, view, models.StageReader(stage), byStage(milestones, stage))
	if err != nil {
		return nil, 0, err
	}
	return own.Over(theirs), before, nil
}

// seen is what is kept of a reader, or else what they decided.
func (room ReadingRoom) seen(ctx context.Context, view desk.View, reader string, decided []desk.Milestone) (*review.Seen, error) {
	pages, err := room.Store.Seen(ctx, view.Record.ID, reader)
	if err != nil {
		return nil, err
	}
	return readSeen(view.Set, pages, decided)
}

// stageBefore is the stage whose reading stands in for what a person has not read: the one before the first of their
// stages in which something waits, or else before the last of them; 0 for none.
func stageBefore(view desk.View, reader int64) int {
	held := view.Record.Plan().StagesOf(reader)
	if len(held) == 0 {
		return 0
	}
	waits := held[len(held)-1]
	for _, part := range view.Parts(markup.Cell{Kind: markup.StateCell}) {
		if st := view.StandOf(part); st.State == markup.Submitted && st.Stage < waits && slices.Contains(held, st.Stage) {
			waits = st.Stage
		}
	}
	return waits - 1
}

// readSeen is what is kept of somebody, or else what they decided.
func readSeen(set *markup.Set, pages map[int]string, decided []desk.Milestone) (*review.Seen, error) {
	seen, err := review.ReadSeen(pages)
	if err != nil || len(pages) > 0 {
		return seen, err
	}
	for _, m := range decided {
		seeDecided(seen, set, &m.SetState, m.Version)
	}
	return seen, nil
}

// byReader are the decisions of a person.
func byReader(milestones []desk.Milestone, reader int64) []desk.Milestone {
	return slices.DeleteFunc(slices.Clone(milestones), func(m desk.Milestone) bool {
		return m.Author != reader || !m.Passes() && !m.Returns()
	})
}

// byStage are what a stage passed.
func byStage(milestones []desk.Milestone, stage int) []desk.Milestone {
	return slices.DeleteFunc(slices.Clone(milestones), func(m desk.Milestone) bool { return m.Stage != stage || !m.Passes() })
}

// seeDecided says that what a change of state is about was seen.
func seeDecided(seen *review.Seen, set *markup.Set, act *markup.SetState, version int64) {
	if act.Outside {
		seen.SeeOutside(set, act.Page, version)
	} else {
		seen.SeeScope(set, act.Scope(), version)
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

// Save keeps what a reader has seen. What they have not seen since stays new. What is passed in one of several stages
// was seen by that stage, too: whoever does the next one reads it against that.
func (room ReadingRoom) Save(ctx context.Context, view desk.View, reader int64, see See) error {
	milestones, err := room.Desk.Milestones(ctx, view.Record.ID)
	if err != nil {
		return err
	}
	see.Version = min(see.Version, view.Version())
	if act := see.Decided; act != nil && act.Passes() && act.Stage != 0 {
		if err := room.save(ctx, view, models.StageReader(act.Stage), byStage(milestones, act.Stage), see); err != nil {
			return err
		}
	}
	return room.save(ctx, view, models.ReaderOf(reader), byReader(milestones, reader), see)
}

// save adds to what a reader has seen; decided is what they decided before Galley kept that.
func (room ReadingRoom) save(ctx context.Context, view desk.View, reader string, decided []desk.Milestone, see See) error {
	return room.Store.SaveSeen(ctx, view.Record.ID, reader, func(pages map[int]string) (map[int]string, error) {
		seen, err := readSeen(view.Set, pages, decided)
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
			seeDecided(seen, view.Set, see.Decided, see.Version)
		}
		return seen.Changed(), nil
	})
}
