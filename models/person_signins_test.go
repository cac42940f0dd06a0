package models

import (
	"strings"
	"testing"
	"time"

	"galley/fault"
)

func TestVisitsExpireAndEnd(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		begin := func() SignIn {
			return must[SignIn](t)(s.BeginSignIn(background, li.ID, ByPassword, From{"192.0.2.1", strings.Repeat("é", 400) + "\n"}))
		}
		first := begin()
		if len(first.Browser) != 300 {
			t.Errorf("of the browser's words %d bytes are kept, want 300", len(first.Browser))
		}
		c.Time = c.Add(SignInIdle - time.Second)
		second := begin()
		must[User](t)(s.SignedInUser(background, second.ID, "192.0.2.3")) // within a minute it is not stored
		c.Time = c.Add(time.Minute)
		must[User](t)(s.SignedInUser(background, second.ID, "192.0.2.2"))
		c.Time = c.Add(-time.Minute)
		if got := must[[]SignIn](t)(s.SignIns(background, li.ID)); len(got) != 2 || got[0].ID != second.ID || got[0].Address != "192.0.2.2" {
			t.Errorf("sign-ins: %+v", got)
		}
		c.Time = c.Add(time.Second)
		if _, err := s.SignedInUser(background, first.ID, ""); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("after %s the first one goes on: %v", SignInIdle, err)
		}
		third := begin()
		wantFault(t, s.EndSignIn(background, wu.ID, third.ID, AuditEntry{Kind: SignInEnded}), fault.NotFound, "This sign-in has already ended.")
		if n := must[int](t)(s.EndOtherSignIns(background, li.ID, third.ID, AuditEntry{Kind: SignInEnded, UserID: &li.ID})); n != 1 {
			t.Errorf("%d others ended, want 1", n)
		}
		must[User](t)(s.SignedInUser(background, third.ID, ""))
		for c.Before(third.BegunAt.Add(SignInLife - SignInIdle)) {
			c.Time = c.Add(SignInIdle - time.Hour)
			must[User](t)(s.SignedInUser(background, third.ID, ""))
		}
		c.Time = third.BegunAt.Add(SignInLife)
		if _, err := s.SignedInUser(background, third.ID, ""); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("after %s it goes on: %v", SignInLife, err)
		}
	})
}
