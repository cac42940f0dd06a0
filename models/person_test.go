package models

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/vocabulary"
	"galley/fault"
)

func TestAnAccountIsKeptAsItWasMade(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		wu := someone(t, s, "Wu")
		li := User{Name: "李 Li", PasswordHash: "$argon2id$…", Role: vocabulary.Reviewer, Active: true}
		if err := s.CreateUser(background, &li); err != nil {
			t.Fatal(err)
		}
		want := User{ID: li.ID, Name: "李 Li", PasswordHash: "$argon2id$…", Role: vocabulary.Reviewer, Active: true, CreatedAt: s.Now()}
		byName, byID := must[User](t)(s.UserByName(background, "李 Li")), must[User](t)(s.User(background, li.ID))
		for _, got := range []User{li, byName, byID} {
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		}
		if diff := cmp.Diff([]User{wu, li}, must[[]User](t)(s.Users(background))); diff != "" {
			t.Errorf("all (-want +got)\n%s", diff)
		}
		_, err := s.UserByName(background, "li")
		wantFault(t, err, fault.NotFound, "There is no such user.")
		_, err = s.User(background, 99)
		wantFault(t, err, fault.NotFound, "There is no such user.")
	})
}

func TestAnAccountThatBreaksARuleIsNotMade(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		user     User
		code     fault.Code
		sentence string
	}{
		{"without a name", User{Role: vocabulary.Editor}, fault.Invalid, "Give the user a name of 1 to 100 characters."},
		{"with a name too long", User{Name: strings.Repeat("名", 101), Role: vocabulary.Editor}, fault.Invalid, "Give the user a name of 1 to 100 characters."},
		{"with a space at its end", User{Name: "Lu ", Role: vocabulary.Editor}, fault.Invalid, "Write the name without spaces before or after it and without control characters."},
		{"with a line end inside", User{Name: "L\nu", Role: vocabulary.Editor}, fault.Invalid, "Write the name without spaces before or after it and without control characters."},
		{"with a role nobody knows", User{Name: "Lu", Role: "boss"}, fault.Invalid, "The role must be administrator, editor, reviewer or reader."},
		{"with two faults", User{Role: "boss"}, fault.Invalid, "Give the user a name of 1 to 100 characters. The role must be administrator, editor, reviewer or reader."},
		{"with another's name", User{Name: "Li", Role: vocabulary.Editor}, fault.Conflict, "There is already a user Li. Choose another name."},
	}
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		someone(t, s, "Li")
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				wantFault(t, s.CreateUser(background, &tt.user), tt.code, tt.sentence)
				if tt.user.ID != 0 {
					t.Errorf("got the ID %d", tt.user.ID)
				}
			})
		}
		if all := must[[]User](t)(s.Users(background)); len(all) != 1 {
			t.Errorf("there are %d users, want 1", len(all))
		}
	})
}

func TestAnAdministratorIsOneWhoCanSignIn(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		tests := []struct {
			name string
			user User
			want bool
		}{
			{"an editor with a password", User{Name: "a", Role: vocabulary.Editor, Active: true, PasswordHash: "x"}, false},
			{"an administrator without one", User{Name: "b", Role: vocabulary.Administrator, Active: true}, false},
			{"a closed account", User{Name: "c", Role: vocabulary.Administrator, PasswordHash: "x"}, false},
			{"an administrator with a password", User{Name: "d", Role: vocabulary.Administrator, Active: true, PasswordHash: "x"}, true},
		}
		for _, tt := range tests {
			if err := s.CreateUser(background, &tt.user); err != nil {
				t.Fatal(err)
			}
			if got := must[bool](t)(s.HasAdministrator(background)); got != tt.want {
				t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
			}
		}
	})
}

func TestANewPasswordIsRecordedButNotTold(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		if err := s.SetPassword(background, li.ID, "secret", From{}); err != nil {
			t.Fatal(err)
		}
		if got := must[User](t)(s.User(background, li.ID)).PasswordHash; got != "secret" {
			t.Errorf("got the hash %q", got)
		}
		without, with := `{"active":true,"language":"","name":"Li","password":false,"role":"editor"}`, `{"active":true,"language":"","name":"Li","password":true,"role":"editor"}`
		want := []Edit{
			{ID: 1, At: s.Now(), Table: "users", RowID: li.ID, After: &without},
			{ID: 2, At: s.Now(), UserID: &li.ID, Table: "users", RowID: li.ID, Before: &without, After: &with},
		}
		if diff := cmp.Diff(want, must[[]Edit](t)(s.Edits(background, "users", li.ID))); diff != "" {
			t.Errorf("edits (-want +got)\n%s", diff)
		}
		wantFault(t, s.SetPassword(background, 99, "x", From{}), fault.NotFound, "There is no such user.")
	})
}
