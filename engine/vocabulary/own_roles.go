package vocabulary

import "strings"

// A publication may have roles of its own. One is called BASE.NAME, such as body.recipe: BASE is a
// role of blocks that Galley knows, NAME is of the publication's choosing. The engine needs no table of
// them, for an own role behaves as its base everywhere; whoever reads an export without knowing it can
// read the base instead. What the readers of text find (a byline with text around it, kinds of
// furniture) is asked for the base's own key only: an own role says what all of the block is.

// longestOwnName is how many letters the name of an own role may have.
const longestOwnName = 40

// RoleByID is the role with id, one of Galley's or a publication's own; false if id is neither. The
// words of an own role are its base's and its name: only the publication has better ones.
func RoleByID(id string) (Role, bool) {
	r := RoleOf(id)
	if _, name, own := strings.Cut(r.ID, "."); own {
		words := " · " + strings.ReplaceAll(name, "-", " ")
		r.English, r.Chinese = r.English+words, r.Chinese+words
	}
	return r, r.ID != ""
}

// BaseOf is the role that id behaves as: itself, or what an own role is based on.
func BaseOf(id string) string {
	base, _, _ := strings.Cut(id, ".")
	return base
}

// IsOwn reports whether id is written like an own role's.
func IsOwn(id string) bool { return strings.Contains(id, ".") }

// RoleOf is the role with id for the rules, with the words of its base; the empty role for an unknown id.
func RoleOf(id string) Role {
	base, name, own := strings.Cut(id, ".")
	r := rolesByID[base]
	if !own {
		return r
	}
	if !r.Block || !isSlug(name) || len(name) > longestOwnName {
		return Role{}
	}
	r.ID, r.Key, r.Span = id, "", false
	return r
}

// isSlug reports whether name is made of small letters, digits and single hyphens between them.
func isSlug(name string) bool {
	for part := range strings.SplitSeq(name, "-") {
		if part == "" || strings.ContainsFunc(part, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
			return false
		}
	}
	return true
}

// Is reports whether r behaves as the role with id.
func (r Role) Is(id string) bool { return BaseOf(r.ID) == id }
