package reading

import (
	"strings"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// shortByline is how many code points a block may have to be a byline as a whole.
const shortByline = 60

// ReadByline finds the byline of a block that the editor calls one: at the opening, else the whole
// if all of it reads as one, else at the end, else the whole of a short block.
func ReadByline(words string) (Reading, bool) {
	w := opening(words)
	for _, r := range openingMarks(w.text) {
		if r.Role == vocabulary.RoleByline {
			return w.settle(r), true
		}
	}
	start, end := trimmed(w.text)
	whole := len(w.text) == len(words) && end > start
	r := Reading{Role: vocabulary.RoleByline, Span: text.Span{Start: start, End: end}}
	clean := false
	if whole && lengthOf(w.text) <= 2*shortByline {
		r.Parts, clean = bylineParts(w.text)
	}
	if clean && hasPart(r.Parts, vocabulary.RolePerson) {
		return w.settle(r), true
	}
	last := closing(words)
	for _, found := range closingMarks(last.text) {
		if found.Role == vocabulary.RoleByline {
			return last.settle(found), true
		}
	}
	if whole && lengthOf(w.text[start:end]) <= shortByline && !isSentence(w.text[start:end]) {
		return w.settle(r), true
	}
	return Reading{}, false
}

func isSentence(text string) bool {
	return strings.ContainsAny(text, "。！？；，") || strings.Count(text, ", ") > 3
}

// bylineParts reads a whole byline in either script.
func bylineParts(text string) ([]Reading, bool) {
	start, end := trimmed(text)
	piece := text[start:end]
	if r, ok := anyByline(piece); ok && r.End == len(piece) {
		return movedAll(r.Parts, start), true
	}
	if hasHan(piece) {
		parts, clean := hanByline(piece, false)
		if name, ok := penName(piece); len(parts) == 0 && ok {
			parts, clean = []Reading{name}, true
		}
		return movedAll(parts, start), clean
	}
	if m := ownCorrespondent.FindStringSubmatchIndex(piece); m != nil && m[1] == len(piece) {
		return []Reading{mark(vocabulary.RolePersonRole, start+m[2], start+m[3])}, true
	}
	from := 0
	if loc := latinBy.FindStringIndex(piece); loc != nil {
		from = loc[1]
	}
	parts, clean := latinNames(piece, from)
	return movedAll(parts, start), clean
}

// penName takes a byline that is one short unknown word for a name, for the editor says that it is one.
func penName(text string) (Reading, bool) {
	items := hanItems(text)
	if len(items) != 1 || items[0].kind != "other" {
		return Reading{}, false
	}
	name := mark(vocabulary.RolePerson, items[0].start, items[0].end)
	words := name.words(text)
	return name.with("as", author(text)), hanRun.MatchString(words) && lengthOf(words) <= 6
}

// ReadParts finds the parts of a piece that the editor selected as role.
func ReadParts(role, text string) []Reading {
	w := window{text: text}
	if lengthOf(text) > 4*Reach {
		w = opening(text)
	}
	return w.settleAll(partsOf(role, w.text))
}

func partsOf(role, text string) []Reading {
	switch role {
	case vocabulary.RoleByline:
		parts, _ := bylineParts(text)
		return parts
	case vocabulary.RoleDateline:
		return datelineParts(text)
	case vocabulary.RoleCredit:
		return creditParts(text)
	case vocabulary.RoleSignature:
		return signatureParts(text)
	case vocabulary.RoleFolio, vocabulary.RoleMasthead:
		return folioFields(text)
	case vocabulary.RoleStaffLine:
		parts, _ := staffParts(text)
		return parts
	default:
		return nil
	}
}

// datelineParts reads the parts of a whole dateline, by form and else by what looks like a date,
// an agency or a place in it.
func datelineParts(text string) []Reading {
	at := skipSpace(text)
	if r, ok := firstRune(text[at:]); ok && strings.ContainsRune("(（[［【", r) {
		at += len(string(r))
	}
	if r, ok := anyDateline(text[at:]); ok {
		return movedAll(r.Parts, at)
	}
	_, end := trimmed(text)
	bare := strings.TrimRight(text[at:end], ")）]］】.,—–- \n")
	if r, ok := anyDateline(bare + " —"); ok && r.End <= len(bare) {
		return movedAll(r.Parts, at)
	}
	if r, ok := hanDateline(bare + "电"); ok && hasPart(r.Parts, vocabulary.RoleDate) {
		return movedAll(r.Parts, at)
	}
	if loc := anyDate.FindStringIndex(bare); loc != nil {
		return placeAndDate(bare, at, loc)
	}
	return nil
}

// placeAndDate takes what stands in front of a date, when it is one short piece, as the place.
func placeAndDate(text string, at int, date []int) []Reading {
	parts := []Reading{mark(vocabulary.RoleDate, at+date[0], at+date[1])}
	start, end := trimmed(text[:date[0]])
	place := strings.TrimRight(text[start:end], "，,. 　")
	if first, ok := firstRune(place); ok && (isHan(first) || first >= 'A' && first <= 'Z') && lengthOf(place) <= 24 {
		parts = append([]Reading{mark(vocabulary.RolePlace, at+start, at+start+len(place))}, parts...)
	}
	return parts
}

func creditParts(text string) []Reading {
	start, end := trimmed(text)
	piece := text[start:end]
	for _, read := range []func(string) (Reading, bool){creditAtEnd, lastMark, paperOfOrigin, hanCredit, latinCredit} {
		if r, ok := read(piece); ok && r.Role == vocabulary.RoleCredit && r.Start == 0 {
			return movedAll(r.Parts, start)
		}
	}
	if hasHan(piece) {
		if parts, clean := hanByline(piece, true); clean && hasPart(parts, vocabulary.RolePerson) {
			return movedAll(parts, start)
		}
	}
	// The editor says that it is a credit, so what it holds is whom it credits.
	const frame = "()（）[]［］.—- \n"
	name := strings.TrimLeft(piece, frame)
	at := start + len(piece) - len(name)
	name = strings.TrimRight(name, frame)
	if name == "" || lengthOf(name) > shortByline {
		return nil
	}
	return []Reading{mark(vocabulary.RoleSource, at, at+len(name))}
}
