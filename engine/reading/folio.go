package reading

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

const (
	hanLunar = `(?:农历|農曆|夏历|夏曆|阴历|陰曆)?(?:岁次)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?\s?(?:闰|閏)?(?:[正一二三四五六七八九十冬腊臘]{1,2}月)(?:大|小)?` +
		`(?:[初十廿卅][一二三四五六七八九十]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日?|` +
		`(?:农历|農曆|夏历|夏曆|阴历|陰曆)(?:闰|閏)?[正一二三四五六七八九十冬腊臘]{1,2}月(?:[初十廿卅][一二三四五六七八九十]|[一二三]?十[一二三四五六七八九]?)`

	latinWeekday = `(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?i:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|` +
		`(?i:mon|tue|wed|thu|fri|sat|sun)\.?`
	latinMonth = `(?i:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|février|mar(?:ch|s)?|märz|apr(?:il)?|avril|may|mai|june?|juni|juin|july?|juli|juillet|aug(?:ust)?|août|` +
		`sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|de[cz](?:ember)?|décembre)\.?`

	latinFullDate = `(?:(?:` + latinMonth + `)\s[0-9]{1,2}(?:st|nd|rd|th)?,?\s[0-9]{4}|[0-9]{1,2}(?:st|nd|rd|th|er|\.)?\s(?:of\s)?(?:` + latinMonth + `),?\s[0-9]{4})`

	latinShortDate = `(?:\b(?:` + latinMonth + `)\s[0-9]{1,2}(?:st|nd|rd|th)?\b|\b[0-9]{1,2}(?:st|nd|rd|th|\.)?\s(?:of\s)?(?:` + latinMonth + `)(?:\b|$))`
)

// folioForm finds one kind of field; group 1, if any, is the field without what must stand
// beside it. No text is searched that has none of the characters in needs.
type folioForm struct {
	role  string
	needs string
	form  *regexp.Regexp
}

const anyDigit = "0123456789"

// folioSigns are characters of which a masthead or page line has at least one.
const folioSigns = anyDigit + "０１２３４５６７８９年期版页頁号號周週星主印機机"

