package models

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
)

// Search is what somebody looks for in the text of all issues.
type Search struct {
	Query  string
	Before int64 // go on below this row of the index, as Found.Next says; 0 is from the newest issue
	Issue  int64 // one issue only; 0 is all
}

// Found is what was found, an issue after the other, the newest first.
type Found struct {
	Issues []FoundIssue
	Next   int64 // for Search.Before; 0 if nothing more is found
}

// FoundIssue is an issue in which something was found.
type FoundIssue struct {
	IssueLine
	Language string
	Lines    []FoundLine // headlines first, then in the order of the text
	More     bool        // there are more lines than these
}

// FoundLine is a block in which something was found, as much of it as makes a line.
type FoundLine struct {
	ID      int64 // of the row in the index
	Key     int   // of the page
	Label   string
	Block   int // where the block begins, in code points of the page
	Heading bool
	Text    []FoundText
}

// FoundText is a piece of a line.
type FoundText struct {
	Text string
	Hit  bool
}

// What a page of results holds at most.
const (
	foundRows   = 400
	foundIssues = 10
	foundLines  = 5   // of one issue among others
	foundAlone  = 100 // of one issue alone
)

// Asks reports whether the query holds a word that can be looked for.
func (q Search) Asks() bool { return len(phrasesOf(q.Query)) > 0 }

// Search looks for the words of a query: all of them in one block. Nothing is found of issues in the
// bin, nor of pages that wait to be read into the search.
func (s *Store) Search(ctx context.Context, q Search) (Found, error) {
	phrases := phrasesOf(q.Query)
	if len(phrases) == 0 {
		return Found{}, nil
	}
	rows, err := s.foundRows(ctx, q, phrases)
	if err != nil || len(rows) == 0 {
		return Found{}, translate(err, "search")
	}
	found, rows := q.page(rows)
	lines, err := from[foundIssueRow](s.read).Raw(`SELECT l.*, p.language FROM issue_lines l
		JOIN publications p ON p.id = l.publication_id WHERE l.issue_id IN ?`, found.ids).Find(ctx)
	if err != nil {
		return Found{}, translate(err, "search")
	}
	at := map[int64]foundIssueRow{}
	for _, line := range lines {
		at[line.IssueID] = line
	}
	texts, err := s.foundTexts(ctx, rows, q.Issue != 0)
	if err != nil {
		return Found{}, translate(err, "search")
	}
	result := Found{Next: found.next}
	for _, id := range found.ids {
		line, there := at[id]
		if !there {
			continue // it went into the bin a moment ago
		}
		result.Issues = append(result.Issues, FoundIssue{IssueLine: line.IssueLine, Language: line.Language,
			Lines: linesOf(texts[id], phrases), More: found.counts[id] > len(texts[id])})
	}
	return result, nil
}

// most is how many rows of the index make a page of results.
func (q Search) most() int {
	if q.Issue > 0 {
		return foundAlone
	}
	return foundRows
}

// foundIssueRow is a line of the list with the language of its publication.
type foundIssueRow struct {
	IssueLine
	Language string
}

// foundRows are the first rows of the index that hold all phrases.
func (s *Store) foundRows(ctx context.Context, q Search, phrases []phrase) ([]int64, error) {
	where, values := []string{"search_words MATCH ?"}, []any{matchOf(phrases)}
	if s.file == "" {
		where, values = []string{"words @@ CAST(CAST(? AS text) AS tsquery)"}, []any{tsqueryOf(phrases)}
	}
	if q.Before > 0 {
		where, values = append(where, "docid < ?"), append(values, q.Before)
	}
	if q.Issue > 0 {
		dates, err := from[IssueLine](s.read).Where("issue_id = ?", q.Issue).Find(ctx)
		if err != nil || len(dates) == 0 {
			return nil, err
		}
		least, greatest := issueRange(dates[0].Date, q.Issue)
		where, values = append(where, "docid BETWEEN ? AND ?"), append(values, least, greatest)
	}
	where = append(where, "((docid >> ?) & ?) NOT IN (SELECT issue_id FROM bin)")
	values = append(values, issueAt, 1<<issueBits-1, q.most()+1)
	var rows []int64
	err := s.read.WithContext(ctx).Raw("SELECT docid FROM search_words WHERE "+
		strings.Join(where, " AND ")+" ORDER BY docid DESC LIMIT ?", values...).Scan(&rows).Error
	return rows, err
}

// matchOf are phrases in the words of SQLite's MATCH.
func matchOf(phrases []phrase) string {
	var parts []string
	for _, p := range phrases {
		words := strings.Join(p.words, " ")
		if p.begin {
			words += "*"
		}
		parts = append(parts, `"`+words+`"`)
	}
	return strings.Join(parts, " ")
}

// tsqueryOf are phrases in the words of PostgreSQL's tsquery.
func tsqueryOf(phrases []phrase) string {
	var parts []string
	for _, p := range phrases {
		words := "'" + strings.Join(p.words, "' <-> '") + "'"
		if p.begin {
			words += ":*"
		}
		parts = append(parts, "("+words+")")
	}
	return strings.Join(parts, " & ")
}

