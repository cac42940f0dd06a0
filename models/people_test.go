package models

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/fault"
)

// chief is an administrator who can sign in.
func chief(t *testing.T, s *Store, name string) User {
	t.Helper()
	user := User{Name: name, PasswordHash: "x", Role: Administrator, Active: true}
	if err := s.CreateUser(background, &user); err != nil {
		t.Fatal(err)
	}
	return user
}

// kindsOf are the kinds of all entries, the oldest first.
func kindsOf(t *testing.T, s *Store, q EntryQuery) []string {
	t.Helper()
	var kinds []string
	for _, e := range must[EntryPage](t)(s.Entries(background, q)).Entries {
		kinds = append([]string{strings.TrimSpace(e.Kind + " " + e.Detail)}, kinds...)
	}
	return kinds
}

func TestAnInvitationIsGoodOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		wei := chief(t, s, "Wei")
		token := must[string](t)(s.Invite(background, &wei.ID, Editor, " for Li ", time.Hour))
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
		wantFault(t, err, fault.Conflict, "There is a user Wei already. Choose another name.")
		_, err = s.Join(background, token, " ", "x")
		wantFault(t, err, fault.Invalid, "Write the name without spaces around it and without control characters.")

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
				if users[i].Role != Editor || !users[i].Active || users[i].PasswordHash != "x" {
					t.Errorf("joined as %+v", users[i])
				}
			} else {
				wantFault(t, err, fault.NotFound, "This link was used already; it works once. Ask an administrator for a new one.")
			}
		}
		if joined != 1 {
			t.Errorf("%d of four who tried at once have joined, want 1", joined)
		}
		if diff := cmp.Diff([]string{"account-made administrator", "invited editor", "account-made editor"}, kindsOf(t, s, EntryQuery{User: wei.ID})); diff != "" {
			t.Errorf("record (-want +got)\n%s", diff)
		}
	})
}

func TestLinksThatAreOverLetNobodyIn(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		wei, li := chief(t, s, "Wei"), someone(t, s, "Li")
		expired := must[string](t)(s.Invite(background, &wei.ID, Reader, "", time.Hour))
		c.Time = c.Add(time.Hour)
		revoked := must[string](t)(s.Invite(background, nil, Reader, "", time.Hour))
		if err := s.RevokeLink(background, &wei.ID, must[Link](t)(s.OpenLink(background, revoked)).ID); err != nil {
			t.Fatal(err)
		}
		older := must[string](t)(s.LinkPassword(background, &wei.ID, li.ID, time.Hour))
		newer := must[string](t)(s.LinkPassword(background, &wei.ID, li.ID, time.Hour))
		over := map[string]string{
			"never":   "There is no such link. See that you have copied all of it.",
			expired:   "This link has expired. Ask an administrator for a new one.",
			revoked:   "This link was taken back. Ask an administrator for a new one.",
			older:     "This link was taken back. Ask an administrator for a new one.",
			newer[1:]: "There is no such link. See that you have copied all of it.",
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
		wantFault(t, err, fault.NotFound, "This link was used already; it works once. Ask an administrator for a new one.")
		lines := must[[]LinkLine](t)(s.OpenLinks(background))
		if len(lines) != 1 || lines[0].Maker != "Wei" || lines[0].User != "Li" {
			t.Errorf("open links: %+v", lines)
		}
		wantFault(t, s.RevokeLink(background, &wei.ID, 99), fault.NotFound, "This link is over already.")
	})
}

func TestAPasswordLinkEndsSignIns(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		wei, li := chief(t, s, "Wei"), someone(t, s, "Li")
		visit := must[Visit](t)(s.BeginVisit(background, li.ID, ByPassword, From{"192.0.2.1", "Firefox"}))
		must[User](t)(s.Visitor(background, visit.ID, ""))
		token := must[string](t)(s.LinkPassword(background, &wei.ID, li.ID, time.Hour))
		user := must[User](t)(s.UsePasswordLink(background, token, "new", From{}))
		if user.ID != li.ID || must[User](t)(s.User(background, li.ID)).PasswordHash != "new" {
			t.Errorf("the password was given to %+v", user)
		}
		_, err := s.Visitor(background, visit.ID, "")
		wantFault(t, err, fault.NotFound, "There is no such sign-in.")
		want := []string{"account-made editor", "signed-in password", "password-link-made", "password-changed"}
		if diff := cmp.Diff(want, kindsOf(t, s, EntryQuery{User: li.ID})); diff != "" {
			t.Errorf("record (-want +got)\n%s", diff)
		}
	})
}

