package reading

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// Masthead is what the first page of an issue says about it. A field is empty if the text does
// not say; nothing is invented.
type Masthead struct {
	Publication string // 临江日报
	Date        string // YYYY-MM-DD, a real day
	Number      string // digits only: 第7016期 is 7016
	Serial      string // CN 43-0005 or ISSN 1234-5678
	Publisher   string // who publishes, without the word that says so: 临江日报社
	PageLabel   string // as printed, without 第 and 版: 3, A1
	Section     string // 民生
	Pages       int    // 今日4版 is 4; 0 where unknown
}

// mastheadLength is how many code points a block may have to be read for the fields of a masthead.
const mastheadLength = 400

// mastheadBlocks is how many blocks of a page are read: more than any newspaper page has, so that
// a text without a masthead costs no time.
const mastheadBlocks = 2000

// ReadMasthead proposes what an issue is from the text of its first page. The fields are taken from
// blocks that look like a masthead or page line; the publication is what the text calls itself most
// often: in bylines (株洲日报讯), in the imprint (临江日报社出版), in a title of its own.
func ReadMasthead(words string) Masthead {
	var m Masthead
	titles := votes{}
	t := text.NewText(words)
	blocks := text.Boundaries(t)
	for _, span := range blocks[:min(len(blocks), mastheadBlocks)] {
		block := t.Slice(span)
		titles.countByline(block)
		lines := []string{block}
		if span.Len() > mastheadLength || !LooksLikeFolio(block) && strings.Count(block, "\n") > 2 {
			lines = firstLines(block)
		}
		for _, line := range lines {
			titles.countTitle(line)
			if LooksLikeFolio(line) || isImprint(line) {
				m.take(line)
				titles.countImprint(line)
			}
		}
	}
	m.Publication = titles.winner()
	return m
}

// firstLines are the lines that a block begins with: some extractions leave no blank line
// between the masthead and the text.
func firstLines(block string) []string {
	var lines []string
	for line := range strings.Lines(block[:min(len(block), 4*mastheadLength)]) {
		if len(lines) < 8 && len(line) < 4*mastheadLength {
			lines = append(lines, strings.TrimSuffix(line, "\n"))
		}
	}
	return lines
}

// isImprint reports whether a block that is no text holds a serial number, or an issue number and a date.
func isImprint(block string) bool {
	if strings.ContainsAny(block, "。；") {
		return false
	}
	fields := folioFields(block)
	return hasPart(fields, vocabulary.RoleSerialNumber) || hasPart(fields, vocabulary.RoleIssueNumber) && hasPart(fields, vocabulary.RoleIssueDate)
}

// take fills the empty fields of m from one line.
func (m *Masthead) take(line string) {
	for _, f := range folioFields(line) {
		words := f.words(line)
		switch f.Role {
		case vocabulary.RoleIssueDate:
			fill(&m.Date, dateOf(words))
		case vocabulary.RoleIssueNumber:
			fill(&m.Number, numberOf(words))
		case vocabulary.RoleSerialNumber:
			fill(&m.Serial, serialOf(words))
		case vocabulary.RolePublisher:
			fill(&m.Publisher, publisherOf(words))
		case vocabulary.RolePageNumber:
			fill(&m.PageLabel, pageLabelOf(words))
		case vocabulary.RoleSectionName:
			fill(&m.Section, words)
		case vocabulary.RolePageCount:
			if n := countOf(words); m.Pages == 0 {
				m.Pages = n
			}
		}
	}
}

func fill(field *string, value string) {
	if *field == "" {
		*field = value
	}
}

var (
	digitsIn    = regexp.MustCompile(`[0-9][0-9,]*`)
	hanDigitsIn = regexp.MustCompile(`[〇○零一二三四五六七八九十百千万廿卅元]+`)
	serialIn    = regexp.MustCompile(`(CN|ISSN)\s?[:：]?\s?([0-9]{2,4})\s?[-－—–]\s?([0-9]{3}[0-9X])`)
	verbsOf     = regexp.MustCompile(`(?:主管、主办|主管主办|主管、主辦|主管|主办|主辦|编辑出版|出版发行|出版|发行|承印)(?:[、\s]?(?:主办|出版))?$`)
	labelWords  = regexp.MustCompile(`^(?:第|(?i:page|seite))?\s?(.+?)\s?[版页頁]?$`)
)

func serialOf(words string) string {
	if m := serialIn.FindStringSubmatch(words); m != nil {
		return fmt.Sprintf("%s %s-%s", m[1], m[2], m[3])
	}
	return ""
}

func publisherOf(words string) string {
	if strings.HasSuffix(words, "机关报") || strings.HasSuffix(words, "機關報") {
		return strings.TrimSuffix(strings.TrimSuffix(words, "机关报"), "機關報")
	}
	if _, name, ok := strings.Cut(strings.ReplaceAll(words, "：", ":"), ":"); ok {
		return strings.TrimSpace(name)
	}
	return verbsOf.ReplaceAllString(words, "")
}

func pageLabelOf(words string) string {
	label := labelWords.FindStringSubmatch(words)[1]
	if n := numberOf(label); n != "" && hasHan(label) {
		return n
	}
	return label
}

// numberOf is the number in words in plain digits, or "" if absent.
func numberOf(words string) string {
	words = narrowDigits(words)
	if d := digitsIn.FindString(words); d != "" {
		return strings.ReplaceAll(d, ",", "")
	}
	if n, ok := hanNumberOf(hanDigitsIn.FindString(words)); ok {
		return fmt.Sprint(n)
	}
	return ""
}

func countOf(words string) int {
	n := 0
	if _, err := fmt.Sscanf(numberOf(words), "%d", &n); err != nil {
		return 0
	}
	return n
}

// dateOf is a printed date as YYYY-MM-DD, "" if it is no real day.
func dateOf(words string) string {
	var year, month, day int
	words = narrowDigits(words)
	if hasHan(words) {
		year, month, day = hanDateOf(words)
	} else {
		year, month, day = latinDateOf(words)
	}
	date := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1600 || year > 2999 || date.Day() != day || int(date.Month()) != month {
		return ""
	}
	return date.Format(time.DateOnly)
}
