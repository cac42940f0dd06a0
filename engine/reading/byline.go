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
