package reading

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

const sentenceMarks = "。！？!?.…．；"

// closers may follow the mark that ends a sentence.
const closers = "”’」』》〉\"'）)】］]〕»“"

var (
	// takenFrom: 据新华社, 新华社电, 来源：人民网, 摘自《读者》. Group 1 or 2 or 3: the source.
	takenFrom = regexp.MustCompile(`^(?:(?:据|據|转自|轉自|摘自|原载|原載|选自|節錄自|来源|來源|稿源|文据|综合|綜合)[:：于自]?\s?《?([\p{Han}A-Za-z·、 ]{2,24}?)》?(?:等|报道|報道|報導|电|電|讯|消息|综合)?|` +
		`(` + hanAgency + `)(?:电|電|讯|訊|供稿|供本报特稿|稿)?)$`)

	// afterDash: .—Bristol Mercury. at the end of a text. Group 1: the whole, 2: the source.
	afterDash = regexp.MustCompile(`(?:—|–|―|--|\s-\s)\s?((\p{Lu}[^—–―()\[\]]{1,40}?)\.?)$`)
)

// ReadClosing finds what closes a body block: the author in brackets, the paper it is taken from, a
// jump to the page where it goes on. It is strict, as readOpening is, and leaves to readOpening what
// opens a block as well.
func ReadClosing(text string) []Reading {
	w := closing(text)
	found := w.settleAll(closingMarks(w.text))
	if len(found) == 0 || w.before > Reach {
		return found
	}
	for _, opened := range ReadOpening(text) {
		found = slices.DeleteFunc(found, func(r Reading) bool { return r.Overlaps(opened.Span) })
	}
	return found
}

// closingMarks reads the end of text in bytes, in text order.
func closingMarks(text string) []Reading {
	var found []Reading
	end := len(strings.TrimRightFunc(text, unicode.IsSpace))
	for len(found) < 3 {
		r, ok := lastMark(text[:end])
		if !ok {
			break
		}
		found = append(found, r)
		end = len(strings.TrimRightFunc(text[:r.Start], unicode.IsSpace))
	}
	sortReadings(found)
	return found
}

// lastMark reads the one mark that ends text.
func lastMark(text string) (Reading, bool) {
	if r, ok := jumpAtEnd(text); ok && r.Attributes[vocabulary.AttrContinuesOn] != "" {
		return r, true
	}
	if start := bracketStart(text); start >= 0 {
		if r, ok := closingBracket(text[:start], text[start:]); ok {
			return r.moved(start), true
		}
		return Reading{}, false
	}
	if r, ok := paperAfterDash(text); ok {
		return r, true
	}
	return lastBylineLine(text)
}

// bracketStart is where the bracket that ends text opens, -1 if it ends with none.
func bracketStart(text string) int {
	last, size := utf8.DecodeLastRuneInString(text)
	if size == 0 || !strings.ContainsRune(")）]］】", last) {
		return -1
	}
	at := strings.LastIndexAny(text, "(（[［【")
	if at < 0 || strings.ContainsAny(text[at:len(text)-size], ")）]］】") || lengthOf(text[at:]) > 80 {
		return -1
	}
	return at
}

// closingBracket reads a bracket that closes a text, given what stands in front of it.
func closingBracket(before, bracket string) (Reading, bool) {
	_, open := utf8.DecodeRuneInString(bracket)
	_, shut := utf8.DecodeLastRuneInString(bracket)
	inner := bracket[open : len(bracket)-shut]
	if !hasHan(inner) {
		dashed := strings.HasSuffix(before, "—") || strings.HasSuffix(before, "-") || strings.HasSuffix(before, "–")
		return latinBracket(bracket, text.Span{Start: open, End: len(bracket) - shut}, dashed)
	}
	ended := endsSentence(before)
	if r, ok := hanDateline(inner); ok && ended && r.End == len(inner) && len(r.Parts) > 1 {
		r = r.moved(open)
		r.Span = text.Span{Start: 0, End: len(bracket)}
		return r, true
	}
	if m := takenFrom.FindStringSubmatchIndex(strings.TrimSpace(inner)); m != nil && ended {
		return sourceBracket(bracket, open+skipSpace(inner), m), true
	}
	if r, ok := hanCredit(inner); ok && ended && !strings.ContainsAny(inner, "文") {
		return Reading{Role: vocabulary.RoleCredit, Span: text.Span{Start: 0, End: len(bracket)}, Parts: movedAll(r.Parts, open)}, true
	}
	parts, clean := hanByline(bracket, false)
	if !clean || !hasPart(parts, vocabulary.RolePerson) || !hasPart(parts, vocabulary.RolePersonRole) && (!ended || !knownNames(bracket, parts)) {
		return Reading{}, false
	}
	return Reading{Role: vocabulary.RoleByline, Span: text.Span{Start: 0, End: len(bracket)}, Parts: parts}, true
}

// sourceBracket is the credit that takenFrom has matched at byte at of a bracket.
func sourceBracket(bracket string, at int, m []int) Reading {
	r := mark(vocabulary.RoleCredit, 0, len(bracket))
	for n := 1; n <= 2; n++ {
		if start, end, ok := group(m, n); ok {
			r.Parts = append(r.Parts, mark(vocabulary.RoleSource, at+start, at+end))
		}
	}
	return r
}

