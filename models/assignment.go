package models

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"galley/engine/markup"
	"galley/fault"
)

// The tasks that are given. They are stored, so that they never change.
const (
	ToMark   = "mark"
	ToReview = "review"
)

// How an assignment ended other than by being done, as it is stored.
const (
	Released  = "released"  // its editor gave it back
	Handed    = "handed"    // somebody else has it now
	Withdrawn = "withdrawn" // whoever gives work took it back
)

// Assignment says that somebody has a set, a page or an article of it to mark or to review. It is guidance:
// nobody is kept from marking by it. One that ended stays, as the record of its former holder.
type Assignment struct {
	ID      int64
	SetID   int64
	Page    int    // by its key; 0 for the whole set. Of an article: where it began when it was given
	StartAt int    // likewise, in code points; by it the article is found again that another was merged into
	Article string // "" for a page or the whole set
	Task    string // ToMark or ToReview
	UserID  int64
	ByID    int64 // who gave it; UserID if it was claimed
	At      time.Time
	DueAt   *time.Time
	DoneAt  *time.Time // since what is marked is submitted, or what is reviewed is accepted or returned
	EndedAt *time.Time
	EndedBy *int64
	How     string // Released, Handed, Withdrawn; "" while it holds
}

// place is what an assignment is of, besides its set and task.
func (a Assignment) place() (article string, page int) {
	if a.Article != "" {
		return a.Article, 0
	}
	return "", a.Page
}

// Thing is something to be given: a page, an article, or the whole set, which has neither.
type Thing struct {
	Page    int
	StartAt int
	Article string
	Name    string // for the notice: a page's label, an article's title; "" for the whole set
}

// Giving is who gives what to whom. Somebody who claims gives to themselves.
type Giving struct {
	Set    int64
	Things []Thing
	Task   string
	To, By int64
	Due    *time.Time
	Free   bool // only what nobody has
}

// Give gives work to somebody, and tells them. What somebody else has is handed over; what they have
// already gets the new time. It returns Conflict for what somebody has when it must be free.
func (s *Store) Give(ctx context.Context, g Giving) error {
	if g.Due != nil {
		due := stamp(*g.Due)
		g.Due = &due
	}
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		set, err := from[AnnotationSet](tx).Where("id = ?", g.Set).Take(ctx)
		if err != nil {
			return err
		}
		if err := lockIssue(tx, set.IssueID); err != nil {
			return err
		}
		var first int64
		var fresh []Thing
		for _, thing := range g.Things {
			id, err := s.giveOne(ctx, tx, g, thing)
			if err != nil {
				return err
			}
			if id != 0 {
				first, fresh = max(first, id), append(fresh, thing)
			}
		}
		return s.notify(ctx, tx, givenNotices(set, g, first, fresh))
	}), "assignment")
}

// giveOne gives one thing and says under which number; 0 if the person had it before.
func (s *Store) giveOne(ctx context.Context, tx *gorm.DB, g Giving, thing Thing) (int64, error) {
	a := Assignment{SetID: g.Set, Page: thing.Page, StartAt: thing.StartAt, Article: thing.Article, Task: g.Task, UserID: g.To, ByID: g.By, At: s.Now(), DueAt: g.Due}
	article, page := a.place()
	had, err := from[Assignment](tx).Where("set_id = ? AND task = ? AND article = ? AND ended_at IS NULL", g.Set, g.Task, article).
		Where("article <> '' OR page = ?", page).Find(ctx)
	if err != nil {
		return 0, err
	}
	for _, old := range had {
		switch {
		case old.UserID == g.To && g.Free:
			return 0, nil
		case old.UserID == g.To:
			_, err := from[Assignment](tx).Where("id = ?", old.ID).Update(ctx, "due_at", g.Due)
			return 0, err
		case g.Free:
			return 0, fault.New(fault.Conflict, "Somebody already has this. Ask them to hand it over.")
		}
		if err := s.end(tx, old.ID, g.By, Handed); err != nil {
			return 0, err
		}
	}
	err = from[Assignment](tx).Create(ctx, &a)
	return a.ID, err
}

