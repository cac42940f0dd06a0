package reading

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"galley/engine/vocabulary"
)

// narrowDigits writes full-width digits as ASCII ones.
func narrowDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, text)
}

var hanDigits = map[rune]int{'〇': 0, '○': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '元': 1}

var hanUnits = map[rune]int{'十': 10, '百': 100, '千': 1000, '万': 10000}

// hanNumberOf reads a number in Chinese characters: digit by digit (二〇二二) or with units (二十一,
// 廿三, 三百零五), up to 99,999,999.
func hanNumberOf(text string) (int, bool) {
	if text == "" || lengthOf(text) > 12 {
		return 0, false
	}
	if !strings.ContainsAny(text, "十百千万廿卅") {
		n := 0
		for _, r := range text {
			digit, ok := hanDigits[r]
			if !ok || n > 9_999_999 {
				return 0, false
			}
			n = 10*n + digit
		}
		return n, true
	}
	text = strings.NewReplacer("廿", "二十", "卅", "三十").Replace(text)
	total, section, digit := 0, 0, 0
	for _, r := range text {
		if d, ok := hanDigits[r]; ok {
			digit = d
			continue
		}
		unit, ok := hanUnits[r]
		switch {
		case !ok:
			return 0, false
		case unit == 10000:
			total, section, digit = (total+section+digit)*unit, 0, 0
		default:
			section, digit = section+max(digit, 1)*unit, 0
		}
		if total > 99_999_999 {
			return 0, false
		}
	}
	return total + section + digit, true
}

var hanDateParts = regexp.MustCompile(`(中華民國|中华民国|民國|民国)?([0-9]{1,4}|[^年0-9]{1,5})年\s?([0-9]{1,2}|[^月0-9]{1,3})月\s?([0-9]{1,2}|[^日0-9]{1,4})日`)

// hanDateOf reads 2022年11月10日, 二〇二二年十一月十日 and 民國九年四月三日 (1920); zeros if it cannot.
func hanDateOf(words string) (year, month, day int) {
	m := hanDateParts.FindStringSubmatch(words)
	if m == nil {
		return 0, 0, 0
	}
	year, month, day = eitherNumber(m[2]), eitherNumber(m[3]), eitherNumber(m[4])
	if m[1] != "" && year > 0 {
		year += 1911
	}
	return year, month, day
}

func eitherNumber(text string) int {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	n, _ := hanNumberOf(strings.TrimSpace(text))
	return n
}

var numberWords = regexp.MustCompile(`[0-9]+|\p{L}+`)

// latinDateOf reads November 10, 2022, 10 November 2022 and 2022-11-10; zeros if it cannot.
func latinDateOf(words string) (year, month, day int) {
	var numbers []int
	for _, word := range numberWords.FindAllString(words, -1) {
		if unicode.IsDigit(rune(word[0])) {
			n, err := strconv.Atoi(word)
			if err == nil {
				numbers = append(numbers, n)
			}
		} else if n := monthNames[strings.ToLower(word)]; n > 0 && month == 0 {
			month = n
		}
	}
	switch {
	case month == 0 && len(numbers) == 3 && numbers[0] > 1000:
		return numbers[0], numbers[1], numbers[2]
	case month > 0 && len(numbers) >= 2 && numbers[1] > 1000:
		return numbers[1], month, numbers[0]
	default:
		return 0, 0, 0
	}
}

// votes count what a text calls its paper.
type votes map[string]int

func (v votes) add(name string, weight int) {
	if name = strings.TrimSpace(name); name != "" && !ownPaper.MatchString(name) && !wholeAgency.MatchString(name) {
		v[name] += weight
	}
}

// countByline counts the source of the block's byline.
func (v votes) countByline(block string) {
	w := opening(block)
	found := openingMarks(w.text)
	if len(found) == 0 && len(w.text) == len(block) && lengthOf(block) <= shortByline && !isSentence(block) {
		parts, clean := bylineParts(w.text)
		if clean && hasPart(parts, vocabulary.RolePersonRole) {
			found = []Reading{{Role: vocabulary.RoleByline, Parts: parts}}
		}
	}
	for _, r := range found {
		if source, ok := r.partOf(vocabulary.RoleSource); ok && r.Role == vocabulary.RoleByline {
			v.add(source.words(w.text), 2)
		}
	}
}

var imprintName = regexp.MustCompile(`(\p{Han}{2,8}?(?:日报|日報|晚报|晚報|早报|早報|晨报|晨報|时报|時報|商报|商報|都市报|都市報|周报|週報|导报|導報|快报|快報|青年报|青年報|报|報))(?:社|社出版|出版)`)

// countImprint counts the paper whose publisher an imprint names, and the title of a paper that
// stands between the fields of a page line.
func (v votes) countImprint(block string) {
	fields := folioFields(block)
	for _, title := range titlesBetween(block, fields) {
		v.countTitle(title)
	}
	for _, m := range imprintName.FindAllStringSubmatch(block, -1) {
		v.add(m[1], 2)
	}
}

// countTitle counts a block that is the title of a newspaper and nothing else.
func (v votes) countTitle(block string) {
	line := strings.TrimSpace(block[:lineEnd(block, 0)])
	if !isTitleLine(line) {
		return
	}
	if hasHan(line) {
		line = strings.Join(strings.Fields(line), "")
	} else {
		line = strings.TrimRight(strings.Join(strings.Fields(line), " "), ".")
		line = capitalised(line)
	}
	v.add(line, 3)
}

// winner is the name with most votes; the shorter and then the first by spelling of several.
func (v votes) winner() string {
	best := ""
	for name, n := range v {
		switch {
		case best == "" || n > v[best]:
			best = name
		case n == v[best] && (len(name) < len(best) || len(name) == len(best) && name < best):
			best = name
		}
	}
	return best
}
