package models

import (
	"strings"
	"testing"

	"galley/fault"
)

// kindsOf are the kinds of all entries, the oldest first.
func kindsOf(t *testing.T, s *Store, q AuditQuery) []string {
	t.Helper()
	var kinds []string
	for _, e := range must[AuditPage](t)(s.Audit(background, q)).Entries {
		kinds = append([]string{strings.TrimSpace(e.Kind + " " + e.Detail)}, kinds...)
	}
	return kinds
}

func TestTheRecordIsReadInPages(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		for range entriesShown + 3 {
			if err := s.Note(background, AuditEntry{Kind: SignInFailed, AboutID: &li.ID, Detail: ByPassword}); err != nil {
				t.Fatal(err)
			}
		}
		page := must[AuditPage](t)(s.Audit(background, AuditQuery{User: li.ID}))
		rest := must[AuditPage](t)(s.Audit(background, AuditQuery{User: li.ID, Before: page.Older}))
		if len(page.Entries) != entriesShown || len(rest.Entries) != 4 || rest.Older != 0 || page.Entries[0].About != "Li" {
			t.Errorf("pages of %d and %d", len(page.Entries), len(rest.Entries))
		}
		if got := must[AuditPage](t)(s.Audit(background, AuditQuery{Kind: SignedOut})); len(got.Entries) != 0 {
			t.Errorf("%d entries of another kind", len(got.Entries))
		}
		wantFault(t, s.Note(background, AuditEntry{Kind: "gossip"}), fault.Invalid, `The record has no entries of the kind "gossip".`)
	})
}