// pageOfFound is which issues stand on a page of results.
type pageOfFound struct {
	ids    []int64
	counts map[int64]int // rows of an issue
	next   int64
}

// page cuts the rows of one page of results: whole issues, except for an issue that fills the page alone.
func (q Search) page(rows []int64) (pageOfFound, []int64) {
	p := pageOfFound{counts: map[int64]int{}}
	full := len(rows) > q.most()
	rows = rows[:min(len(rows), q.most())]
	for i, row := range rows {
		issue := issueOfRow(row)
		if p.counts[issue] == 0 {
			if len(p.ids) == foundIssues {
				p.next = rows[i-1]
				return p, rows[:i]
			}
			p.ids = append(p.ids, issue)
		}
		p.counts[issue]++
	}
	if !full {
		return p, rows
	}
	last := p.ids[len(p.ids)-1]
	if len(p.ids) == 1 {
		if p.next = rows[len(rows)-1]; q.Issue == 0 {
			// Its other rows are shown when it is asked for alone.
			p.next = last<<issueAt | rows[0]>>dayAt<<dayAt
		}
		return p, rows
	}
	// The last issue may go on below; it begins the next page.
	p.ids = p.ids[:len(p.ids)-1]
	rows = rows[:len(rows)-p.counts[last]]
	p.next = rows[len(rows)-1]
	return p, rows
}

// foundText is a row of the index with its text.
type foundText struct {
	SearchBlock
	Key   int
	Label string
	Text  string
}

// foundTexts are the rows to be shown, by issue: headlines first.
func (s *Store) foundTexts(ctx context.Context, rows []int64, alone bool) (map[int64][]foundText, error) {
	blocks, err := from[SearchBlock](s.read).Where("id IN ?", rows).Find(ctx)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(blocks, func(a, b SearchBlock) int {
		return cmp.Or(cmp.Compare(weight(a), weight(b)), cmp.Compare(b.ID, a.ID))
	})
	most := foundLines
	if alone {
		most = foundAlone
	}
	var shown []int64
	counts := map[int64]int{}
	for _, b := range blocks {
		issue := issueOfRow(b.ID)
		if counts[issue]++; counts[issue] <= most {
			shown = append(shown, b.ID)
		}
	}
	texts, err := from[foundText](s.read).Raw(`SELECT b.*, p.key, p.label, substr(p.text, CAST(b.start + 1 AS integer), CAST(b.finish - b.start AS integer)) AS text
		FROM search_blocks b JOIN pages p ON p.id = b.page_id WHERE b.id IN ?`, shown).Find(ctx)
	slices.SortFunc(texts, func(a, b foundText) int {
		return cmp.Or(cmp.Compare(weight(a.SearchBlock), weight(b.SearchBlock)), cmp.Compare(b.ID, a.ID))
	})
	byIssue := map[int64][]foundText{}
	for _, t := range texts {
		byIssue[issueOfRow(t.ID)] = append(byIssue[issueOfRow(t.ID)], t)
	}
	return byIssue, err
}

// weight puts headlines before the rest.
func weight(b SearchBlock) int {
	if b.Heading {
		return 0
	}
	return 1
}

func linesOf(texts []foundText, phrases []phrase) []FoundLine {
	var lines []FoundLine
	for _, t := range texts {
		lines = append(lines, FoundLine{ID: t.ID, Key: t.Key, Label: t.Label, Block: t.Block, Heading: t.Heading,
			Text: around([]rune(t.Text), phrases)})
	}
	return lines
}

// The length of a line, in code points, and how much of it stands before the first hit.
const (
	lineLength = 120
	lineBefore = 30
)

// around is the part of a text around its first hit, with the hits marked.
func around(text []rune, phrases []phrase) []FoundText {
	hits := hitsOf(text, phrases)
	start := 0
	if len(hits) > 0 && hits[0][0] > lineBefore {
		start = hits[0][0] - lineBefore
	}
	end := min(len(text), start+lineLength)
	var parts []FoundText
	add := func(from, to int, hit bool) {
		if from < to {
			parts = append(parts, FoundText{onOneLine(text, from, to), hit})
		}
	}
	at := start
	for _, hit := range hits {
		if hit[0] >= end {
			break
		}
		add(at, hit[0], false)
		at = min(hit[1], end)
		add(hit[0], at, true)
	}
	add(at, end, false)
	if start > 0 {
		parts[0].Text = "…" + parts[0].Text
	}
	if end < len(text) {
		parts = append(parts, FoundText{Text: "…"})
	}
	return parts
}

// onOneLine writes a part of a text with line ends as spaces, and without them beside dense characters.
func onOneLine(text []rune, from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		r := text[i]
		if !unicode.IsSpace(r) || r == ' ' || r == '　' {
			b.WriteRune(r)
			continue
		}
		if i > 0 && i+1 < len(text) && (isDense(text[i-1]) || isDense(text[i+1])) {
			continue
		}
		b.WriteByte(' ')
	}
	return b.String()
}