// end ends an assignment. It returns Conflict for one that has ended.
func (s *Store) end(tx *gorm.DB, id, by int64, how string) error {
	ended := tx.Exec("UPDATE assignments SET ended_at = ?, ended_by = ?, how = ? WHERE id = ? AND ended_at IS NULL", s.Now(), by, how, id)
	if ended.Error == nil && ended.RowsAffected == 0 {
		return fault.New(fault.Conflict, "This was released or given to somebody else in the meantime.")
	}
	return ended.Error
}

// givenNotices tell somebody what they were given, in one notice; no notice for nothing.
func givenNotices(set AnnotationSet, g Giving, id int64, things []Thing) []Notice {
	if len(things) == 0 {
		return nil
	}
	var names []string
	for _, thing := range things {
		if thing.Name != "" && !slices.Contains(names, thing.Name) {
			names = append(names, thing.Name)
		}
	}
	return []Notice{{UserID: g.To, Key: fmt.Sprint("given ", id), Kind: NoticeAssigned, ByID: &g.By, IssueID: set.IssueID, SetID: &set.ID,
		Page: things[0].Page, StartAt: things[0].StartAt, Detail: strings.Join(names, " · "), Task: g.Task, DueAt: g.Due}}
}

// EndAssignment ends an assignment that holds: Released by whoever had it, Withdrawn by whoever gives. It
// returns Conflict for one that has ended.
func (s *Store) EndAssignment(ctx context.Context, id, by int64, how string) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error { return s.end(tx, id, by, how) }), "assignment")
}

// HandOver gives what somebody has to somebody else, with its time, and tells them; name is what it is
// called, "" for a whole set. It returns Conflict for what has ended.
func (s *Store) HandOver(ctx context.Context, id, to, by int64, name string) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		old, err := from[Assignment](tx).Where("id = ?", id).Take(ctx)
		if err != nil || old.UserID == to && old.EndedAt == nil {
			return err
		}
		set, err := from[AnnotationSet](tx).Where("id = ?", old.SetID).Take(ctx)
		if err != nil {
			return err
		}
		if err := s.end(tx, id, by, Handed); err != nil {
			return err
		}
		a := old
		a.ID, a.UserID, a.ByID, a.At = 0, to, by, s.Now()
		if err := from[Assignment](tx).Create(ctx, &a); err != nil {
			return err
		}
		g := Giving{Task: a.Task, To: to, By: by, Due: a.DueAt}
		return s.notify(ctx, tx, givenNotices(set, g, a.ID, []Thing{{Page: a.Page, StartAt: a.StartAt, Name: name}}))
	}), "assignment")
}

// StateOf says in which state what is assigned is now; "" if it is no longer there.
type StateOf func(Assignment) markup.State

// isDone reports whether an assignment is done when what it is of is in a state.
func (a Assignment) isDone(state markup.State) bool {
	if a.Task == ToReview {
		return state == markup.Returned || state == markup.Accepted
	}
	return state == markup.Submitted || state == markup.Accepted
}

// SettleAssignments says of all assignments of a set whether they are done, as the set stands now.
func (s *Store) SettleAssignments(ctx context.Context, set int64, now StateOf) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		_, err := s.settle(ctx, tx, set, now)
		return err
	}), "assignment")
}

// settle is SettleAssignments within the transaction that changes the state. It reports whether something is
// otherwise than before.
func (s *Store) settle(ctx context.Context, tx *gorm.DB, set int64, now StateOf) (changed bool, err error) {
	current, err := from[Assignment](tx).Where("set_id = ? AND ended_at IS NULL", set).Find(ctx)
	if err != nil {
		return false, err
	}
	at := s.Now()
	for _, a := range current {
		state := now(a)
		if state == "" || a.isDone(state) == (a.DoneAt != nil) {
			continue
		}
		var done *time.Time
		if a.isDone(state) {
			done = &at
		}
		if _, err := from[Assignment](tx).Where("id = ?", a.ID).Update(ctx, "done_at", done); err != nil {
			return changed, err
		}
		changed = true
	}
	return changed, nil
}
