package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// item is a stretch of a Chinese byline that has been recognised; other is what has not.
type item struct {
	kind       string // source, person, person-role, place, other
	start, end int
	sign       bool // a role that is only a sign such as 文 or 摄
	work       bool // a role that may stand behind the names
	before     rune // the separator in front, or 0 if absent
	after      rune // the separator behind, or 0 if absent
}

var (
	compoundSign = regexp.MustCompile(`^(?:` + hanWorkSign + `)(?:[/／、&+和](?:` + hanWorkSign + `))+`)
	wholeSign    = regexp.MustCompile(`^(?:` + hanWorkSign + `|文图|图文|文圖|圖文)$`)
	wholeWork    = regexp.MustCompile(`^(?:` + hanWork + `)$`)
	workInside   = regexp.MustCompile(hanWork)
	workAtEnd    = regexp.MustCompile(`(?:` + hanWork + `|摄|攝|绘|繪|译|譯|文|图|圖)$`)
	reporter     = regexp.MustCompile(hanReporter)
	filedFrom    = regexp.MustCompile(`^(\p{Han}{2,10}?)(?:综合|綜合)?(?:报道|報導|报导|專電|专电|專訊|专讯|電)$`)
	latinName    = regexp.MustCompile(`^\p{Lu}[\p{L}'’.-]*$`)
)

// hanItems cuts a Chinese byline (or the piece of one that an editor selected) into its items.
func hanItems(text string) []item {
	var items []item
	before := rune(0)
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if isSeparator(r) {
			if before == 0 || !unicode.IsSpace(r) {
				before = r
			}
			at += size
			continue
		}
		end := runEnd(text, at)
		if m := compoundSign.FindString(text[at:]); m != "" && (at+len(m) >= len(text) || isSeparatorAt(text, at+len(m))) {
			end = at + len(m)
		}
		after := rune(0)
		if end < len(text) {
			after, _ = utf8.DecodeRuneInString(text[end:])
		}
		found := runItems(text[at:end], at, items)
		found[0].before = before
		found[len(found)-1].after = after
		items = append(items, found...)
		before, at = 0, end
	}
	return pairedCharacters(text, items)
}

func isSeparator(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("、，,;；/／|｜:：()（）[]［］【】〔〕「」『』<>〈〉□■○●◎◆◇▲△&＆—-–", r)
}

func isSeparatorAt(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return isSeparator(r)
}

func runEnd(text string, at int) int {
	for end, r := range text[at:] {
		if isSeparator(r) {
			return at + end
		}
	}
	return len(text)
}

// runItems recognises one run without separators. earlier are the items in front of it: after a
// role a name may have any family name.
func runItems(run string, at int, earlier []item) []item {
	switch {
	case compoundSign.FindString(run) == run || wholeSign.MatchString(run):
		return []item{{kind: vocabulary.RolePersonRole, start: at, end: at + len(run), sign: true, work: true}}
	case wholeWork.MatchString(run):
		return []item{{kind: vocabulary.RolePersonRole, start: at, end: at + len(run), work: true}}
	case wholeSource.MatchString(run):
		return []item{{kind: vocabulary.RoleSource, start: at, end: at + len(run)}}
	}
	if loc := reporter.FindStringIndex(run); loc != nil {
		return aroundRole(run, at, loc, earlier)
	}
	return plainItems(run, at, earlier)
}

// aroundRole recognises a run that holds a role word, such as 株洲日报全媒体记者 or 记者张三通讯员李四.
func aroundRole(run string, at int, loc []int, earlier []item) []item {
	var items []item
	if loc[0] > 0 {
		items = append(items, plainItems(run[:loc[0]], at, earlier)...)
	}
	items = append(items, item{kind: vocabulary.RolePersonRole, start: at + loc[0], end: at + loc[1]})
	if loc[1] < len(run) {
		items = append(items, runItems(run[loc[1]:], at+loc[1], append(earlier[:len(earlier):len(earlier)], items...))...)
	}
	return items
}

