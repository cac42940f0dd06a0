package reading

import (
	"unicode"

	"galley/engine/vocabulary"
)

// hanByline reads a whole Chinese byline into its parts. clean is false if something in it was
// not recognised. In a credit a person is named for the picture only, so what stands behind the
// names (摄) replaces the role in front of them; in a byline it is added to it.
func hanByline(text string, credit bool) (parts []Reading, clean bool) {
	items := hanItems(text)
	as := assignRoles(items, credit)
	clean = true
	for i, it := range items {
		if it.kind == "other" {
			clean = false
			continue
		}
		part := mark(it.kind, it.start, it.end)
		if it.kind == vocabulary.RolePerson {
			part = part.with("as", as[i].words(text, credit))
		}
		parts = append(parts, part)
	}
	return parts, clean
}

// office is in which roles a person is named: indexes into the items, -1 for none.
type office struct {
	items       []item
	lead, trail int
}

// author is the role of a person for whom the text names none.
func author(text string) string {
	if hasHan(text) {
		return "作者"
	}
	return "author"
}

func (o office) words(text string, credit bool) string {
	word := func(i int) string { return text[o.items[i].start:o.items[i].end] }
	switch {
	case o.lead < 0 && o.trail < 0:
		return author(text)
	case o.trail < 0:
		return word(o.lead)
	case o.lead < 0 || credit:
		return word(o.trail)
	case o.items[o.trail].before == '\u3000':
		// A second role is set off as the print sets it off: closely behind a full-width space.
		return word(o.lead) + ";" + word(o.trail)
	default:
		return word(o.lead) + "; " + word(o.trail)
	}
}

// assignRoles says for every person in which roles he or she is named.
func assignRoles(items []item, credit bool) []office {
	offices := make([]office, len(items))
	lead, from := -1, 0 // the leading role and the first item it governs
	for i, it := range items {
		offices[i] = office{items: items, lead: -1, trail: -1}
		switch {
		case it.kind == vocabulary.RolePerson:
			offices[i].lead = lead
		case it.kind == vocabulary.RolePersonRole && trails(items, i, lead):
			for _, p := range governed(items[from:i], it, lead >= 0 && !credit) {
				if offices[from+p].trail < 0 {
					offices[from+p].trail = i
				}
			}
		case it.kind == vocabulary.RolePersonRole:
			lead, from = i, i+1
		}
	}
	return offices
}

// trails reports whether the role at i belongs to the names in front of it.
func trails(items []item, i, lead int) bool {
	it, follows := items[i], personFollows(items, i)
	switch {
	case !personBefore(items, i):
		return false
	case !follows:
		return it.work || lead < 0
	case !it.work:
		return false
	case isLink(it.before):
		return true
	case isLink(it.after) || lead >= 0 && items[lead].work:
		return false
	default:
		return it.sign
	}
}

// isLink reports whether a separator binds a role to the one name beside it.
func isLink(r rune) bool { return r == '/' || r == '／' || r == ':' || r == '：' }

func personFollows(items []item, i int) bool {
	for _, it := range items[i+1:] {
		switch it.kind {
		case vocabulary.RolePerson:
			return true
		case vocabulary.RolePersonRole:
			return false
		}
	}
	return false
}

// personBefore reports whether the role at i follows a name, with nothing but sources between.
func personBefore(items []item, i int) bool {
	for k := i - 1; k >= 0; k-- {
		switch items[k].kind {
		case vocabulary.RolePerson:
			return true
		case vocabulary.RolePersonRole:
			return items[k].work && !unicode.IsSpace(items[i].before) && personBefore(items, k)
		}
	}
	return false
}

// governed are the persons among items that a role behind them belongs to. A sign such as 摄 is
// taken to speak of the last name only if the names have a role of their own already: further
// reach cannot be told from the text.
func governed(items []item, role item, led bool) []int {
	var all []int
	for i, it := range items {
		if it.kind == vocabulary.RolePerson {
			all = append(all, i)
		}
	}
	if led && role.sign && role.end-role.start <= len("摄") && len(all) > 0 {
		return all[len(all)-1:]
	}
	return all
}
