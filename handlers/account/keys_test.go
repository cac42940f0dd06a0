package account_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"galley/engine/vocabulary"
	"galley/tests/site"
)

func TestKeysOfOnesOwn(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	li := s.User(t, "Li", vocabulary.Editor)
	v := s.As(t, "Li")
	tests := []struct {
		name   string
		form   url.Values
		status int
		says   string
		stored string
	}{
		{"a free key", url.Values{"command": {"join"}, "act": {"set"}, "keys": {"'"}}, 303, "", `{"own":{"join":["'"]}}`},
		{"a key as people write it", url.Values{"command": {"undo"}, "act": {"set"}, "keys": {"Shift+Backspace Ctrl+Z"}}, 303, "", `{"own":{"join":["'"],"undo":["S-Backspace","C-z"]}}`},
		{"a key of another command", url.Values{"command": {"join"}, "act": {"set"}, "keys": {"H"}}, 422, "H is already the key of “Headline”. Give that one another key first.", `{"own":{"join":["'"],"undo":["S-Backspace","C-z"]}}`},
		{"a key that nobody may take", url.Values{"command": {"join"}, "act": {"set"}, "keys": {"Ctrl+T"}}, 422, "Ctrl+T cannot be used: the browser reserves it.", `{"own":{"join":["'"],"undo":["S-Backspace","C-z"]}}`},
		{"no key at all", url.Values{"command": {"join"}, "act": {"set"}, "keys": {"hh"}}, 422, "does not know the key", `{"own":{"join":["'"],"undo":["S-Backspace","C-z"]}}`},
		{"an unknown command", url.Values{"command": {"fly"}, "act": {"set"}, "keys": {"'"}}, 404, "There is no command", `{"own":{"join":["'"],"undo":["S-Backspace","C-z"]}}`},
		{"one back", url.Values{"command": {"join"}, "act": {"reset"}}, 303, "", `{"own":{"undo":["S-Backspace","C-z"]}}`},
		{"all back", url.Values{"act": {"reset-all"}}, 303, "", ""},
		{"the left-handed preset", url.Values{"preset": {"left-handed"}}, 303, "", `{"preset":"left-handed"}`},
		{"the standard again", url.Values{"preset": {"standard"}}, 303, "", ""},
		{"nothing to do", url.Values{}, 422, "could not read this request", ""},
	}
	for _, tt := range tests {
		a := v.In(t).Post("/account/keys", tt.form)
		stored, err := s.Server.Store.Keys(context.Background(), li.ID)
		if a.Status != tt.status || !strings.Contains(a.Body, tt.says) || err != nil || stored != tt.stored {
			t.Errorf("%s: status %d, stored %s (%v), want %d, %s and %q", tt.name, a.Status, stored, err, tt.status, tt.stored, tt.says)
		}
	}
	if a := v.Get("/account/keys"); a.Status != 200 || !strings.Contains(a.Body, "Start an article here") {
		t.Errorf("the page of keys answers %d", a.Status)
	}
	if a := s.Visitor(t).Get("/account/keys"); a.Status != 303 {
		t.Errorf("a stranger gets %d, want to be sent to sign in", a.Status)
	}
}