func TestTheLastAdministratorStays(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		wei := chief(t, s, "Wei")
		without := User{Name: "no way in", Role: Administrator, Active: true}
		if err := s.CreateUser(background, &without); err != nil {
			t.Fatal(err)
		}
		const stays = "Wei is the last administrator who can sign in. Make somebody else an administrator first."
		wantFault(t, s.ChangeRole(background, &wei.ID, wei.ID, Editor), fault.Conflict, stays)
		wantFault(t, s.SetActive(background, nil, wei.ID, false), fault.Conflict, stays)
		if err := s.SetActive(background, &wei.ID, without.ID, false); err != nil {
			t.Errorf("one who can not sign in stays, too: %v", err)
		}

		li := chief(t, s, "Li")
		var wait sync.WaitGroup
		errs := make([]error, 2)
		wait.Go(func() { errs[0] = s.ChangeRole(background, &wei.ID, li.ID, Reader) })
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
		visit := must[Visit](t)(s.BeginVisit(background, li.ID, ByPassword, From{}))
		token := must[string](t)(s.MakeToken(background, li.ID, NewToken{"script", []string{ScopeRead}, time.Hour}, From{}))
		reset := must[string](t)(s.LinkPassword(background, &wei.ID, li.ID, time.Hour))
		invitation := must[string](t)(s.Invite(background, &li.ID, Administrator, "", time.Hour))
		if err := s.SetActive(background, &wei.ID, li.ID, false); err != nil {
			t.Fatal(err)
		}
		_, err := s.Visitor(background, visit.ID, "")
		wantFault(t, err, fault.NotFound, "There is no such sign-in.")
		_, _, err = s.TokenUser(background, token)
		wantFault(t, err, fault.SignIn, "This token was revoked. Make a new one on your account page.")
		for _, link := range []string{reset, invitation} {
			_, err = s.OpenLink(background, link)
			wantFault(t, err, fault.NotFound, "This link was taken back. Ask an administrator for a new one.")
		}
		_, err = s.LinkPassword(background, &wei.ID, li.ID, time.Hour)
		wantFault(t, err, fault.Conflict, "The account of Li is closed. Open it again first.")
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
		visit := must[Visit](t)(s.BeginVisit(background, li.ID, ByPassword, From{}))
		for _, step := range []struct {
			role Role
			ends bool
		}{{Administrator, false}, {Administrator, false}, {Reviewer, true}} {
			if err := s.ChangeRole(background, &wei.ID, li.ID, step.role); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Visitor(background, visit.ID, ""); (err != nil) != step.ends {
				t.Errorf("as %s the sign-in ended with %v", step.role, err)
			}
		}
		wantFault(t, s.ChangeRole(background, &wei.ID, li.ID, "boss"), fault.Invalid, "The role must be administrator, editor, reviewer or reader.")
		want := []string{"role-changed editor administrator", "role-changed administrator reviewer"}
		if diff := cmp.Diff(want, kindsOf(t, s, EntryQuery{Kind: RoleChanged})); diff != "" {
			t.Errorf("record (-want +got)\n%s", diff)
		}
	})
}

func TestVisitsExpireAndEnd(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		begin := func() Visit {
			return must[Visit](t)(s.BeginVisit(background, li.ID, ByPassword, From{"192.0.2.1", strings.Repeat("é", 400) + "\n"}))
		}
		first := begin()
		if len(first.Browser) != 300 {
			t.Errorf("of the browser's words %d bytes are kept, want 300", len(first.Browser))
		}
		c.Time = c.Add(VisitIdle - time.Second)
		second := begin()
		must[User](t)(s.Visitor(background, second.ID, "192.0.2.3")) // within a minute it is not stored
		c.Time = c.Add(time.Minute)
		must[User](t)(s.Visitor(background, second.ID, "192.0.2.2"))
		c.Time = c.Add(-time.Minute)
		if got := must[[]Visit](t)(s.Visits(background, li.ID)); len(got) != 2 || got[0].ID != second.ID || got[0].Address != "192.0.2.2" {
			t.Errorf("visits: %+v", got)
		}
		c.Time = c.Add(time.Second)
		if _, err := s.Visitor(background, first.ID, ""); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("after %s the first one goes on: %v", VisitIdle, err)
		}
		third := begin()
		wantFault(t, s.EndVisit(background, wu.ID, third.ID, Entry{Kind: VisitEnded}), fault.NotFound, "This sign-in is over already.")
		if n := must[int](t)(s.EndOtherVisits(background, li.ID, third.ID, Entry{Kind: VisitEnded, UserID: &li.ID})); n != 1 {
			t.Errorf("%d others ended, want 1", n)
		}
		must[User](t)(s.Visitor(background, third.ID, ""))
		for c.Before(third.BegunAt.Add(VisitLife - VisitIdle)) {
			c.Time = c.Add(VisitIdle - time.Hour)
			must[User](t)(s.Visitor(background, third.ID, ""))
		}
		c.Time = third.BegunAt.Add(VisitLife)
		if _, err := s.Visitor(background, third.ID, ""); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("after %s it goes on: %v", VisitLife, err)
		}
	})
}

