package models

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/vocabulary"
	"galley/fault"
)

func TestAnInvitationIsGoodOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		wei := chief(t, s, "Wei")
		token := must[string](t)(s.Invite(background, &wei.ID, vocabulary.Editor, " for Li ", time.Hour))
		var stored string
		if err := s.read.Raw("SELECT hash || note FROM links").Scan(&stored).Error; err != nil || strings.Contains(stored, token) || !strings.HasSuffix(stored, "for Li") {
			t.Errorf("the database holds %q, want the note and not the token (%v)", stored, err)
		}
		for range 2 {
			if link := must[Link](t)(s.OpenLink(background, token)); link.Role != "editor" || link.Kind != Invitation {
				t.Errorf("got %+v", link)
			}
		}
		_, err := s.Join(background, token, "Wei", "x")
		wantFault(t, err, fault.Conflict, "There is already a user Wei. Choose another name.")
		_, err = s.Join(background, token, " ", "x")
		wantFault(t, err, fault.Invalid, "Write the name without spaces before or after it and without control characters.")

		var wait sync.WaitGroup
		users, errs := make([]User, 4), make([]error, 4)
		for i := range users {
			wait.Go(func() { users[i], errs[i] = s.Join(background, token, []string{"a", "b", "c", "d"}[i], "x") })
		}
		wait.Wait()
		joined := 0
		for i, err := range errs {
			if err == nil {
				joined++
				if users[i].Role != vocabulary.Editor || !users[i].Active || users[i].PasswordHash != "x" {
					t.Errorf("joined as %+v", users[i])
				}
			} else {
				wantFault(t, err, fault.NotFound, "This link was already used; it works only once. Ask an administrator for a new one.")
			}
		}
		if joined != 1 {
			t.Errorf("%d of four who tried at once have joined, want 1", joined)
		}
		if diff := cmp.Diff([]string{"account-made administrator", "invited editor", "account-made editor"}, kindsOf(t, s, AuditQuery{User: wei.ID})); diff != "" {
			t.Errorf("record (-want +got)\n%s", diff)
		}
	})
}

func TestLinksThatAreOverLetNobodyIn(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		wei, li := chief(t, s, "Wei"), someone(t, s, "Li")
		expired := must[string](t)(s.Invite(background, &wei.ID, vocabulary.Reader, "", time.Hour))
		c.Time = c.Add(time.Hour)
		revoked := must[string](t)(s.Invite(background, nil, vocabulary.Reader, "", time.Hour))
		if err := s.RevokeLink(background, &wei.ID, must[Link](t)(s.OpenLink(background, revoked)).ID); err != nil {
			t.Fatal(err)
		}
		older := must[string](t)(s.LinkPassword(background, &wei.ID, li.ID, time.Hour))
		newer := must[string](t)(s.LinkPassword(background, &wei.ID, li.ID, time.Hour))
		over := map[string]string{
			"never":   "There is no such link. Check that you have copied all of it.",
			expired:   "This link has expired. Ask an administrator for a new one.",
			revoked:   "This link was taken back. Ask an administrator for a new one.",
			older:     "This link was taken back. Ask an administrator for a new one.",
			newer[1:]: "There is no such link. Check that you have copied all of it.",
		}
		for token, says := range over {
			_, err := s.OpenLink(background, token)
			wantFault(t, err, fault.NotFound, says)
			_, err = s.Join(background, token, "Lu", "x")
			wantFault(t, err, fault.NotFound, says)
			_, err = s.UsePasswordLink(background, token, "x", From{})
			wantFault(t, err, fault.NotFound, says)
		}
		_, err := s.Join(background, newer, "Lu", "x")
		wantFault(t, err, fault.NotFound, "This link was already used; it works only once. Ask an administrator for a new one.")
		lines := must[[]LinkLine](t)(s.OpenLinks(background))
		if len(lines) != 1 || lines[0].Maker != "Wei" || lines[0].User != "Li" {
			t.Errorf("open links: %+v", lines)
		}
		wantFault(t, s.RevokeLink(background, &wei.ID, 99), fault.NotFound, "This link has already ended.")
	})
}

func TestAPasswordLinkEndsSignIns(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		wei, li := chief(t, s, "Wei"), someone(t, s, "Li")
		signIn := must[SignIn](t)(s.BeginSignIn(background, li.ID, ByPassword, From{"192.0.2.1", "Firefox"}))
		must[User](t)(s.SignedInUser(background, signIn.ID, ""))
		token := must[string](t)(s.LinkPassword(background, &wei.ID, li.ID, time.Hour))
		user := must[User](t)(s.UsePasswordLink(background, token, "new", From{}))
		if user.ID != li.ID || must[User](t)(s.User(background, li.ID)).PasswordHash != "new" {
			t.Errorf("the password was given to %+v", user)
		}
		_, err := s.SignedInUser(background, signIn.ID, "")
		wantFault(t, err, fault.NotFound, "There is no such sign-in.")
		want := []string{"account-made editor", "signed-in password", "password-link-made", "password-changed"}
		if diff := cmp.Diff(want, kindsOf(t, s, AuditQuery{User: li.ID})); diff != "" {
			t.Errorf("record (-want +got)\n%s", diff)
		}
	})
}
