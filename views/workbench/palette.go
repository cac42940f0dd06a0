package workbench

import (
	"context"
	"fmt"
	"strings"

	"galley/engine/markup"
	"galley/engine/vocabulary"
	"galley/locale"
	"galley/views/parts"
)

// paletteColumn is one of the palette's three columns.
type paletteColumn struct {
	Name  locale.Key
	Roles []vocabulary.Role
}

// paletteColumns are the roles with a key of their own: heads, text, and what frames the page.
func paletteColumns() []paletteColumn {
	return []paletteColumn{
		{locale.Key("Heads"), rolesOf("kicker", "headline", "deck", "package-head", "section-head", "notice-number")},
		{locale.Key("Text"), rolesOf("body", "subhead", "byline", "caption", "credit", "signature")},
		{locale.Key("Frame"), rolesOf("masthead", "furniture", "ad")},
	}
}

// elseRoles are the block roles behind E.
func elseRoles() []vocabulary.Role {
	var roles []vocabulary.Role
	for _, r := range vocabulary.Roles {
		if r.Block && strings.HasPrefix(r.Key, "E ") {
			roles = append(roles, r)
		}
	}
	return roles
}

// rolesOf are roles by id, without those that the vocabulary lacks.
func rolesOf(ids ...string) []vocabulary.Role {
	var roles []vocabulary.Role
	for _, id := range ids {
		if r, known := vocabulary.RoleByID(id); known {
			roles = append(roles, r)
		}
	}
	return roles
}

// shortRole is a role's name for a narrow button.
func shortRole(ctx context.Context, id string) string {
	switch id {
	case "package-head":
		return locale.T(ctx, "Package")
	case "section-head":
		return locale.T(ctx, "Section")
	case "sidebar-head":
		return locale.T(ctx, "Sidebar")
	case "notice-number":
		return locale.T(ctx, "Notice no.")
	case "ad":
		return locale.T(ctx, "Advert")
	}
	return parts.Capital(parts.RoleWords(ctx, id))
}

// lastKey is the letter of a role behind E, or its own.
func lastKey(key string) string { return strings.TrimPrefix(key, "E ") }

// moveWord is what a person does to give a set a state.
func moveWord(ctx context.Context, state markup.State) string {
	switch state {
	case markup.Submitted:
		return locale.T(ctx, "Submit")
	case markup.Returned:
		return locale.T(ctx, "Return")
	case markup.Accepted:
		return locale.T(ctx, "Accept")
	}
	return locale.T(ctx, "Reopen")
}

// numberWords is the number as it is printed in its language.
func (w Workbench) numberWords() string {
	if strings.HasPrefix(w.Language, "zh") && strings.Trim(w.Number, "0123456789") == "" {
		return fmt.Sprintf("第%s期", w.Number)
	}
	return w.Number
}
