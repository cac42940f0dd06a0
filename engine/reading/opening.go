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

// hanNewsLine: 株洲日报讯, 本报讯, 临江晚报综合消息. Groups: 1 source, 2 what makes it news.
var hanNewsLine = regexp.MustCompile(`^(` + hanOwn + `|[\p{Han}]{1,10}?(?:` + hanPaper + `))(?:综合|綜合)?(讯|訊|消息|综合报道|綜合報導)`)

// fromPaper: (From the Dublin Evening Post of Saturday.). Groups: 1 bracket or not, 2 from, 3 the paper.
var fromPaper = regexp.MustCompile(`^[(\[]\s?([^\s()]{3,5})\s(?i:the\s|der\s|le\s)([\p{Lu}’'][\p{L}’'.-]*(?:\s[\p{Lu}’'][\p{L}’'.-]*)*?)` +
	`(?:,?\s(?i:of|op|von|du)\s[^()\n]{2,30}?)?\.?[)\]]`)

// ReadOpening finds what opens a body block: a byline, a dateline, a jump that says where the text
// comes from, the paper it is taken from. It is strict: it says nothing rather than something
// doubtful. A dispatch may give a dateline and the reporters in brackets behind it, so one of each
// kind at most.
func ReadOpening(text string) []Reading {
	w := opening(text)
	return w.settleAll(openingMarks(w.text))
}

// openingMarks reads the opening of text in bytes.
func openingMarks(text string) []Reading {
	at := openingAt(text)
	if r, ok := hanJump(text[at:]); ok && r.Start == 0 && r.Attributes[vocabulary.AttrContinued] != "" {
		rest := at + r.End
		rest += skipSpace(text[rest:])
		return append([]Reading{r.moved(at)}, movedAll(whoAndWhere(text[rest:]), rest)...)
	}
	if found := whoAndWhere(text[at:]); len(found) > 0 {
		return movedAll(found, at)
	}
	head, ok := hanRunInHead(text[at:])
	if !ok {
		return nil
	}
	at += head.End
	at += skipSpace(text[at:])
	return movedAll(whoAndWhere(text[at:]), at)
}

// openingAt is where the words of a block begin: past white space and the sign □ that newspapers
// put before a byline.
func openingAt(text string) int {
	at := skipSpace(text)
	r, size := utf8.DecodeRuneInString(text[at:])
	if strings.ContainsRune("□■◎○", r) {
		past := at + size + skipSpace(text[at+size:])
		if _, ok := hanBylineLine(text[past:]); ok {
			return past
		}
	}
	return at
}

func skipSpace(text string) int {
	return len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
}

// whoAndWhere reads a dateline, a byline, or a dateline and a byline at the very start of text.
func whoAndWhere(text string) []Reading {
	var found []Reading
	at := 0
	if r, ok := anyByline(text); ok {
		found = append(found, r)
		at = r.End + skipSpace(text[r.End:])
	}
	if r, ok := anyDateline(text[at:]); ok {
		found = append(found, r.moved(at))
		at += r.End
		at += skipSpace(text[at:])
		if r, ok := hanBracketByline(text[at:], false); ok && len(found) == 1 {
			found = append(found, r.moved(at))
		}
	}
	if r, ok := paperOfOrigin(text); ok && len(found) == 0 {
		found = append(found, r)
	}
	return found
}

func anyDateline(text string) (Reading, bool) {
	if r, ok := hanDateline(text); ok {
		return r, true
	}
	return latinDateline(text)
}

func anyByline(text string) (Reading, bool) {
	for _, read := range []func(string) (Reading, bool){hanNewsByline, hanFiledBracket, hanBylineLine, latinByline} {
		if r, ok := read(text); ok {
			return r, true
		}
	}
	return Reading{}, false
}

