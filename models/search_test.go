package models

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// stored loads an issue of pages of text.
func stored(t testing.TB, s *Store, date string, texts ...string) IssueSummary {
	t.Helper()
	n := NewIssue{Publication: "株洲日报", Language: "zh-Hans", Date: date, Again: true}
	for _, text := range texts {
		n.Pages = append(n.Pages, NewPage{Text: text})
	}
	return must[IssueSummary](t)(s.CreateIssue(background, n))
}

// told are the lines found, one a row: date, page, block, and the text with its hits in brackets.
func told(f Found) []string {
	var all []string
	for _, issue := range f.Issues {
		for _, line := range issue.Lines {
			var b strings.Builder
			for _, part := range line.Text {
				if part.Hit {
					b.WriteString("[" + part.Text + "]")
				} else {
					b.WriteString(part.Text)
				}
			}
			head := ""
			if line.Heading {
				head = " heading"
			}
			all = append(all, fmt.Sprintf("%s %d/%d%s %s", issue.Date, line.Key, line.Block, head, b.String()))
		}
	}
	return all
}

func TestWordsAreFoundInTheTextOfAllIssues(t *testing.T) {
	t.Parallel()
	tests := []struct {
		query string
		want  []string
	}{
		{"核酸", []string{"2022-11-10 1/4 全员[核酸]检测", "2022-11-10 2/0 [核酸]结束", "2022-11-09 1/0 昨日[核酸] 2022"}},
		{"核酸检测", []string{"2022-11-10 1/4 全员[核酸检测]"}},
		{"酸", []string{"2022-11-10 1/4 全员核[酸]检测", "2022-11-10 2/0 核[酸]结束", "2022-11-09 1/0 昨日核[酸] 2022"}},
		{"测", []string{"2022-11-10 1/4 全员核酸检[测]"}},
		{"核酸 2022", []string{"2022-11-09 1/0 昨日[核酸] [2022]"}},
		{"statesman", []string{"1824-02-17 1/0 The [Statesman] of London"}},
		{`"of london"`, []string{"1824-02-17 1/0 The Statesman [of London]"}},
		{`"london of"`, nil},
		{"london of", []string{"1824-02-17 1/0 The Statesman [of] [London]"}},
		{"𠮷", []string{"1824-02-17 2/0 [𠮷]野家"}},
		{"𠮷野", []string{"1824-02-17 2/0 [𠮷野]家"}},
		{"检核", nil},
		{"的", nil},
		{"';--", nil},
		{"or", nil},
	}
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		stored(t, s, "2022-11-10", "渌江\n\n全员核\n酸检测", "核酸结束")
		stored(t, s, "1824-02-17", "The Statesman of London", "𠮷野家")
		stored(t, s, "2022-11-09", "昨日核酸 2022")
		if n := must[int](t)(s.SearchPending(background)); n != 5 {
			t.Errorf("%d pages wait, want 5", n)
		}
		if err := s.FillSearch(background); err != nil {
			t.Fatal(err)
		}
		if n := must[int](t)(s.SearchPending(background)); n != 0 {
			t.Errorf("%d pages wait, want 0", n)
		}
		for _, tt := range tests {
			t.Run(tt.query, func(t *testing.T) {
				got := must[Found](t)(s.Search(background, Search{Query: tt.query}))
				if diff := cmp.Diff(tt.want, told(got)); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
			})
		}
	})
}

func TestHeadlinesAreFoundFirst(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		issue := stored(t, s, "2022-11-10", "株洲在前\n\n株洲在后\n\n株洲其三")
		li := someone(t, s, "Li")
		if errs := s.AppendSteps(background, []Append{steps(issue.Set.ID, 0, li.ID, 1)}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		if err := s.FillSearch(background); err != nil {
			t.Fatal(err)
		}
		count := func(version int64, headings ...Heading) {
			t.Helper()
			c := Counted{Set: issue.Set.ID, Version: version, Pages: []PageCell{{Key: 1}}, Headings: headings}
			if err := s.SaveCounted(background, []Counted{c}); err != nil {
				t.Fatal(err)
			}
		}
		count(1, Heading{1, 6})
		want := []string{"2022-11-10 1/6 heading [株洲]在后", "2022-11-10 1/0 [株洲]在前", "2022-11-10 1/12 [株洲]其三"}
		if diff := cmp.Diff(want, told(must[Found](t)(s.Search(background, Search{Query: "株洲"})))); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		count(2, Heading{1, 12})
		want = []string{"2022-11-10 1/12 heading [株洲]其三", "2022-11-10 1/0 [株洲]在前", "2022-11-10 1/6 [株洲]在后"}
		if diff := cmp.Diff(want, told(must[Found](t)(s.Search(background, Search{Query: "株洲"})))); diff != "" {
			t.Errorf("after the headline moved (-want +got)\n%s", diff)
		}
	})
}