// folioForms in the order in which they claim their words.
var folioForms = []folioForm{
	{vocabulary.RoleSerialNumber, "-－—–", regexp.MustCompile(`(?:国内统一(?:连续出版物号|刊号)?|國內統一刊號|统一刊号|刊号|国际标准(?:连续出版物|刊)号)?\s?[:：]?\s?(?:CN\s?[:：]?\s?[0-9]{2}\s?[-－—–][0-9]{4}(?:/[A-Z]{1,2})?|ISSN\s?[:：]?\s?[0-9]{4}\s?[-－—–][0-9]{3}[0-9X])`)},
	{vocabulary.RoleLunarDate, "月", regexp.MustCompile(hanLunar)},
	{vocabulary.RoleIssueDate, "年", regexp.MustCompile(hanFullDate)},
	{vocabulary.RoleIssueDate, anyDigit, regexp.MustCompile(`(?:(?:` + latinWeekday + `)(?:\s(?i:morning|evening|afternoon))?[,.]?\s(?:den\s|le\s)?)?` + latinFullDate + `\.?`)},
	{vocabulary.RoleIssueDate, "./-", regexp.MustCompile(`(?:^|[^0-9])((?:19|20)[0-9]{2}\s?[.\-/]\s?[0-9]{1,2}\s?[.\-/]\s?[0-9]{1,2})(?:[^0-9]|$)`)},
	{vocabulary.RoleWeekday, "星礼禮周週", regexp.MustCompile(`(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]`)},
	{vocabulary.RoleIssueNumber, "期号號0123456789", regexp.MustCompile(`(?:总|總)?第\s?[0-9０-９〇○零一二三四五六七八九十廿卅百千万]+\s?[期号號]|(?:总|總)[0-9]+期|(?i:\b(?:no\.?|nr\.?|n°|issue|number))\s?[0-9][0-9,.]*`)},
	{vocabulary.RolePageCount, "版张張页頁ps", regexp.MustCompile(`(?:今日|本日|本期|今天|全日|本报今日)(?:出版|出|共)?(?:对开|对開)?\s?[0-9一二三四五六七八九十]{1,4}\s?(?:个)?[版张張页頁](?:[0-9]{1,3}版)?|共\s?[0-9]{1,3}\s?[版页]|\b[0-9]{1,3}\s(?i:pages|seiten)\b`)},
	{vocabulary.RolePrice, "元$£€pP", regexp.MustCompile(`(?:零售|每份|定价|定價|售价|售價|全年|月价|每月|每季)[^\s\x{3000}]{0,8}?[0-9.]+\s?元|(?i:\bprice\b[:\s][^\s]+(?:\s(?i:pence|cents|d\.|s\.))?)|[$£€][0-9]+[.,][0-9]{2}`)},
	{vocabulary.RolePublisher, "主出发發机機印", regexp.MustCompile(`[\p{Han}、（）]{2,30}?(?:主管、主办|主管主办|主管、主辦|主管|主办|主辦|编辑出版|出版发行|出版|发行|承印)(?:[、\s]?(?:主办|出版))?(?:[\s\x{3000}|｜,，;；]|$)|[\p{Han}]{4,30}(?:机关报|機關報)|(?:出版|主办|主管)(?:单位)?[:：]\s?[\p{Han}]{2,24}`)},
	{vocabulary.RolePageNumber, "版页頁", regexp.MustCompile(`(?:^|[\s\x{3000}|｜])(第?\s?[A-Z]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?[版页頁])(?:[\s\x{3000}|｜]|$)`)},
	{vocabulary.RolePageNumber, "egEG", regexp.MustCompile(`\b((?i:page|seite)\s[A-Z]?[0-9]{1,3})\b`)},
	{vocabulary.RolePageNumber, anyDigit, regexp.MustCompile(`(?:^|[\s\x{3000}|｜—–-])([A-Z]?[0-9]{1,3})(?:[\s\x{3000}|｜—–-]|$)`)},
}

// ReadFolio finds the fields of a masthead or page line. A line that is one field and nothing else
// is that field; else the whole block is the folio and the fields are its parts.
func ReadFolio(words string) (Reading, bool) {
	w := opening(words)
	fields := folioFields(w.text)
	if len(fields) == 0 || len(w.text) < len(words) {
		return Reading{}, false
	}
	start, end := trimmed(w.text)
	if len(fields) == 1 && fields[0].Start == start && fields[0].End == end {
		return w.settle(fields[0]), true
	}
	return w.settle(Reading{Role: vocabulary.RoleFolio, Span: text.Span{Start: start, End: end}, Parts: fields}), true
}

// folioFields finds the fields in a line, in text order. What is left over beside a page number is
// the name of the section, when it is one short piece.
func folioFields(text string) []Reading {
	var fields []Reading
	for _, f := range folioForms {
		if !strings.ContainsAny(text, f.needs) {
			continue
		}
		for _, m := range f.form.FindAllStringSubmatchIndex(text, -1) {
			start, end := m[0], m[1]
			if len(m) > 2 && m[2] >= 0 {
				start, end = m[2], m[3]
			}
			from, to := trimmed(text[start:end])
			field := mark(f.role, start+from, start+to)
			for f.role == vocabulary.RolePublisher && strings.ContainsAny(lastRune(field.words(text)), "|｜,，;；") {
				field.End -= len(lastRune(field.words(text)))
			}
			if field.Len() > 0 && !slices.ContainsFunc(fields, func(g Reading) bool { return g.Overlaps(field.Span) }) {
				fields = append(fields, field)
			}
		}
	}
	sortReadings(fields)
	return withSection(text, fields)
}

