package models

import (
	"fmt"
	"testing"

	"galley/engine/vocabulary"
)

func TestWhatWaitsFollowsFromTheStates(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, wu := listed(t, s, c)
		reviewer := User{ID: 99, Role: vocabulary.Reviewer}
		for _, tt := range []struct {
			user User
			want string
		}{{li, "[95 99]"}, {wu, "[96]"}, {reviewer, "[97]"}} {
			if got := fmt.Sprint(numbersOf(must[[]ListLine](t)(s.Waiting(background, tt.user, 5)))); got != tt.want {
				t.Errorf("for %s wait %s, want %s", tt.user.Name, got, tt.want)
			}
		}
	})
}
