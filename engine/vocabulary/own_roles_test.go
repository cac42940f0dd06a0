package vocabulary

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
		{"body.recipe", true, RoleBody, "body · recipe"},
		{"promo.in-house-2", true, RolePromo, "promotion · in house 2"},
		{"headline.x", true, RoleHeadline, "headline · x"},
		{"person.actor", false, RolePerson, ""},
		{"banner.x", false, "banner", ""},
		{"body.", false, RoleBody, ""},
		{".recipe", false, "", ""},
		{"body.Recipe", false, RoleBody, ""},
		{"body.recipe.soup", false, RoleBody, ""},
		{"body.-x", false, RoleBody, ""},
		{"body.x--y", false, RoleBody, ""},
		{"body.食谱", false, RoleBody, ""},
		{"body." + strings.Repeat("a", longestOwnName), true, RoleBody, "body · " + strings.Repeat("a", longestOwnName)},
		{"body." + strings.Repeat("a", longestOwnName+1), false, RoleBody, ""},
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
