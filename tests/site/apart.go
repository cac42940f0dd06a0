package site

import (
	"context"
	"net/url"
	"strconv"
	"testing"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// Apart is a site where two editors were asked for sets of their own, with everybody who must see nothing
// of them.
type Apart struct {
	*Site
	Team, First, Second int64 // sets
	Blocks              []text.Span
	Li, Wu              *Visitor            // who were asked for the first and the second
	Others              map[string]*Visitor // zhao, an editor; he, a reviewer; gu, a reader
	Admin               *Visitor            // chen
}

// NewApart asks li and wu for sets of their own.
func NewApart(t *testing.T) *Apart {
	t.Helper()
	a := &Apart{Site: New(t), Others: map[string]*Visitor{}}
	li, wu := a.User(t, "li", vocabulary.Editor), a.User(t, "wu", vocabulary.Editor)
	a.Li, a.Wu = a.SignIn(t, li), a.SignIn(t, wu)
	for name, role := range map[string]vocabulary.PersonRole{"zhao": vocabulary.Editor, "he": vocabulary.Reviewer, "gu": vocabulary.Reader} {
		a.Others[name] = a.SignIn(t, a.User(t, name, role))
	}
	a.Admin = a.SignIn(t, a.User(t, "chen", vocabulary.Administrator))
	a.Team, a.Blocks = a.NewSet(t)
	a.Others["he"].Post("/issues/1/sets", url.Values{"editor": {strconv.FormatInt(li.ID, 10), strconv.FormatInt(wu.ID, 10)}}).LeadsTo("/issues/1/sets")
	sets, err := a.Server.Store.Sets(context.Background(), 1)
	if err != nil || len(sets) != 3 {
		t.Fatalf("%d sets, want 3: %v", len(sets), err)
	}
	a.Others["he"].Get("/issues") // what must be said once
	a.First, a.Second = sets[1].ID, sets[2].ID
	return a
}
