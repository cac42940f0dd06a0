package models

import (
	"strings"
	"testing"
	"time"

	"galley/fault"
)

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
		wantFault(t, err, fault.SignIn, "There is no such token. Create one on your account page.")
		wantFault(t, s.RevokeToken(background, wu.ID, wu.ID, row.ID, From{}), fault.NotFound, "This token is already revoked.")
		c.Time = c.Add(24 * time.Hour)
		_, _, err = s.TokenUser(background, token)
		wantFault(t, err, fault.SignIn, "This token has expired. Create a new one on your account page.")
		if err := s.RevokeToken(background, li.ID, li.ID, row.ID, From{}); err != nil {
			t.Fatal(err)
		}
		_, _, err = s.TokenUser(background, token)
		wantFault(t, err, fault.SignIn, "This token was revoked. Create a new one on your account page.")
		_, err = s.MakeToken(background, li.ID, NewToken{"", []string{"everything"}, 0}, From{})
		wantFault(t, err, fault.Invalid, "A token can be valid for 1 to 366 days. Give the token a name of 1 to 100 characters, for example the program that uses it. Choose at least one thing that the token allows.")
	})
}
