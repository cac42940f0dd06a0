package models

import (
	"testing"

	"galley/engine/markup"
	"galley/fault"
)

func TestAnIssueIsChangedWithListCalendarAndSearch(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		issue := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		if err := s.FillSearch(background); err != nil {
			t.Fatal(err)
		}
		next := IssueData{Date: "1903-02-01", Number: "7", Edition: "晚", Publisher: "新社",
			Pages: []markup.PageName{{Key: 1, Label: " B1 ", Section: "头版"}}}
		if err := s.ChangeIssue(background, issue.ID, next, &li.ID); err != nil {
			t.Fatal(err)
		}
		got := must[IssueSummary](t)(s.Issue(background, issue.ID))
		if got.Date != "1903-02-01" || got.Number != "7" || got.Edition != "晚" || got.Publisher != "新社" || got.CreatedAt != issue.CreatedAt {
			t.Errorf("the issue is %v", got.Issue)
		}
		names := must[[]markup.PageName](t)(s.PageNames(background, issue.ID))
		if want := (markup.PageName{Key: 1, Label: "B1", Section: "头版"}); names[0] != want || names[1].Label != zhuzhou().Pages[1].Label {
			t.Errorf("the pages are %v", names)
		}
		line := must[List](t)(s.List(background, ListQuery{From: "1903-01-01", To: "1903-12-31"})).Lines
		if len(line) != 1 || line[0].Number != "7" || line[0].Edition != "晚" || line[0].NumberKey != numberKey("7") || line[0].PageCells()[0].Label != "B1" {
			t.Errorf("the list has %v", line)
		}
		if days := must[[]IssueLine](t)(s.Between(background, issue.PublicationID, "1903-02-01", "1903-02-01")); len(days) != 1 {
			t.Errorf("the calendar has %v", days)
		}
		word := []rune(zhuzhou().Pages[0].Text)
		found := must[Found](t)(s.Search(background, Search{Query: string(word[:2])}))
		if len(found.Issues) != 1 || found.Issues[0].Date != "1903-02-01" || len(found.Issues[0].Lines) == 0 {
			t.Errorf("the search has %+v", found)
		}
		var strays int64
		least, greatest := issueRange("1903-02-01", issue.ID)
		s.read.Raw("SELECT count(*) FROM search_blocks WHERE id NOT BETWEEN ? AND ?", least, greatest).Scan(&strays)
		if strays != 0 {
			t.Errorf("%d rows of the search stayed at the old day", strays)
		}
		edits := must[[]EditLine](t)(s.IssueEdits(background, issue.ID))
		if len(edits) != 3 || edits[0].Page != 1 || edits[0].After["Label"] != "B1" || edits[1].Before["Date"] != "2022-11-10" || edits[1].Who != "Li" {
			t.Errorf("the changes are %v", edits)
		}
	})
}

func TestAnIssueIsNotChangedIntoAnother(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		first := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		other := zhuzhou()
		other.Date, other.Again = "2022-11-11", true
		second := must[IssueSummary](t)(s.CreateIssue(background, other))
		data := IssueData{Date: first.Date, Number: first.Number, Edition: first.Edition}
		err := s.ChangeIssue(background, second.ID, data, nil)
		want := "株洲日报 2022-11-10, number 23126 already exists, as issue 1. Give this one another date, number or edition."
		if got := fault.FieldsOf(err)["date"].String(); fault.CodeOf(err) != fault.Invalid || got != want {
			t.Errorf("got %v: %q", err, got)
		}
		data.Date, data.Publisher = "2022-02-30", "a\x00"
		fields := fault.FieldsOf(s.ChangeIssue(background, second.ID, data, nil))
		if fields["date"].String() == "" || fields["publisher"].String() == "" || len(fields) != 2 {
			t.Errorf("the fields are %v", fields)
		}
		data = IssueData{Date: "2022-11-12", Pages: []markup.PageName{{Key: 9}}}
		if err := s.ChangeIssue(background, second.ID, data, nil); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("no such page: %v", err)
		}
		if got := must[IssueSummary](t)(s.Issue(background, second.ID)); got.Date != "2022-11-11" {
			t.Errorf("a refused change left the date %s", got.Date)
		}
		if err := s.ChangeIssue(background, 99, data, nil); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("no such issue: %v", err)
		}
	})
}

func TestARowOfTheSearchIsNotWrittenForADayThatPassed(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		issue := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		pages := must[[]Page](t)(s.Pages(background, issue.ID))
		stale := pageToFill{Page: pages[0], Date: issue.Date}
		if err := s.ChangeIssue(background, issue.ID, IssueData{Date: "2022-11-12"}, nil); err != nil {
			t.Fatal(err)
		}
		text := []rune(pages[0].Text)
		if _, err := s.fillPortion(background, stale, text, [][3]int{{0, 0, len(text)}}, 0); err == nil {
			t.Error("a row was written for the old day")
		}
		if err := s.FillSearch(background); err != nil {
			t.Fatal(err)
		}
		found := must[Found](t)(s.Search(background, Search{Query: string(text[:2])}))
		if len(found.Issues) != 1 || found.Issues[0].Date != "2022-11-12" {
			t.Errorf("the search has %+v", found)
		}
	})
}
