package models

import (
	"errors"
	"testing"

	"galley/fault"
)

func TestKeysAreKeptPerUser(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li, wang := someone(t, s, "Li"), someone(t, s, "Wang")
		to := func(next string) func(string) (string, error) {
			return func(string) (string, error) { return next, nil }
		}
		refusal := errors.New("refused")
		tests := []struct {
			name     string
			change   func(string) (string, error)
			err      error
			li, wang string
		}{
			{"the first change", to("one"), nil, "one", ""},
			{"another one, made of the first", func(stored string) (string, error) { return stored + " two", nil }, nil, "one two", ""},
			{"a refused one stores nothing", func(string) (string, error) { return "three", refusal }, refusal, "one two", ""},
			{"back to the default", to(""), nil, "", ""},
			{"and once more", to(""), nil, "", ""},
		}
		for _, tt := range tests {
			if err := s.ChangeKeys(background, li.ID, tt.change); !errors.Is(err, tt.err) {
				t.Errorf("%s: error %v, want %v", tt.name, err, tt.err)
			}
			got := []string{must[string](t)(s.Keys(background, li.ID)), must[string](t)(s.Keys(background, wang.ID))}
			if got[0] != tt.li || got[1] != tt.wang {
				t.Errorf("%s: keys %q, want %q and %q", tt.name, got, tt.li, tt.wang)
			}
		}
		if err := s.ChangeKeys(background, 99, to("one")); err == nil || fault.CodeOf(err) == "" {
			t.Errorf("a user who is not there got keys: %v", err)
		}
	})
}
