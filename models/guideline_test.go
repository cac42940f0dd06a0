package models

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/fault"
)

// guidelinesAre compares what a reader finds, page by page: title, version, what is unread.
func guidelinesAre(t *testing.T, s *Store, reader int64, want ...string) {
	t.Helper()
	var got []string
	for _, p := range must[[]GuidelinePage](t)(s.Guidelines(background, 1, reader)) {
		line := fmt.Sprintf("%s %d %s", p.Title, p.Version, p.Who)
		if p.Unread() {
			line += fmt.Sprintf(" unread since %d", p.Read)
		}
		if p.Removed {
			line += " removed"
		}
		got = append(got, line)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the guidelines (-want +got)\n%s", diff)
	}
}

func TestGuidelinesHaveVersions(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		aSet(t, s, "1")
		wu, li := someone(t, s, "Wu"), someone(t, s, "Li")
		id := must[int64](t)(s.CreateGuideline(background, 1, GuidelineDraft{Title: " Headlines ", Text: "one\r\ntwo\n"}, wu.ID))
		must[int64](t)(s.CreateGuideline(background, 1, GuidelineDraft{Title: "Pictures"}, wu.ID))
		guidelinesAre(t, s, wu.ID, "Headlines 1 Wu", "Pictures 1 Wu")
		guidelinesAre(t, s, li.ID, "Headlines 1 Wu unread since 0", "Pictures 1 Wu unread since 0")
		if err := s.ReadGuideline(background, li.ID, id, 1); err != nil {
			t.Fatal(err)
		}
		c.Time = c.Add(time.Hour)
		if err := s.SaveGuideline(background, id, GuidelineDraft{Title: "Headlines", Text: "one\nthree", Reason: "clearer", Base: 1}, wu.ID); err != nil {
			t.Fatal(err)
		}
		if err := s.SaveGuideline(background, id, GuidelineDraft{Title: "Headlines", Text: "one\nthree", Base: 2}, li.ID); err != nil {
			t.Fatal(err) // says the same, and is no version
		}
		guidelinesAre(t, s, li.ID, "Headlines 2 Wu unread since 1", "Pictures 1 Wu unread since 0")
		if n := must[int](t)(s.UnreadGuidelines(background, 1, li.ID)); n != 2 {
			t.Errorf("%d pages are unread, want 2", n)
		}
		for _, act := range []error{s.ReadGuideline(background, li.ID, id, 2), s.ReadGuideline(background, li.ID, id, 1),
			s.RestoreGuideline(background, id, 1, 2, li.ID), s.RemoveGuideline(background, id, 3, wu.ID)} {
			if act != nil {
				t.Fatal(act)
			}
		}
		guidelinesAre(t, s, li.ID, "Headlines 4 Wu unread since 3 removed", "Pictures 1 Wu unread since 0")
		var got []string
		for _, v := range must[[]GuidelinePage](t)(s.GuidelineVersions(background, id)) {
			got = append(got, fmt.Sprintf("%d %s %q %q %d %v", v.Version, v.Who, v.Text, v.Reason, v.Restored, v.Removed))
		}
		want := []string{`4 Wu "one\ntwo" "" 0 true`, `3 Li "one\ntwo" "" 1 false`, `2 Wu "one\nthree" "clearer" 0 false`, `1 Wu "one\ntwo" "" 0 false`}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the versions (-want +got)\n%s", diff)
		}
	})
}

func TestTheLaterSaveOfAGuidelineIsRefused(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		aSet(t, s, "1")
		wu := someone(t, s, "Wu")
		id := must[int64](t)(s.CreateGuideline(background, 1, GuidelineDraft{Title: "Headlines"}, wu.ID))
		saved := make(chan error)
		for _, text := range []string{"one", "two"} {
			go func() {
				saved <- s.SaveGuideline(background, id, GuidelineDraft{Title: "Headlines", Text: text, Base: 1}, wu.ID)
			}()
		}
		refused := 0
		for range 2 {
			if err := <-saved; err != nil {
				wantFault(t, err, fault.Conflict, "Somebody else changed this page in the meantime.")
				refused++
			}
		}
		guidelinesAre(t, s, wu.ID, "Headlines 2 Wu")
		if refused != 1 {
			t.Errorf("%d of 2 saves were refused, want 1", refused)
		}
		for _, err := range []error{s.RemoveGuideline(background, id, 1, wu.ID), s.RestoreGuideline(background, id, 1, 1, wu.ID)} {
			wantFault(t, err, fault.Conflict, "Somebody else changed this page in the meantime.")
		}
	})
}

func TestGuidelinesAreCheckedAndMoved(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		aSet(t, s, "1")
		wu := someone(t, s, "Wu")
		_, err := s.CreateGuideline(background, 1, GuidelineDraft{Title: " ", Text: strings.Repeat("字", 100_001), Reason: "a\nb"}, wu.ID)
		if got := fault.FieldsOf(err); len(got) != 3 {
			t.Errorf("what is wrong: %v, want title, text and reason", got)
		}
		_, err = s.CreateGuideline(background, 9, GuidelineDraft{Title: "x"}, wu.ID)
		wantFault(t, err, fault.NotFound, "There is no such publication.")
		var ids []int64
		for _, title := range []string{"a", "b", "c"} {
			ids = append(ids, must[int64](t)(s.CreateGuideline(background, 1, GuidelineDraft{Title: title}, wu.ID)))
		}
		if err := s.RemoveGuideline(background, ids[1], 1, wu.ID); err != nil {
			t.Fatal(err)
		}
		for _, move := range []error{s.MoveGuideline(background, ids[2], true), s.MoveGuideline(background, ids[2], true), s.MoveGuideline(background, ids[0], false)} {
			if move != nil {
				t.Fatal(move)
			}
		}
		guidelinesAre(t, s, wu.ID, "c 1 Wu", "b 2 Wu removed", "a 1 Wu")
		wantFault(t, s.MoveGuideline(background, 99, true), fault.NotFound, "There is no such page.")
	})
}
