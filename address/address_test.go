package address

import (
	"strings"
	"testing"
)

func TestAddressesAreFilledInAndEscaped(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"one number", Issue.At(7), "/issues/7"},
		{"two numbers", SetPage.At(7, 2), "/sets/7/pages/2"},
		{"three parts", Comment.At(7, "k", "c"), "/sets/7/queries/k/comments/c"},
		{"a word that holds a slash", Join.At("a/b"), "/join/a%2Fb"},
		{"a block", Block(7, 2, 30), "/sets/7/pages/2#b-2-30"},
		{"a sign-in that leads on", SignInFor("/issues?state=draft"), "/sign-in?next=%2Fissues%3Fstate%3Ddraft"},
		{"a sign-in that leads home", SignInFor(Home), "/sign-in"},
		{"a history without numbers", History(7, 0, 0, 0), "/sets/7/history"},
		{"a history at a version of a page", History(7, 12, 2, 0), "/sets/7/history?page=2&version=12"},
		{"sets compared", Compare(7, 8), "/compare?sets=7,8"},
		{"a command among the keys", KeysAt("role.headline"), "/account/keys?at=role.headline#key-role.headline"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("got %s, want %s", tt.got, tt.want)
			}
		})
	}
}

func TestScriptsKnowEveryAddressOnce(t *testing.T) {
	seen := map[string]string{}
	for name, pattern := range ForScripts {
		if other := seen[pattern]; other != "" {
			t.Errorf("%s and %s are both %s", name, other, pattern)
		}
		if !strings.HasPrefix(pattern, "/") {
			t.Errorf("%s is %q", name, pattern)
		}
		seen[pattern] = name
	}
}
