package models

import (
	"testing"

	"galley/engine/vocabulary"
	"galley/fault"
)

func TestTiedToAProvider(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li, wang := someone(t, s, "Li"), someone(t, s, "Wang")
		ann := Newcomer{Issuer: "https://id.example", Subject: "1", Name: "Ann", Role: vocabulary.Reviewer}
		wantFault(t, s.Tie(background, li.ID, Newcomer{Issuer: ann.Issuer, Subject: "1"}, From{}), fault.Forbidden,
			"Your account at the provider gives you no role in Galley. Ask an administrator for one.")
		for range 2 { // the second time changes nothing
			if err := s.Tie(background, li.ID, ann, From{}); err != nil {
				t.Fatal(err)
			}
		}
		if user := must[User](t)(s.Admit(background, ann)); user.ID != li.ID || user.Name != "Li" || user.Role != vocabulary.Reviewer {
			t.Errorf("signed in as %+v", user)
		}
		wantFault(t, s.Tie(background, wang.ID, ann, From{}), fault.Conflict,
			"Your account at the provider is already connected to an account here: Li. Sign in to that one, give it a password and disconnect the provider there first.")
		wantFault(t, s.Tie(background, li.ID, Newcomer{Issuer: ann.Issuer, Subject: "2", Role: vocabulary.Editor}, From{}), fault.Conflict,
			"This account is connected to another person at the provider. Disconnect the provider first.")
		if err := s.SetPassword(background, li.ID, "a hash", From{}); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := s.Untie(background, li.ID, From{}); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Tie(background, wang.ID, ann, From{}); err != nil {
			t.Error(err)
		}
		if ties := must[AuditPage](t)(s.Audit(background, AuditQuery{Kind: Tied})); len(ties.Entries) != 2 || ties.Entries[0].Detail != ann.Issuer {
			t.Errorf("entries: %+v", ties.Entries)
		}
		newcomer := must[User](t)(s.Admit(background, Newcomer{Issuer: ann.Issuer, Subject: "3", Name: "Bo", Role: vocabulary.Reader}))
		wantFault(t, s.Untie(background, newcomer.ID, From{}), fault.Conflict, "Without the provider you could no longer sign in. Choose a password first.")
	})
}

func TestAdmittedByAProvider(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		someone(t, s, "Li")
		one := Newcomer{Issuer: "https://id.example", Subject: "1", Name: "Li", Role: vocabulary.Editor}
		first := must[User](t)(s.Admit(background, one))
		if first.Name != "Li 2" || first.Role != vocabulary.Editor || first.PasswordHash != "" {
			t.Errorf("made %+v", first)
		}
		one.Name, one.Role = "Li Lei", vocabulary.Reviewer
		if again := must[User](t)(s.Admit(background, one)); again.ID != first.ID || again.Name != "Li 2" || again.Role != vocabulary.Reviewer {
			t.Errorf("the second time: %+v", again)
		}
		other := must[User](t)(s.Admit(background, Newcomer{Issuer: "https://other.example", Subject: "1", Name: "Li", Role: vocabulary.Administrator}))
		if other.ID == first.ID || other.Name != "Li 3" {
			t.Errorf("the same subject at another provider: %+v", other)
		}
		if last := must[User](t)(s.Admit(background, Newcomer{Issuer: other.Issuer, Subject: "1", Role: vocabulary.Reader})); last.Role != vocabulary.Administrator {
			t.Errorf("the last administrator became %s", last.Role)
		}
		one.Role = ""
		_, err := s.Admit(background, one)
		wantFault(t, err, fault.Forbidden, "Your account at the provider gives you no role in Galley. Ask an administrator for one.")
		one.Role = vocabulary.Reviewer
		if err := s.SetActive(background, nil, first.ID, false); err != nil {
			t.Fatal(err)
		}
		_, err = s.Admit(background, one)
		wantFault(t, err, fault.Forbidden, "Your account in Galley is closed. An administrator can reopen it.")
	})
}
