package models

import (
	"strings"
	"testing"

	"galley/fault"
)

// kindsOf are the kinds of all entries, the oldest first.
func kindsOf(t *testing.T, s *Store, q EntryQuery) []string {
	t.Helper()
	var kinds []string
	for _, e := range must[EntryPage](t)(s.Entries(background, q)).Entries {
		kinds = append([]string{strings.TrimSpace(e.Kind + " " + e.Detail)}, kinds...)
	}
	return kinds
}

func TestTheRecordIsReadInPages(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		for range entriesShown + 3 {
			if err := s.Note(background, Entry{Kind: SignInFailed, AboutID: &li.ID, Detail: ByPassword}); err != nil {
				t.Fatal(err)
			}
		}
		page := must[EntryPage](t)(s.Entries(background, EntryQuery{User: li.ID}))
		rest := must[EntryPage](t)(s.Entries(background, EntryQuery{User: li.ID, Before: page.Older}))
		if len(page.Entries) != entriesShown || len(rest.Entries) != 4 || rest.Older != 0 || page.Entries[0].About != "Li" {
			t.Errorf("pages of %d and %d", len(page.Entries), len(rest.Entries))
		}
		if got := must[EntryPage](t)(s.Entries(background, EntryQuery{Kind: SignedOut})); len(got.Entries) != 0 {
			t.Errorf("%d entries of another kind", len(got.Entries))
		}
		wantFault(t, s.Note(background, Entry{Kind: "gossip"}), fault.Invalid, `The record knows no entries of the kind "gossip".`)
	})
}
