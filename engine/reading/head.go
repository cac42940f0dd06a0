package reading

import (
	"regexp"
	"strings"
	"unicode"

	"galley/engine/vocabulary"
)

const itemSigns = `●■◆▲△◎○★☆▶►◇□▼▽※◤◢✦•·`

var (
	// signHead: ●临江植物园开放夜场, set off by a full-width space or a line end.
	signHead = regexp.MustCompile(`^[` + itemSigns + `]\s?[^\s\x{3000}。；;]{2,40}(?:[ ][^\s\x{3000}。；;]{2,30})??(\x{3000}|\s{2,}|\n|\s)`)

	// latinHead: STOCK EXCHANGE.—, FOREIGN FUNDS.-, with what follows the dash.
	latinHead = regexp.MustCompile(`^([^\n—―]{3,80}?)(?:\.?\s?[—―]|\.\s?(?:-{1,2}|–))`)

	// capitalHead: a sentence of two or more words in capitals that opens a block.
	capitalHead = regexp.MustCompile(`^\p{Lu}[\p{Lu}'’,&-]*(?:\s\p{Lu}[\p{Lu}'’,&-]*)+[.:]`)
)

// ReadRunInHead finds the title that opens a text block: ●…, 【…】, STOCK EXCHANGE.—
func ReadRunInHead(text string) (Reading, bool) {
	w := opening(text)
	at := skipSpace(w.text)
	if r, ok := hanRunInHead(w.text[at:]); ok {
		return w.settle(r.moved(at)), true
	}
	if r, ok := latinRunInHead(w.text[at:]); ok {
		return w.settle(r.moved(at)), true
	}
	return Reading{}, false
}

func hanRunInHead(text string) (Reading, bool) {
	if end := bracketEnd(text, "【〖［", 42); end > 0 {
		if _, byline := hanFiledBracket(text); byline || strings.TrimSpace(text[end:]) == "" {
			return Reading{}, false
		}
		return mark(vocabulary.RoleRunInHead, 0, end), true
	}
	m := signHead.FindStringSubmatchIndex(text)
	if m == nil || !hasHan(text[:m[1]]) {
		return Reading{}, false
	}
	head, rest := text[:m[2]], strings.TrimSpace(text[m[3]:])
	gap := text[m[2]:m[3]]
	if gap == " " && lengthOf(rest) <= 2*lengthOf(head) || lengthOf(rest) < 8 {
		return Reading{}, false
	}
	return mark(vocabulary.RoleRunInHead, 0, len(head)), true
}

// latinRunInHead takes words mostly in capitals before a dash, and further such words up to the
// next dash; or a first sentence all in capitals.
func latinRunInHead(text string) (Reading, bool) {
	if _, ok := latinDateline(text); ok || hasHan(text[:lineEnd(text, 0)]) {
		return Reading{}, false
	}
	end := 0
	for at := 0; ; {
		m := latinHead.FindStringSubmatchIndex(text[at:])
		if m == nil || !isCapitalHead(text[at+m[2]:at+m[3]]) {
			break
		}
		end = at + m[3]
		if strings.HasPrefix(text[end:], ".") {
			end++
		}
		at += m[1]
	}
	if end == 0 {
		if m := capitalHead.FindString(text); len(m) > 6 && mostlyCapitals(m) {
			end = len(m)
		}
	}
	if end == 0 || strings.TrimSpace(text[end:]) == "" {
		return Reading{}, false
	}
	return mark(vocabulary.RoleRunInHead, 0, end), true
}

// isCapitalHead reports whether words are mostly capitals and their last one is capitalised, so that
// they do not run into the sentence.
func isCapitalHead(words string) bool {
	fields := strings.Fields(words)
	if len(fields) == 0 {
		return false
	}
	letters, capitals := caseCount(fields[len(fields)-1])
	return mostlyCapitals(words) && (letters == 0 || capitals > 0)
}

// mostlyCapitals reports whether at least half of a text's letters are capitals and one word of four
// letters or more has no others.
func mostlyCapitals(text string) bool {
	letters, capitals := caseCount(text)
	if letters < 4 || 2*capitals < letters {
		return false
	}
	for word := range strings.FieldsSeq(text) {
		if n, up := caseCount(word); n >= 4 && n == up {
			return true
		}
	}
	return false
}

func caseCount(text string) (letters, capitals int) {
	for _, r := range text {
		if unicode.IsUpper(r) {
			capitals++
		}
		if unicode.IsUpper(r) || unicode.IsLower(r) {
			letters++
		}
	}
	return letters, capitals
}

// ReadCrossHead finds a heading line that extraction glued to the front of a text block: a short
// first line in capitals, or one without a closing mark above lines that are much longer.
func ReadCrossHead(text string) (Reading, bool) {
	w := opening(text)
	start := skipSpace(w.text)
	end := lineEnd(w.text, start)
	line, rest := w.text[start:end], strings.TrimSpace(w.text[end:])
	_, stop := trimmed(line)
	if stop == 0 || lengthOf(rest) < 2*lengthOf(line) {
		return Reading{}, false
	}
	letters, upper := caseCount(line)
	capitals := 4*upper >= 3*letters && mostlyCapitals(line) && lengthOf(line) <= 70 && unicode.IsLetter([]rune(line)[0])
	// Chinese paragraphs are indented; the line above one is a heading when it is short.
	indented := strings.HasPrefix(strings.TrimLeft(w.text[end:], "\n"), "\u3000")
	if !capitals && (!indented || !hasHan(line) || !IsShortHeading(line) || lengthOf(line) > 16) {
		return Reading{}, false
	}
	return w.settle(mark(vocabulary.RoleSubhead, start, start+stop)), true
}