// withSection adds the section name: the only word of Chinese, or of Latin letters in a line with a
// page number, that no other field has claimed and that does not name a paper.
func withSection(text string, fields []Reading) []Reading {
	if !hasPart(fields, vocabulary.RolePageNumber) || len(fields) < 2 && !hasHan(text) {
		return fields
	}
	var left []Reading
	for _, gap := range unclaimed(text, fields) {
		for _, word := range wideFields(text, gap) {
			words := word.words(text)
			if n := lengthOf(words); n >= 2 && n <= 24 && !isPaperTitle(words) && strings.ContainsFunc(words, unicode.IsLetter) {
				left = append(left, word)
			}
		}
	}
	if len(left) != 1 || !sectionName.MatchString(left[0].words(text)) {
		return fields
	}
	fields = append(fields, left[0])
	sortReadings(fields)
	return fields
}

var sectionName = regexp.MustCompile(`^(?:[\p{Han}·•/ ]{2,10}|\p{Lu}[\p{L}&]*(?:\s(?:[\p{Lu}&][\p{L}]*|and|of|the)){0,2})$`)

// isPaperTitle reports whether words are rather the title of a newspaper.
func isPaperTitle(words string) bool {
	return wholeSource.MatchString(words) || isPaperName(words) || strings.HasPrefix(strings.ToUpper(words), "THE ")
}

// unclaimed are the stretches of text that no field covers.
func unclaimed(words string, fields []Reading) []text.Span {
	var gaps []text.Span
	at := 0
	for _, f := range fields {
		gaps = append(gaps, text.Span{Start: at, End: f.Start})
		at = f.End
	}
	return append(gaps, text.Span{Start: at, End: len(words)})
}

var wideGap = regexp.MustCompile(`\s{2,}|[\x{3000}\n\t|｜]+`)

// wideFields cuts a stretch at wide gaps; Latin words keep their single spaces.
func wideFields(text string, s text.Span) []Reading {
	var words []Reading
	at := s.Start
	for _, loc := range append(wideGap.FindAllStringIndex(text[s.Start:s.End], -1), []int{s.Len(), s.Len()}) {
		from, to := trimmed(text[at : s.Start+loc[0]])
		if to > from {
			words = append(words, mark(vocabulary.RoleSectionName, at+from, at+to))
		}
		at = s.Start + loc[1]
	}
	return words
}

// LooksLikeFolio reports whether a short text is mostly fields of a masthead or page line, at least two
// of them, or one date that carries a weekday.
func LooksLikeFolio(text string) bool {
	if len(text) > 4*200 || strings.ContainsAny(text, "。；！？") || !strings.ContainsAny(text, folioSigns) {
		return false
	}
	if isPageLine(text) {
		return true
	}
	fields := folioFields(text)
	covered, letters := 0, lengthOf(strings.Join(strings.Fields(text), ""))
	for _, f := range fields {
		covered += lengthOf(strings.Join(strings.Fields(f.words(text)), ""))
	}
	for _, title := range titlesBetween(text, fields) {
		covered += lengthOf(strings.Join(strings.Fields(title), ""))
	}
	switch {
	case len(fields) == 0 || 10*covered < 6*letters:
		return false
	case len(fields) == 1:
		return fields[0].Role != vocabulary.RoleIssueDate && fields[0].Role != vocabulary.RolePageNumber || weekdayIn.MatchString(text)
	default:
		return true
	}
}

// titlesBetween are the titles of newspapers that stand between the fields of a line.
func titlesBetween(text string, fields []Reading) []string {
	var titles []string
	for _, gap := range unclaimed(text, fields) {
		for _, piece := range wideFields(text, gap) {
			if title := strings.Trim(piece.words(text), " ,.|·"); isTitleLine(title) {
				titles = append(titles, title)
			}
		}
	}
	return titles
}

var weekdayIn = regexp.MustCompile(`(?:` + latinWeekday + `)`)

// isPageLine reports whether a text is a page number that says so: 第3版, A7, - 3 -, Page 3.
func isPageLine(text string) bool {
	return pageLine.MatchString(strings.TrimSpace(text))
}

var pageLine = regexp.MustCompile(`^(?:第?\s?[A-Z]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?[版页頁]|[A-Z][0-9]{1,3}|[-—–·]\s?[0-9]{1,3}\s?[-—–·]|(?i:page|seite)\s[0-9]{1,3})$`)
