package models

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/vocabulary"
	"galley/fault"
)

// chief is an administrator who can sign in.
func chief(t *testing.T, s *Store, name string) User {
	t.Helper()
	user := User{Name: name, PasswordHash: "x", Role: vocabulary.Administrator, Active: true}
	if err := s.CreateUser(background, &user); err != nil {
		t.Fatal(err)
	}
	return user
}

func TestTheLastAdministratorStays(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		wei := chief(t, s, "Wei")
		without := User{Name: "no way in", Role: vocabulary.Administrator, Active: true}
		if err := s.CreateUser(background, &without); err != nil {
			t.Fatal(err)
		}
		const stays = "Wei is the last administrator who can sign in. Make somebody else an administrator first."
		wantFault(t, s.ChangeRole(background, &wei.ID, wei.ID, vocabulary.Editor), fault.Conflict, stays)
		wantFault(t, s.SetActive(background, nil, wei.ID, false), fault.Conflict, stays)
		if err := s.SetActive(background, &wei.ID, without.ID, false); err != nil {
			t.Errorf("one who cannot sign in stays, too: %v", err)
		}

		li := chief(t, s, "Li")
		var wait sync.WaitGroup
		errs := make([]error, 2)
		wait.Go(func() { errs[0] = s.ChangeRole(background, &wei.ID, li.ID, vocabulary.Reader) })
		wait.Go(func() { errs[1] = s.SetActive(background, &li.ID, wei.ID, false) })
		wait.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("two who put each other out: %v and %v, want one done and one refused", errs[0], errs[1])
		}
		if err := errors.Join(errs...); fault.CodeOf(err) != fault.Conflict {
			t.Errorf("refused with %v", err)
		}
		if !must[bool](t)(s.HasAdministrator(background)) {
			t.Error("no administrator is left")
		}
	})
}

func TestAClosedAccountHasNoWayIn(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		wei, li := chief(t, s, "Wei"), chief(t, s, "Li")
		signIn := must[SignIn](t)(s.BeginSignIn(background, li.ID, ByPassword, From{}))
		token := must[string](t)(s.MakeToken(background, li.ID, NewToken{"script", []string{ScopeRead}, time.Hour}, From{}))
		reset := must[string](t)(s.LinkPassword(background, &wei.ID, li.ID, time.Hour))
		invitation := must[string](t)(s.Invite(background, &li.ID, vocabulary.Administrator, "", time.Hour))
		if err := s.SetActive(background, &wei.ID, li.ID, false); err != nil {
			t.Fatal(err)
		}
		_, err := s.SignedInUser(background, signIn.ID, "")
		wantFault(t, err, fault.NotFound, "There is no such sign-in.")
		_, _, err = s.TokenUser(background, token)
		wantFault(t, err, fault.SignIn, "This token was revoked. Create a new one on your account page.")
		for _, link := range []string{reset, invitation} {
			_, err = s.OpenLink(background, link)
			wantFault(t, err, fault.NotFound, "This link was taken back. Ask an administrator for a new one.")
		}
		_, err = s.LinkPassword(background, &wei.ID, li.ID, time.Hour)
		wantFault(t, err, fault.Conflict, "The account of Li is closed. Reopen it first.")
		if err := s.SetActive(background, &wei.ID, li.ID, true); err != nil {
			t.Fatal(err)
		}
		if got := must[User](t)(s.User(background, li.ID)); !got.Active || got.PasswordHash != "x" {
			t.Errorf("opened again: %+v", got)
		}
		edits := must[[]Edit](t)(s.Edits(background, "users", li.ID))
		if last := edits[len(edits)-1]; *last.UserID != wei.ID || !strings.Contains(*last.After, `"active":true`) {
			t.Errorf("the last edit is %+v", last)
		}
	})
}

func TestARoleThatTakesRightsEndsSignIns(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		wei, li := chief(t, s, "Wei"), someone(t, s, "Li")
		signIn := must[SignIn](t)(s.BeginSignIn(background, li.ID, ByPassword, From{}))
		for _, step := range []struct {
			role vocabulary.PersonRole
			ends bool
		}{{vocabulary.Administrator, false}, {vocabulary.Administrator, false}, {vocabulary.Reviewer, true}} {
			if err := s.ChangeRole(background, &wei.ID, li.ID, step.role); err != nil {
				t.Fatal(err)
			}
			if _, err := s.SignedInUser(background, signIn.ID, ""); (err != nil) != step.ends {
				t.Errorf("as %s the sign-in ended with %v", step.role, err)
			}
		}
		wantFault(t, s.ChangeRole(background, &wei.ID, li.ID, "boss"), fault.Invalid, "The role must be administrator, editor, reviewer or reader.")
		want := []string{"role-changed editor administrator", "role-changed administrator reviewer"}
		if diff := cmp.Diff(want, kindsOf(t, s, AuditQuery{Kind: RoleChanged})); diff != "" {
			t.Errorf("record (-want +got)\n%s", diff)
		}
	})
}