// hanNewsByline reads 株洲日报讯(全媒体记者/邓伟勇) and 本报讯 at the very start of text.
func hanNewsByline(text string) (Reading, bool) {
	if _, dated := hanDateline(text); dated {
		return Reading{}, false
	}
	m := hanNewsLine.FindStringSubmatchIndex(text)
	if m == nil || startsWithAny(text[m[1]:], afterWire) {
		return Reading{}, false
	}
	own := ownPaper.MatchString(text[m[2]:m[3]]) && text[m[4]:m[5]] != "消息"
	r := mark(vocabulary.RoleByline, 0, m[1])
	r.Parts = []Reading{mark(vocabulary.RoleSource, m[2], m[3])}
	gap := skipSpace(text[m[1]:])
	if names, ok := hanBracketByline(text[m[1]+gap:], true); ok {
		r.End = m[1] + gap + names.End
		r.Parts = append(r.Parts, movedAll(names.Parts, m[1]+gap)...)
		return r, true
	}
	return r, own || gap > 0 || m[1] == len(text)
}

var ownPaper = regexp.MustCompile(`^(?:` + hanOwn + `)$`)

// hanBracketByline reads （记者 张三 通讯员 李四） at the very start of text. After 讯 the brackets
// need no role; elsewhere they do.
func hanBracketByline(words string, afterNews bool) (Reading, bool) {
	end := bracketEnd(words, "(（[［【〔", 120)
	if end == 0 || !hasHan(words[:end]) {
		return Reading{}, false
	}
	parts, clean := hanByline(words[:end], false)
	role, person := hasPart(parts, vocabulary.RolePersonRole), hasPart(parts, vocabulary.RolePerson)
	if !clean || !person && !role || !role && !afterNews {
		return Reading{}, false
	}
	return Reading{Role: vocabulary.RoleByline, Span: text.Span{Start: 0, End: end}, Parts: parts}, true
}

// hanFiledBracket reads 【環球時報記者 王小明】, 〔記者王小明／台北報導〕 or （记者 张三） that opens a block.
func hanFiledBracket(text string) (Reading, bool) {
	r, ok := hanBracketByline(text, false)
	return r, ok && hasPart(r.Parts, vocabulary.RolePerson)
}

// hanBylineLine reads a first line that is wholly a byline with a role, where text goes on below it.
func hanBylineLine(words string) (Reading, bool) {
	end := lineEnd(words, 0)
	if end >= len(words) || !hasHan(words[:end]) || lengthOf(words[:end]) > 60 {
		return Reading{}, false
	}
	parts, clean := hanByline(words[:end], false)
	if !clean || !hasPart(parts, vocabulary.RolePersonRole) || !hasPart(parts, vocabulary.RolePerson) || strings.ContainsAny(words[:end], "。，") {
		return Reading{}, false
	}
	start, stop := trimmed(words[:end])
	return Reading{Role: vocabulary.RoleByline, Span: text.Span{Start: start, End: stop}, Parts: parts}, true
}

// paperOfOrigin reads (From the Dublin Evening Post of Saturday.) at the very start of text.
func paperOfOrigin(text string) (Reading, bool) {
	m := fromPaper.FindStringSubmatchIndex(text)
	if m == nil || !nearly(strings.ToLower(text[m[2]:m[3]]), "from") && strings.ToLower(text[m[2]:m[3]]) != "aus" {
		return Reading{}, false
	}
	if !slices.ContainsFunc(strings.Fields(text[m[4]:m[5]]), isPaperWord) {
		return Reading{}, false
	}
	r := mark(vocabulary.RoleCredit, 0, m[1])
	r.Parts = []Reading{mark(vocabulary.RoleSource, m[4], m[5])}
	return r, true
}

// bracketEnd is where the bracket that text opens with is closed, 0 if it opens with none or it
// is not closed within so many code points.
func bracketEnd(text, openers string, limit int) int {
	first, ok := firstRune(text)
	if !ok || !strings.ContainsRune(openers, first) {
		return 0
	}
	depth, seen := 0, 0
	for at, r := range text {
		switch {
		case strings.ContainsRune("(（[［【〔", r):
			depth++
		case strings.ContainsRune(")）]］】〕", r):
			depth--
		}
		if depth == 0 {
			return at + utf8.RuneLen(r)
		}
		if seen++; seen > limit {
			return 0
		}
	}
	return 0
}

// sortReadings puts readings in text order.
func sortReadings(readings []Reading) {
	slices.SortStableFunc(readings, func(a, b Reading) int { return a.Start - b.Start })
}
