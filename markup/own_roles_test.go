package markup

import (
	"strings"
	"testing"
)

func TestOwnRoleIsReadByItsID(t *testing.T) {
	tests := []struct {
		id    string
		known bool
		base  string
		word  string
	}{
		{"body.recipe", true, roleBody, "body · recipe"},
		{"promo.in-house-2", true, rolePromo, "promotion · in house 2"},
		{"headline.x", true, roleHeadline, "headline · x"},
		{"person.actor", false, rolePerson, ""},
		{"banner.x", false, "banner", ""},
		{"body.", false, roleBody, ""},
		{".recipe", false, "", ""},
		{"body.Recipe", false, roleBody, ""},
		{"body.recipe.soup", false, roleBody, ""},
		{"body.-x", false, roleBody, ""},
		{"body.x--y", false, roleBody, ""},
		{"body.食谱", false, roleBody, ""},
		{"body." + strings.Repeat("a", longestOwnName), true, roleBody, "body · " + strings.Repeat("a", longestOwnName)},
		{"body." + strings.Repeat("a", longestOwnName+1), false, roleBody, ""},
	}
	for _, tt := range tests {
		t.Run(tt.id, func(t *testing.T) {
			got, known := RoleByID(tt.id)
			if known != tt.known || got.English != tt.word || BaseOf(tt.id) != tt.base || !IsOwn(tt.id) {
				t.Errorf("got %+v, %v, base %q", got, known, BaseOf(tt.id))
			}
			if base := rolesByID[tt.base]; known && (got.ID != tt.id || got.Kind != base.Kind || got.Furniture != base.Furniture || !got.Block || got.Span || got.Key != "") {
				t.Errorf("it behaves as %+v, its base as %+v", got, base)
			}
		})
	}
}
