package reading

import (
	"regexp"
	"strings"
	"unicode"

	"galley/engine/vocabulary"
)

var (
	anyDate = regexp.MustCompile(hanFullDate + `|` + hanMonthDay + `|` + latinFullDate + `|` + latinShortDate)

	// valediction: Yours faithfully, and the like; it names nobody.
	valediction = regexp.MustCompile(`^(?i:(?:i am|i remain|we are|yours|your|with|mit|hochachtungsvoll|veuillez|je suis|given under|此致|敬礼|谨启|特此|by order)\b?.*)$`)

	// latinBody is in the name of a body that signs.
	latinBody = regexp.MustCompile(`(?i:\b(?:office|committee|council|board|department|ministry|company|society|secretary|clerk|authority|court|bank|union|` +
		`association|corporation|commission|magistrat|amt|mairie|ltd|trust|treasury|admiralty|mayor)\b)`)
)

// signatureLength is how many code points a block may have to be a signature as a whole.
const signatureLength = 160

// ReadSignature finds who issued a notice or signed a letter, and the date: the whole of a short
// block, else the last lines of a long one.
func ReadSignature(text string) (Reading, bool) {
	w := closing(text)
	start, end := trimmed(w.text)
	if w.before > 0 || lengthOf(w.text[start:end]) > signatureLength || strings.ContainsAny(w.text, "。；！") {
		start = lastLines(w.text[:end])
	}
	if start >= end {
		return Reading{}, false
	}
	r := mark(vocabulary.RoleSignature, start, end)
	r.Parts = movedAll(signatureParts(w.text[start:end]), start)
	if len(r.Parts) == 0 {
		return Reading{}, false
	}
	return w.settle(r), true
}

// lastLines is where the short lines without a closing mark begin that end a text, len(text) if
// there are no such lines.
func lastLines(text string) int {
	start := len(text)
	for start > 0 {
		at := strings.LastIndexByte(text[:start-1], '\n') + 1
		line := strings.TrimSpace(text[at:start])
		if at == 0 || lengthOf(line) > 40 || hasHan(line) && endsSentence(line) || strings.ContainsAny(line, "，；") {
			break
		}
		start = at
	}
	return start + skipSpace(text[start:])
}

// signatureParts reads issuers, persons and dates in a signature.
func signatureParts(text string) []Reading {
	var parts []Reading
	at := 0
	dates := anyDate.FindAllStringIndex(text, -1)
	for _, d := range dates {
		parts = append(parts, signers(text, at, d[0])...)
		parts = append(parts, mark(vocabulary.RoleDate, d[0], d[1]))
		at = d[1]
	}
	return append(parts, signers(text, at, len(text))...)
}

// signers reads who signs in [from, to): bodies, each on its own if all of them end as names of
// bodies do, or persons.
func signers(text string, from, to int) []Reading {
	var parts []Reading
	for line := from; line < to; {
		end := min(lineEnd(text, line), to)
		start, stop := trimmed(text[line:end])
		piece := strings.TrimRight(text[line+start:line+stop], " ,，.（(")
		piece = strings.TrimSuffix(piece, " on")
		if piece != "" && !valediction.MatchString(piece) && strings.ContainsFunc(piece, unicode.IsLetter) {
			parts = append(parts, signer(piece, line+start)...)
		}
		line = end + 1
	}
	return parts
}

func signer(piece string, at int) []Reading {
	if !hasHan(piece) {
		return latinSigner(piece, at)
	}
	fields := strings.Fields(piece)
	bodies := 0
	for _, f := range fields {
		if wholeOffice.MatchString(f) && lengthOf(f) > 3 {
			bodies++
		}
	}
	if parts, clean := hanByline(piece, false); bodies == 0 && clean && hasPart(parts, vocabulary.RolePerson) {
		return movedAll(parts, at)
	}
	if bodies < len(fields) || bodies < 2 {
		return []Reading{mark(vocabulary.RoleIssuer, at, at+len(piece))}
	}
	var parts []Reading
	past := 0
	for _, f := range fields {
		n := past + strings.Index(piece[past:], f)
		parts = append(parts, mark(vocabulary.RoleIssuer, at+n, at+n+len(f)))
		past = n + len(f)
	}
	return parts
}

func latinSigner(piece string, at int) []Reading {
	if latinBody.MatchString(piece) {
		return []Reading{mark(vocabulary.RoleIssuer, at, at+len(piece))}
	}
	letters, capitals := caseCount(piece)
	if isLatinPerson(piece) || 2*capitals > letters && lengthOf(piece) <= 40 {
		return []Reading{mark(vocabulary.RolePerson, at, at+len(piece)).with("as", "author")}
	}
	return nil
}
