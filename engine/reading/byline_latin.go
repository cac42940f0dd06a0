package reading

import (
	"regexp"
	"strings"
	"unicode"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

var (
	latinBy = regexp.MustCompile(`^(?:(?i:by|von|par|por|text|texte|words|story|report|interview|propos recueillis par|reporting by|written by)\s*:?\s+)`)

	// ownCorrespondent: From Our Own Correspondent, (From our Special Correspondent.). Group 1: the role.
	ownCorrespondent = regexp.MustCompile(`^[(\[]?(?i:from|by|von|de|d')\s?(?i:our|a|an|unserem|notre)\s+((?i:own |special |political |paris |berlin |london |vienna |parliamentary |sports |envoyé |eigenen )*` +
		`(?i:correspondents?|reporters?|staff|korrespondenten|mitarbeiter|correspondant(?: particulier)?|spécial))\.?[)\]]?`)

	// latinSplit parts the names of a byline.
	latinSplit = regexp.MustCompile(`\s*(?:,\s(?i:and|und|et|y)\s|[,;|•·\n]|/|\s(?i:and|und|et|y|with|mit|avec)\s|\s&\s|\s[–—-]\s)\s*`)

	// latinOffice is in the title of somebody who writes: Staff Writers, Political Editor.
	latinOffice = regexp.MustCompile(`(?i:\b(?:writers?|correspondents?|editors?|reporters?|columnists?|critics?|staff|bureau|photographers?|contributors?|` +
		`journalists?|korrespondent(?:in)?|redakteur(?:in)?|redaktion|journaliste|correspondante?|envoyée? spéciale?|photographe|agencies|chief|intern)\b)`)

	latinIn = regexp.MustCompile(`^(.+?)\s+(?:in|at|à|en)\s+(\p{Lu}[\p{L} .'’-]{1,30})$`)

	// latinPerson is a name of two words or more: Jane Doe, J. R. SMITH, Ludwig van der Berg.
	latinPerson = regexp.MustCompile(`^(?:\p{Lu}[\p{L}\p{M}'’-]*\.?|(?:Mc|Mac|O['’]|D['’])\p{Lu}\p{L}+)` +
		`(?:\s+(?:van|von|der|den|de|du|da|di|del|la|le|ten|ter|zu|al|el|bin|ibn))*(?:\s+\p{Lu}[\p{L}\p{M}'’-]*\.?(?:\s+(?:van|von|der|den|de|du|da|di|del|la|le|ten|ter|zu|al|el|bin|ibn))*){1,4}$`)
)

// notPersons are capitalised words that no name of a person holds, folded.
var notPersons = wordSet(`the order authority order. request permission command government council committee board parliament
monday tuesday wednesday thursday friday saturday sunday christmas easter january february march april june july august
september october november december royal public private special all our own a an this that some no act virtue letters
telegraph mail post news times advices government company police court notice price sale auction`)

func isLatinPerson(name string) bool {
	if !latinPerson.MatchString(name) || isLatinAgency(name) {
		return false
	}
	for word := range strings.FieldsSeq(strings.ToLower(name)) {
		if notPersons[strings.Trim(word, ".")] {
			return false
		}
	}
	return true
}

// latinByline reads a byline that stands at the very start of text and fills its line (and the
// next, if that only gives titles). It wants By or the like in front of the names.
func latinByline(words string) (Reading, bool) {
	if m := ownCorrespondent.FindStringSubmatchIndex(words); m != nil && atLineEnd(words, m[1]) {
		r := mark(vocabulary.RoleByline, 0, m[1])
		r.Parts = []Reading{mark(vocabulary.RolePersonRole, m[2], m[3])}
		return r, true
	}
	loc := latinBy.FindStringIndex(words)
	if loc == nil {
		return Reading{}, false
	}
	end := lineEnd(words, 0)
	parts, clean := latinNames(words[:end], loc[1])
	if !clean || len(parts) == 0 || parts[0].Role != vocabulary.RolePerson {
		return Reading{}, false
	}
	if next := lineEnd(words, end+1); end < len(words) {
		if more, ok := latinNames(words[:next], end+1); ok && len(more) > 0 && !hasPart(more, vocabulary.RolePerson) {
			parts, end = titled(words, append(parts, more...)), next
		}
	}
	_, stop := trimmed(words[:end])
	return Reading{Role: vocabulary.RoleByline, Span: text.Span{Start: 0, End: stop}, Parts: parts}, true
}

func hasPart(parts []Reading, role string) bool {
	_, ok := Reading{Parts: parts}.partOf(role)
	return ok
}

// lineEnd is where the line that holds at ends.
func lineEnd(text string, at int) int {
	if at >= len(text) {
		return len(text)
	}
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(text)
}

func atLineEnd(text string, at int) bool {
	return strings.TrimSpace(text[at:lineEnd(text, at)]) == ""
}

// latinNames reads what follows By: names, titles, places and sources from byte at on. clean is
// false if a part of it is anything else.
func latinNames(text string, at int) (parts []Reading, clean bool) {
	clean = true
	for at <= len(text) {
		end, next := len(text), len(text)+1
		if loc := latinSplit.FindStringIndex(text[at:]); loc != nil {
			end, next = at+loc[0], at+loc[1]
		}
		start, stop := trimmed(strings.TrimRight(text[at:end], " .)]"))
		if start < stop {
			found, ok := latinPart(text[at+start:at+stop], at+start)
			parts = append(parts, found...)
			clean = clean && ok
		}
		at = max(next, at+1)
	}
	return titled(text, parts), clean
}

// latinPart recognises one part of a byline.
func latinPart(words string, at int) ([]Reading, bool) {
	end := at + len(words)
	switch {
	case isLatinAgency(words), isPaperName(words):
		return []Reading{mark(vocabulary.RoleSource, at, end)}, true
	case latinOffice.MatchString(words) && !strings.ContainsAny(words, "0123456789") && lengthOf(words) < 60:
		return []Reading{mark(vocabulary.RolePersonRole, at, end)}, true
	case isLatinPerson(words):
		return []Reading{mark(vocabulary.RolePerson, at, end)}, true
	}
	if m := latinIn.FindStringSubmatchIndex(words); m != nil {
		if who, ok := latinPart(words[:m[3]], at); ok {
			return append(who, mark(vocabulary.RolePlace, at+m[4], at+m[5])), true
		}
	}
	return nil, false
}

// isPaperName reports whether words name a newspaper: The Daily Star, Bristol Mercury.
func isPaperName(words string) bool {
	fields := strings.Fields(words)
	if len(fields) == 0 || len(fields) > 6 {
		return false
	}
	paper := false
	for i, word := range fields {
		letter, _ := firstRune(word)
		if !unicode.IsUpper(letter) && (i == 0 || word != "of" && word != "and" && word != "der" && word != "the") {
			return false
		}
		paper = paper || isPaperWord(word) && (len(fields) > 1 || fields[0] == strings.ToUpper(word))
	}
	return paper
}

func firstRune(word string) (rune, bool) {
	for _, r := range word {
		return r, true
	}
	return 0, false
}

// titled gives each person the title that follows: every person since the title before it.
func titled(text string, parts []Reading) []Reading {
	from := 0
	for i, p := range parts {
		if p.Role == vocabulary.RolePersonRole {
			for k := from; k < i; k++ {
				if parts[k].Role == vocabulary.RolePerson {
					parts[k] = parts[k].with("as", p.words(text))
				}
			}
			from = i + 1
		}
	}
	for k, p := range parts {
		if p.Role == vocabulary.RolePerson && p.Attributes["as"] == "" {
			parts[k] = p.with("as", author(p.words(text)))
		}
	}
	return parts
}
