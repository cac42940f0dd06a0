package parts

import (
	"context"
	"fmt"

	"galley/engine/vocabulary"
	"galley/locale"
	"galley/models"
)

// ownRolesKey is where the context carries the roles of the publication that a page is about.
type ownRolesKey struct{}

// WithOwnRoles is ctx for a page about a publication with these roles of its own: like the language of
// the reader they say what things are called on it.
func WithOwnRoles(ctx context.Context, roles []models.OwnRole) context.Context {
	return context.WithValue(ctx, ownRolesKey{}, roles)
}

func ownRolesOf(ctx context.Context) []models.OwnRole {
	roles, _ := ctx.Value(ownRolesKey{}).([]models.OwnRole)
	return roles
}

// ownWord is the publication's word for a role of its own; "" if it has none.
func ownWord(ctx context.Context, id string) string {
	for _, r := range ownRolesOf(ctx) {
		if r.Role == id {
			return r.In(locale.Of(ctx).String())
		}
	}
	return ""
}

// KeyedOwnRoles are the publication's own roles that a key sets.
func KeyedOwnRoles(ctx context.Context) []models.OwnRole {
	var keyed []models.OwnRole
	for _, r := range ownRolesOf(ctx) {
		if !r.Retired {
			keyed = append(keyed, r)
		}
	}
	return keyed
}

// vocabularyOwn is an own role as the script reads it.
func vocabularyOwn(o models.OwnRole) vocabularyRole {
	r, _ := vocabulary.RoleByID(o.Role)
	v := vocabularyRole{ID: o.Role, English: o.In("en"), Chinese: o.In("zh-Hans"), On: "block", Kind: string(r.Kind), Furniture: r.Furniture, Retired: o.Retired}
	if !o.Retired {
		v.Key = fmt.Sprintf("E %d", o.Place)
	}
	return v
}

// Typeset is the role whose type a block is set in: of an own role its base.
func Typeset(role string) string { return vocabulary.BaseOf(role) }

// Own is a block's role if it is the publication's own, else "".
func Own(role string) string {
	if vocabulary.IsOwn(role) {
		return role
	}
	return ""
}

// OwnBeside reports whether a part's role is one of the publication's own that its type does not show;
// furniture bears its word anyway.
func OwnBeside(role string) bool {
	r, _ := vocabulary.RoleByID(role)
	return vocabulary.IsOwn(role) && !r.Furniture
}
