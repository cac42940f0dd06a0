package reading

import (
	"regexp"
	"strings"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// hanDatelineForm: 新华社北京11月9日电, 据新华社华盛顿11月8日电, 本报北京11月9日讯, 中新社电.
// Groups: 1 according to, 2 source, 3 place, 4 date, 5 place without a date.
var hanDatelineForm = regexp.MustCompile(`^(据|據|综合|綜合|转自)?(` + hanOwn + `|` + hanAgency + `|\p{Han}{2,8}?(?:` + hanPaper + `))` +
	`(?:[（(]?(\p{Han}[\p{Han}·]{1,11}?)?[）)]?\s?(` + hanMonthDay + `)|(\p{Han}{2,8}?)?)(?:专|專|外|综合|綜合)?(?:电|電|讯|訊|消息)`)

// afterWire are characters that make 电 and 讯 the beginning of another word (电话, 电视, 讯问).
const afterWire = "话話视視影力子台脑腦网網商动動报報器池梯号號问問息员員采"

// hanDateline reads a dateline at the very start of text.
func hanDateline(text string) (Reading, bool) {
	m := hanDatelineForm.FindStringSubmatchIndex(text)
	if m == nil || startsWithAny(text[m[1]:], "话話") || m[8] < 0 && startsWithAny(text[m[1]:], afterWire) {
		return Reading{}, false
	}
	source, place, date := text[m[4]:m[5]], "", ""
	if m[8] >= 0 {
		date = text[m[8]:m[9]]
	}
	if m[10] >= 0 {
		place = text[m[10]:m[11]]
	}
	if date == "" && !isBareWire(source, place, text[m[1]:]) {
		return Reading{}, false
	}
	r := mark(vocabulary.RoleDateline, 0, m[1])
	for n, role := range map[int]string{2: vocabulary.RoleSource, 3: vocabulary.RolePlace, 4: vocabulary.RoleDate, 5: vocabulary.RolePlace} {
		if start, end, ok := group(m, n); ok {
			r.Parts = append(r.Parts, mark(role, start, end))
		}
	}
	sortReadings(r.Parts)
	return r, true
}

// isBareWire reports whether a dateline without a date is one: an agency's, with no words that belong
// to a sentence, and set apart from what follows.
func isBareWire(source, place, rest string) bool {
	if !wholeAgency.MatchString(source) || strings.ContainsAny(place, "记記者的发發来來报報") {
		return false
	}
	return rest == "" || startsWithAny(rest, " \u3000\n\t（(【[:：")
}

func startsWithAny(text, runes string) bool {
	for _, r := range text {
		return strings.ContainsRune(runes, r)
	}
	return false
}

// ReadDateline finds the dateline of a block: at its opening (after white space, a sign or a
// run-in head), in brackets at its end, else the whole of a short block that holds a date.
func ReadDateline(text string) (Reading, bool) {
	w := opening(text)
	for _, r := range openingMarks(w.text) {
		if r.Role == vocabulary.RoleDateline {
			return w.settle(r), true
		}
	}
	w = closing(text)
	for _, r := range closingMarks(w.text) {
		if r.Role == vocabulary.RoleDateline {
			return w.settle(r), true
		}
	}
	w = opening(text)
	if r, ok := datelineAlone(w.text); ok && len(w.text) == len(text) {
		return w.settle(r), true
	}
	return Reading{}, false
}

// datelineAlone takes a whole short line as a dateline if it holds a date or a known place.
func datelineAlone(words string) (Reading, bool) {
	start, end := trimmed(words)
	if lengthOf(words[start:end]) > 60 {
		return Reading{}, false
	}
	parts := datelineParts(words)
	return Reading{Role: vocabulary.RoleDateline, Span: text.Span{Start: start, End: end}, Parts: parts}, len(parts) > 0
}

// AgencyOf is the agency whose dispatch a text is: named by a dateline that opens with it, or in
// its brackets. It is empty if the dateline only refers to it (据新华社…) and for the paper's own.
func AgencyOf(dateline Reading, text string) string {
	source, ok := dateline.partOf(vocabulary.RoleSource)
	runes := []rune(text)
	if !ok || source.Start < 0 || source.End > len(runes) || source.Start > source.End {
		return ""
	}
	name := string(runes[source.Start:source.End])
	switch {
	case wholeAgency.MatchString(name) && source.Start == dateline.Start:
		return name
	case isLatinAgency(name):
		return name
	default:
		return ""
	}
}
