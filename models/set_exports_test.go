package models

import (
	"context"
	"testing"
	"time"

	"galley/engine/vocabulary"
)

func TestExportsAreRecordedOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, clock *clock) {
		ctx := context.Background()
		set := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou())).Set.ID
		user := User{Name: "Wu", Role: vocabulary.Reviewer, Active: true}
		if err := s.CreateUser(ctx, &user); err != nil {
			t.Fatal(err)
		}
		four := int64(4)
		for _, e := range []Export{
			{SetID: set, Version: 7, Format: "json", UserID: &user.ID},
			{SetID: set, Version: 7, Format: "json"},
			{SetID: set, Version: 9, Format: "xml", Accepted: true, Since: &four, UserID: &user.ID},
			{SetID: set, Version: 7, Format: "json", UserID: &user.ID},
		} {
			clock.Time = clock.Add(time.Minute)
			if err := s.SaveExport(ctx, e); err != nil {
				t.Fatal(err)
			}
		}
		found, err := s.Exports(ctx, set)
		if err != nil {
			t.Fatal(err)
		}
		if len(found) != 3 || found[0].Version != 7 || found[0].Name != "Wu" || found[1].Version != 9 || *found[1].Since != 4 || !found[1].Accepted || found[2].Name != "" {
			t.Errorf("recorded: %+v", found)
		}
	})
}
