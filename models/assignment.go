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

// assigned is what an assignment is of, besides its set and task; nobody shares it.
type assigned struct {
	article string
	page    int
}

func (a Assignment) of() assigned {
	if a.Article != "" {
		return assigned{article: a.Article}
	}
	return assigned{page: a.Page}
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
		last, fresh, err := s.give(ctx, tx, g)
		if err == nil {
			err = unsettle(tx, "id = ?", g.Set)
		}
		if err != nil {
			return err
		}
		return s.notify(ctx, tx, givenNotices(set, g, last, fresh))
	}), "assignment")
}

// give gives all things, and says what of them the person did not have before and the number of the last assignment.
func (s *Store) give(ctx context.Context, tx *gorm.DB, g Giving) (last int64, fresh []Thing, err error) {
	open, err := from[Assignment](tx).Where("set_id = ? AND task = ? AND ended_at IS NULL", g.Set, g.Task).Find(ctx)
	if err != nil {
		return 0, nil, err
	}
	had := map[assigned]Assignment{}
	for _, a := range open {
		had[a.of()] = a
	}
	var given []Assignment
	var again, handed []int64
	for _, thing := range g.Things {
		a := Assignment{SetID: g.Set, Page: thing.Page, StartAt: thing.StartAt, Article: thing.Article, Task: g.Task, UserID: g.To, ByID: g.By, At: s.Now(), DueAt: g.Due}
		old, held := had[a.of()]
		switch {
		case held && old.UserID == g.To:
			again = append(again, old.ID)
			continue
		case held && g.Free:
			return 0, nil, fault.New(fault.Conflict, "Somebody already has this. Ask them to hand it over.")
		case held:
			handed = append(handed, old.ID)
		}
		had[a.of()], given, fresh = a, append(given, a), append(fresh, thing)
	}
	if !g.Free {
		err = setTime(ctx, tx, again, "due_at", g.Due)
	}
	if err == nil {
		err = s.end(tx, handed, g.By, Handed)
	}
	if err == nil {
		err = from[Assignment](tx).CreateInBatches(ctx, &given, 500)
	}
	for _, a := range given {
		last = max(last, a.ID)
	}
	return last, fresh, err
}

// end ends assignments. It returns Conflict if one of them has ended.
func (s *Store) end(tx *gorm.DB, ids []int64, by int64, how string) error {
	for some := range slices.Chunk(ids, values) {
		ended := tx.Exec("UPDATE assignments SET ended_at = ?, ended_by = ?, how = ? WHERE id IN ? AND ended_at IS NULL", s.Now(), by, how, some)
		if ended.Error != nil {
			return ended.Error
		}
		if ended.RowsAffected < int64(len(some)) {
			return fault.New(fault.Conflict, "This was released or given to somebody else in the meantime.")
		}
	}
	return nil
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
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		if err := s.end(tx, []int64{id}, by, how); err != nil {
			return err
		}
		return unsettle(tx, "id = (SELECT set_id FROM assignments WHERE id = ?)", id)
	}), "assignment")
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
		if err := s.end(tx, []int64{id}, by, Handed); err != nil {
			return err
		}
		if err := unsettle(tx, "id = ?", set.ID); err != nil {
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

// settleGiven says of what was given whether it is done, as the set stands now. It reports whether something is
// otherwise than before.
func (s *Store) settleGiven(ctx context.Context, tx *gorm.DB, current []Assignment, now StateOf) (changed bool, err error) {
	var done, open []int64
	for _, a := range current {
		switch state := now(a); {
		case state == "" || a.isDone(state) == (a.DoneAt != nil):
		case a.isDone(state):
			done = append(done, a.ID)
		default:
			open = append(open, a.ID)
		}
	}
	at := s.Now()
	if err := setTime(ctx, tx, done, "done_at", &at); err != nil {
		return false, err
	}
	return len(done)+len(open) > 0, setTime(ctx, tx, open, "done_at", nil)
}

// setTime writes one time into a column of assignments; nil for none.
func setTime(ctx context.Context, tx *gorm.DB, ids []int64, column string, at *time.Time) error {
	for some := range slices.Chunk(ids, values) {
		if _, err := from[Assignment](tx).Where("id IN ?", some).Update(ctx, column, at); err != nil {
			return err
		}
	}
	return nil
}