// knownNames reports whether parts are nothing but up to three names with known family names.
func knownNames(text string, parts []Reading) bool {
	for _, p := range parts {
		if p.Role != vocabulary.RolePerson || !isHanName(strings.Join(strings.Fields(p.words(text)), "")) {
			return false
		}
	}
	return len(parts) <= 3
}

// endsSentence reports whether text ends with a mark that ends a sentence, or is empty.
func endsSentence(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(closers, r) })
	last, size := utf8.DecodeLastRuneInString(text)
	return size == 0 || strings.ContainsRune(sentenceMarks, last)
}

// latinBracket reads (Ibid.), (Public Advertiser.) or (Reuters). Behind a dash only the paper is
// expected, so its name may be worn.
func latinBracket(bracket string, inner text.Span, dashed bool) (Reading, bool) {
	start, end := trimmed(bracket[inner.Start:inner.End])
	start, end = inner.Start+start, inner.Start+end
	name := strings.TrimRight(bracket[start:end], " .")
	fields := strings.Fields(name)
	worn := dashed && len(fields) > 1 && isWornPaperWord(fields[len(fields)-1]) && lengthOf(name) < 40
	if name == "" || !isCreditedPaper(name) && !isAgencyList(name) && !worn {
		return Reading{}, false
	}
	r := mark(vocabulary.RoleCredit, 0, len(bracket))
	r.Parts = []Reading{mark(vocabulary.RoleSource, start, start+len(name))}
	return r, true
}

// brokenWord is where print broke a word at a line end.
var brokenWord = strings.NewReplacer("-\n", "", ".\n", "", "¬\n", "")

// isCreditedPaper reports whether a name in a credit is a newspaper's; in old prints a letter may be
// wrong, and a word broken.
func isCreditedPaper(name string) bool {
	fields := strings.Fields(brokenWord.Replace(name))
	if len(fields) == 0 || len(fields) > 6 || lengthOf(name) > 48 || strings.ContainsAny(name, "0123456789,;:!?") {
		return false
	}
	for i, word := range fields {
		first, _ := firstRune(word)
		joins := i > 0 && (word == "of" || word == "and" || word == "the" || word == "de" || word == "der")
		if !unicode.IsUpper(first) && !joins && !nearly(strings.ToLower(word), "ibid") {
			return false
		}
	}
	return isPaperWord(fields[len(fields)-1]) || len(fields) > 1 && isPaperWord(fields[0]) ||
		len(fields) > 2 && strings.EqualFold(fields[0], "the") && isPaperWord(fields[1])
}

// paperAfterDash reads —Bristol Mercury. behind the last sentence.
func paperAfterDash(text string) (Reading, bool) {
	from := 0
	if n := strings.LastIndexAny(text, "\n"); n > 0 && len(text)-n < 40 {
		n = max(0, n-60)
		from = n
	} else if n > 0 {
		from = n
	}
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	m := afterDash.FindStringSubmatchIndex(text[from:])
	if m == nil || !endsSentence(text[:from+m[0]]) || strings.TrimSpace(text[:from+m[0]]) == "" {
		return Reading{}, false
	}
	name := text[from+m[4] : from+m[5]]
	if !isCreditedPaper(name) && !isAgencyList(name) {
		return Reading{}, false
	}
	r := mark(vocabulary.RoleCredit, from+m[2], from+m[3])
	r.Parts = []Reading{mark(vocabulary.RoleSource, from+m[4], from+m[5])}
	return r, true
}

// lastBylineLine reads a last line that is wholly a byline with a role: 本报记者 张三 通讯员 李四, or
// By Jane Doe.
func lastBylineLine(words string) (Reading, bool) {
	at := strings.LastIndexByte(words, '\n') + 1
	if n := strings.LastIndexAny(words, "。！？”"); n >= at {
		_, size := utf8.DecodeRuneInString(words[n:])
		at = n + size
	}
	at += skipSpace(words[at:])
	if at == 0 || at >= len(words) || lengthOf(words[at:]) > 60 || !endsSentence(words[:at]) {
		return Reading{}, false
	}
	if r, ok := latinByline(words[at:]); ok && r.End == len(words)-at {
		return r.moved(at), true
	}
	parts, clean := hanByline(words[at:], false)
	if !clean || !hasPart(parts, vocabulary.RolePersonRole) || !hasPart(parts, vocabulary.RolePerson) || !surePersons(words[at:], parts) {
		return Reading{}, false
	}
	return Reading{Role: vocabulary.RoleByline, Span: text.Span{Start: at, End: len(words)}, Parts: movedAll(parts, at)}, true
}

// surePersons reports whether every person among parts has a known family name.
func surePersons(text string, parts []Reading) bool {
	for _, p := range parts {
		if p.Role == vocabulary.RolePerson && !isHanName(strings.Join(strings.Fields(p.words(text)), "")) {
			return false
		}
	}
	return true
}