// plainItems recognises a run without a reporter's role: a source, names, names with the work
// behind or in front, or a place from which was reported.
func plainItems(run string, at int, earlier []item) []item {
	loose := len(earlier) > 0 && earlier[len(earlier)-1].kind != vocabulary.RoleSource && hasRole(earlier)
	if wholeSource.MatchString(run) {
		return []item{{kind: vocabulary.RoleSource, start: at, end: at + len(run)}}
	}
	if items, ok := filedItems(run, at); ok {
		return items
	}
	if names, ok := namesIn(run, false); ok {
		return persons(names, at)
	}
	if items, ok := workItems(run, at, loose); ok {
		return items
	}
	if names, ok := namesIn(run, loose); ok {
		return persons(names, at)
	}
	if m := filedFrom.FindStringSubmatchIndex(run); m != nil && m[0] == 0 {
		return []item{{kind: vocabulary.RolePlace, start: at, end: at + m[3]}}
	}
	if latinName.MatchString(run) {
		return []item{{kind: vocabulary.RolePerson, start: at, end: at + len(run)}}
	}
	return []item{{kind: "other", start: at, end: at + len(run)}}
}

// workItems recognises names with what they did behind them (张三摄), in front of them (摄影张三) or
// between them (张三摄影李四).
func workItems(run string, at int, loose bool) ([]item, bool) {
	locs := workInside.FindAllStringIndex(run, -1)
	if loc := workAtEnd.FindStringIndex(run); loc != nil && loc[0] > 0 {
		locs = append([][]int{loc}, locs...)
	}
	for _, loc := range locs {
		role := item{kind: vocabulary.RolePersonRole, start: at + loc[0], end: at + loc[1], work: true, sign: lengthOf(run[loc[0]:loc[1]]) == 1}
		before, okBefore := namesIn(run[:loc[0]], loose)
		after, okAfter := namesIn(run[loc[1]:], false)
		if okBefore == (loc[0] > 0) && okAfter == (loc[1] < len(run)) && (okBefore || okAfter) {
			return append(append(persons(before, at), role), persons(after, at+loc[1])...), true
		}
	}
	return nil, false
}

// filedItems recognises 台北報導, also with the reporter's name in front (王小明台北報導), for places
// that are known to be some: any other two characters may be a name.
func filedItems(run string, at int) ([]item, bool) {
	m := filedFrom.FindStringSubmatchIndex(run)
	if m == nil {
		return nil, false
	}
	place := datelinePlaces.FindStringIndex(run[:m[3]])
	if place == nil {
		return nil, false
	}
	names, ok := namesIn(run[:place[0]], true)
	if place[0] > 0 && !ok {
		return nil, false
	}
	return append(persons(names, at), item{kind: vocabulary.RolePlace, start: at + place[0], end: at + place[1]}), true
}

func persons(names []text.Span, at int) []item {
	var items []item
	for _, n := range names {
		items = append(items, item{kind: vocabulary.RolePerson, start: at + n.Start, end: at + n.End})
	}
	return items
}

func hasRole(items []item) bool {
	for _, it := range items {
		if it.kind == vocabulary.RolePersonRole {
			return true
		}
	}
	return false
}

// pairedCharacters heals what typesetting and capitals take apart: a name of two characters set
// with a space (易　蓉), and a Latin name of several words.
func pairedCharacters(text string, items []item) []item {
	var healed []item
	for _, it := range items {
		last := len(healed) - 1
		if last >= 0 && unicode.IsSpace(it.before) && joinsLast(text, healed[last], it) {
			healed[last].kind, healed[last].end, healed[last].after = vocabulary.RolePerson, it.end, it.after
			continue
		}
		healed = append(healed, it)
	}
	return healed
}

func joinsLast(text string, last, it item) bool {
	left, right := text[last.start:last.end], text[it.start:it.end]
	if it.kind == vocabulary.RolePerson && last.kind == vocabulary.RolePerson {
		return latinName.MatchString(right) && !hasHan(left) && strings.TrimSpace(text[last.end:it.start]) == ""
	}
	family, given := oneRune(left), oneRune(right)
	return last.kind == "other" && (it.kind == "other" || it.sign) && surnames[family] && isHan(given)
}
