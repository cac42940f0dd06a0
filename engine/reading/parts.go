package reading

import (
	"strings"

	"galley/engine/vocabulary"
)

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