func TestResultsArePagedByIssue(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		var want []string
		for day := 28; day >= 1; day-- {
			date := fmt.Sprintf("2022-02-%02d", day)
			stored(t, s, date, strings.Repeat("株洲新闻\n\n", day))
			want = append(want, fmt.Sprintf("%s %d %v", date, min(day, foundLines), day > foundLines))
		}
		stored(t, s, "2021-01-01", strings.Repeat("株洲新闻\n\n", 1000))
		stored(t, s, "2020-01-01", "株洲新闻")
		want = append(want, "2021-01-01 5 true", "2020-01-01 1 false")
		if err := s.FillSearch(background); err != nil {
			t.Fatal(err)
		}
		var got []string
		for q, more := (Search{Query: "株洲"}), true; more; {
			found := must[Found](t)(s.Search(background, q))
			for _, issue := range found.Issues {
				got = append(got, fmt.Sprintf("%s %d %v", issue.Date, len(issue.Lines), issue.More))
			}
			q.Before, more = found.Next, found.Next != 0
			if len(got) > 100 {
				t.Fatal("the pages have no end")
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		lines := 0
		for q, more := (Search{Query: "株洲", Issue: 29}), true; more; {
			found := must[Found](t)(s.Search(background, q))
			lines += len(found.Issues[0].Lines)
			q.Before, more = found.Next, found.Next != 0
			if lines > 2000 {
				t.Fatal("the pages have no end")
			}
		}
		if lines != 1000 {
			t.Errorf("in one issue alone %d lines, want 1,000", lines)
		}
	})
}

func TestALongBlockIsFoundThroughout(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		text := strings.Repeat("渌江书院。\n", 8000) // 48,000 characters without a blank line
		at := len([]rune(text))
		stored(t, s, "2022-11-10", "首段\n\n"+text+"核酸", strings.Repeat("x", 5000))
		if err := s.FillSearch(background); err != nil {
			t.Fatal(err)
		}
		found := must[Found](t)(s.Search(background, Search{Query: "核酸"}))
		if len(found.Issues) != 1 || found.Issues[0].Lines[0].Block != 4 {
			t.Fatalf("found %v behind %d characters, want block 4", told(found), at)
		}
		all := must[Found](t)(s.Search(background, Search{Query: "渌江书院"}))
		if n := len(all.Issues[0].Lines); n != 5 || !all.Issues[0].More {
			t.Errorf("found %d lines", n)
		}
	})
}

func TestFillingGoesOnWhereItWasBrokenOff(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		issue := stored(t, s, "2022-11-10", strings.Repeat("株洲\n\n", 1200))
		page := must[[]Page](t)(s.Pages(background, issue.ID))[0]
		var blocks [][2]int
		for i := range 1200 {
			blocks = append(blocks, [2]int{4 * i, 4*i + 2})
		}
		pieces := searchPieces(blocks)
		whole := pageToFill{page, issue.Date}
		if _, err := s.fillPortion(background, whole, []rune(page.Text), pieces, 0); err != nil {
			t.Fatal(err)
		}
		if _, err := s.fillPortion(background, whole, []rune(page.Text), pieces, 0); !errors.Is(err, ErrStale) {
			t.Errorf("the same portion again gives %v, want ErrStale", err)
		}
		if err := s.FillSearch(background); err != nil {
			t.Fatal(err)
		}
		var n int64
		s.read.Table("search_words").Count(&n)
		if n != 1200 {
			t.Errorf("there are %d rows, want 1,200", n)
		}
	})
}

func TestNumbersOfRowsBringTheNewestFirst(t *testing.T) {
	t.Parallel()
	rows := []int64{
		searchID("1390-01-01", 1, 1, 0), searchID("1824-02-17", 1<<19, 1000, 3), searchID("1824-02-17", 1<<19, 1000, 2), searchID("1824-02-17", 1<<19, 2, 9000),
		searchID("1824-02-18", 1, 2, 1), searchID("1824-02-18", 1, 1, 5), searchID("1824-02-18", 2, 3, 0), searchID("2022-11-10", 1, 9, 9), searchID("9999-12-31", 1, 9, 9),
	}
	for i, row := range rows[1:] {
		if row <= rows[i] {
			t.Errorf("row %d is not above the one before: %d, %d", i+1, row, rows[i])
		}
	}
	if got := issueOfRow(rows[1]); got != 1<<19 {
		t.Errorf("got issue %d", got)
	}
}
