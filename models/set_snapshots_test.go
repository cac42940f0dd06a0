package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheLastTwoSnapshotsAreKept(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		set, other := aSet(t, s, "1"), aSet(t, s, "2")
		_, err := s.LatestSnapshot(background, set.ID)
		wantFault(t, err, "not-found", "There is no such snapshot.")
		for _, version := range []int64{0, 3, 7} {
			for _, id := range []int64{set.ID, other.ID} {
				if err := s.SaveSnapshot(background, Snapshot{id, version, "hash", "damaged"}); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := s.SaveSnapshot(background, Snapshot{set.ID, 7, "hash", "body"}); err != nil {
			t.Fatal(err)
		}
		got := must[Snapshot](t)(s.LatestSnapshot(background, set.ID))
		if diff := cmp.Diff(Snapshot{set.ID, 7, "hash", "body"}, got); diff != "" {
			t.Errorf("latest (-want +got)\n%s", diff)
		}
		var versions []int64
		s.read.Model(&Snapshot{}).Where("set_id = ?", other.ID).Order("version").Pluck("version", &versions)
		if diff := cmp.Diff([]int64{3, 7}, versions); diff != "" {
			t.Errorf("kept (-want +got)\n%s", diff)
		}
		if err := s.DropSnapshots(background, set.ID); err != nil {
			t.Fatal(err)
		}
		_, err = s.LatestSnapshot(background, set.ID)
		wantFault(t, err, "not-found", "There is no such snapshot.")
	})
}