func TestTokensAreKeptAsHashes(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		token := must[string](t)(s.MakeToken(background, li.ID, NewToken{" archive ", []string{ScopeRead, ScopeExport}, 24 * time.Hour}, From{}))
		user, row, err := s.TokenUser(background, token)
		if err != nil || user.ID != li.ID || row.Scopes != "read export" || row.Name != "archive" || len(token) != 59 {
			t.Errorf("%s: got %+v %+v %v", token, user, row, err)
		}
		row = must[[]Token](t)(s.Tokens(background, li.ID))[0]
		if strings.Contains(row.Hash, strings.TrimPrefix(token, tokenPrefix)) || row.UsedAt == nil || !row.UsedAt.Equal(s.Now()) {
			t.Errorf("stored: %+v", row)
		}
		_, _, err = s.TokenUser(background, row.Hash)
		wantFault(t, err, fault.SignIn, "There is no such token. Make one on your account page.")
		wantFault(t, s.RevokeToken(background, wu.ID, wu.ID, row.ID, From{}), fault.NotFound, "This token is revoked already.")
		c.Time = c.Add(24 * time.Hour)
		_, _, err = s.TokenUser(background, token)
		wantFault(t, err, fault.SignIn, "This token has expired. Make a new one on your account page.")
		if err := s.RevokeToken(background, li.ID, li.ID, row.ID, From{}); err != nil {
			t.Fatal(err)
		}
		_, _, err = s.TokenUser(background, token)
		wantFault(t, err, fault.SignIn, "This token was revoked. Make a new one on your account page.")
		_, err = s.MakeToken(background, li.ID, NewToken{"", []string{"everything"}, 0}, From{})
		wantFault(t, err, fault.Invalid, "A token is good for 1 to 366 days. Give the token a name of 1 to 100 characters, such as the program that uses it. Choose at least one thing that the token is good for.")
	})
}

func TestAdmittedByAProvider(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		someone(t, s, "Li")
		one := Newcomer{Issuer: "https://id.example", Subject: "1", Name: "Li", Role: Editor}
		first := must[User](t)(s.Admit(background, one))
		if first.Name != "Li 2" || first.Role != Editor || first.PasswordHash != "" {
			t.Errorf("made %+v", first)
		}
		one.Name, one.Role = "Li Lei", Reviewer
		if again := must[User](t)(s.Admit(background, one)); again.ID != first.ID || again.Name != "Li 2" || again.Role != Reviewer {
			t.Errorf("the second time: %+v", again)
		}
		other := must[User](t)(s.Admit(background, Newcomer{Issuer: "https://other.example", Subject: "1", Name: "Li", Role: Administrator}))
		if other.ID == first.ID || other.Name != "Li 3" {
			t.Errorf("the same subject at another provider: %+v", other)
		}
		if last := must[User](t)(s.Admit(background, Newcomer{Issuer: other.Issuer, Subject: "1", Role: Reader})); last.Role != Administrator {
			t.Errorf("the last administrator became %s", last.Role)
		}
		one.Role = ""
		_, err := s.Admit(background, one)
		wantFault(t, err, fault.Forbidden, "Your account at the provider gives you no role in Galley. Ask an administrator for one.")
		one.Role = Reviewer
		if err := s.SetActive(background, nil, first.ID, false); err != nil {
			t.Fatal(err)
		}
		_, err = s.Admit(background, one)
		wantFault(t, err, fault.Forbidden, "Your account in Galley is closed. An administrator can open it again.")
	})
}

func TestTheRecordIsReadInPages(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		for range entriesShown + 3 {
			if err := s.Note(background, Entry{Kind: SignInFailed, AboutID: &li.ID, Detail: ByPassword}); err != nil {
				t.Fatal(err)
			}
		}
		page := must[EntryPage](t)(s.Entries(background, EntryQuery{User: li.ID}))
		rest := must[EntryPage](t)(s.Entries(background, EntryQuery{User: li.ID, Before: page.Older}))
		if len(page.Entries) != entriesShown || len(rest.Entries) != 4 || rest.Older != 0 || page.Entries[0].About != "Li" {
			t.Errorf("pages of %d and %d", len(page.Entries), len(rest.Entries))
		}
		if got := must[EntryPage](t)(s.Entries(background, EntryQuery{Kind: SignedOut})); len(got.Entries) != 0 {
			t.Errorf("%d entries of another kind", len(got.Entries))
		}
		wantFault(t, s.Note(background, Entry{Kind: "gossip"}), fault.Invalid, `The record knows no entries of the kind "gossip".`)
	})
}
