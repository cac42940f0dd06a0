package views

import (
	"fmt"
	"strings"

	"galley/markup"
)

// paletteColumn is one of the palette's three columns.
type paletteColumn struct {
	Name  string
	Roles []markup.Role
}

// paletteColumns are the roles with a key of their own: heads, text, and what frames the page.
func paletteColumns() []paletteColumn {
	return []paletteColumn{
		{"Heads", rolesOf("kicker", "headline", "deck", "package-head", "section-head", "notice-number")},
		{"Text", rolesOf("body", "subhead", "byline", "caption", "credit", "signature")},
		{"Frame", rolesOf("masthead", "furniture", "ad")},
	}
}

// elseRoles are the block roles behind E.
func elseRoles() []markup.Role {
	var roles []markup.Role
	for _, r := range markup.Roles {
		if r.Block && strings.HasPrefix(r.Key, "E ") {
			roles = append(roles, r)
		}
	}
	return roles
}

// rolesOf are roles by id, without those that the vocabulary lacks.
func rolesOf(ids ...string) []markup.Role {
	var roles []markup.Role
	for _, id := range ids {
		if r, known := markup.RoleByID(id); known {
			roles = append(roles, r)
		}
	}
	return roles
}

// shortRole is a role's name for a narrow button.
func shortRole(id string) string {
	switch id {
	case "package-head":
		return "Package"
	case "section-head":
		return "Section"
	case "sidebar-head":
		return "Sidebar"
	case "notice-number":
		return "Notice no."
	case "ad":
		return "Advert"
	}
	words := roleWords(id)
	return strings.ToUpper(words[:1]) + words[1:]
}

// lastKey is the letter of a role behind E, or its own.
func lastKey(key string) string { return strings.TrimPrefix(key, "E ") }

// moveWord is what a person does to give a set a state.
func moveWord(state string) string {
	switch state {
	case "submitted":
		return "Submit"
	case "returned":
		return "Return"
	case "accepted":
		return "Accept"
	}
	return "Reopen"
}

// numberWords is the number as it is printed in its language.
func (w Workbench) numberWords() string {
	if strings.HasPrefix(w.Language, "zh") && strings.Trim(w.Number, "0123456789") == "" {
		return fmt.Sprintf("第%s期", w.Number)
	}
	return w.Number
}
