package models

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/fault"
)

var recipe = NewOwnRole{Place: 1, Base: "body", Slug: "recipe", Word: " 菜谱 ", English: "recipe"}

func TestOwnRolesAreKeptByPublication(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		issue := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		id := issue.PublicationID
		add := func(n NewOwnRole) error { return s.AddOwnRole(background, id, n, &li.ID) }
		if err := add(recipe); err != nil {
			t.Fatal(err)
		}
		if err := add(NewOwnRole{Place: 3, Base: "promo", Slug: "in-house", Word: "自家广告"}); err != nil {
			t.Fatal(err)
		}
		if err := s.ChangeOwnRole(background, id, 3, OwnRoleWords{Word: "本报启事", English: "house ad", Retired: true}, &li.ID); err != nil {
			t.Fatal(err)
		}
		got := must[[]OwnRole](t)(s.OwnRoles(background, id))
		want := []OwnRole{
			{ID: got[0].ID, PublicationID: id, Place: 1, Role: "body.recipe", Word: "菜谱", English: "recipe", CreatedAt: s.Now()},
			{ID: got[1].ID, PublicationID: id, Place: 3, Role: "promo.in-house", Word: "本报启事", English: "house ad", Retired: true, CreatedAt: s.Now()},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("own roles (-want +got)\n%s", diff)
		}
		if en, zh := got[0].In("en"), got[0].In("zh-Hans"); en != "recipe" || zh != "菜谱" {
			t.Errorf("the words are %q and %q", en, zh)
		}
		if others := must[[]OwnRole](t)(s.OwnRoles(background, id+1)); len(others) != 0 {
			t.Errorf("another publication has %v", others)
		}
		edits := must[[]EditLine](t)(s.PublicationEdits(background, id))
		if len(edits) != 4 || edits[0].Who != "Li" || edits[0].Before["Word"] != "自家广告" || edits[0].After["Word"] != "本报启事" ||
			edits[0].After["Retired"] != true || edits[2].Before != nil || edits[2].After["Role"] != "body.recipe" {
			t.Errorf("the changes are %v", edits)
		}
	})
}

func TestOwnRolesKeepTheirRules(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		issue := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		id := issue.PublicationID
		if err := s.AddOwnRole(background, id, recipe, nil); err != nil {
			t.Fatal(err)
		}
		tests := []struct {
			name  string
			role  NewOwnRole
			field string
			says  string
		}{
			{"a digit that is taken", NewOwnRole{Place: 1, Base: "body", Slug: "x", Word: "x"}, "place", "The digit 1 is that of “菜谱”. Choose another one."},
			{"a digit that is none", NewOwnRole{Place: 10, Base: "body", Slug: "x", Word: "x"}, "place", "Choose a digit from 1 to 9."},
			{"a role that is there", NewOwnRole{Place: 2, Base: "body", Slug: "recipe", Word: "x"}, "slug", "The publication has a role body.recipe already: “菜谱”."},
			{"a name that is none", NewOwnRole{Place: 2, Base: "body", Slug: "Re cipe", Word: "x"}, "slug", "A short name is made of small letters a to z, digits and single hyphens, such as letter-box."},
			{"a span as base", NewOwnRole{Place: 2, Base: "person", Slug: "x", Word: "x"}, "base", "Choose the role that this one behaves as."},
			{"an own role as base", NewOwnRole{Place: 2, Base: "body.recipe", Slug: "x", Word: "x"}, "base", "Choose the role that this one behaves as."},
			{"no word", NewOwnRole{Place: 2, Base: "body", Slug: "x", Word: " "}, "word", "Give the role a word, as the newsroom calls it."},
			{"two lines", NewOwnRole{Place: 2, Base: "body", Slug: "x", Word: "x", English: "a\nb"}, "english", "A word has 30 characters at the most, on one line."},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				err := s.AddOwnRole(background, id, tt.role, nil)
				if got := fault.FieldsOf(err)[tt.field].String(); fault.CodeOf(err) != fault.Invalid || got != tt.says {
					t.Errorf("got %v: %q, want %q", err, got, tt.says)
				}
			})
		}
		missing := []error{
			s.AddOwnRole(background, id+9, NewOwnRole{Place: 2, Base: "body", Slug: "x", Word: "x"}, nil),
			s.ChangeOwnRole(background, id, 2, OwnRoleWords{Word: "x"}, nil), s.RemoveOwnRole(background, id, 2, nil),
		}
		for _, err := range missing {
			if fault.CodeOf(err) != fault.NotFound {
				t.Errorf("got %v, want NotFound", err)
			}
		}
		if roles := must[[]OwnRole](t)(s.OwnRoles(background, id)); len(roles) != 1 {
			t.Errorf("there are %d roles, want 1", len(roles))
		}
	})
}

func TestOnlyAnUnusedOwnRoleIsRemoved(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li := someone(t, s, "Li")
		issue := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		id := issue.PublicationID
		for i, n := range []NewOwnRole{recipe, {Place: 2, Base: "body", Slug: "rec", Word: "x"}} {
			if err := s.AddOwnRole(background, id, n, nil); err != nil {
				t.Fatal(i, err)
			}
		}
		c.Time = c.Add(time.Minute)
		used := steps(issue.Set.ID, 0, li.ID, 1)
		used.Steps[0].Changes = `[{"cell":"block/1/0","to":{"role":"body.recipe"}}]`
		used.Steps[0].At = s.Now()
		if errs := s.AppendSteps(background, []Append{used}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		if err := s.RemoveOwnRole(background, id, 1, &li.ID); fault.CodeOf(err) != fault.Conflict {
			t.Errorf("a role that was used: %v", err)
		}
		if err := s.RemoveOwnRole(background, id, 2, &li.ID); err != nil {
			t.Error(err)
		}
		if roles := must[[]OwnRole](t)(s.OwnRoles(background, id)); len(roles) != 1 || roles[0].Role != "body.recipe" {
			t.Errorf("there are %v", roles)
		}
	})
}

func TestAPublicationIsChangedWithItsLines(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, _ := listed(t, s, c)
		next := PublicationData{Name: " 甲报 ", Language: "ja", Serial: "ISSN 1"}
		if err := s.ChangePublication(background, 1, next, &li.ID); err != nil {
			t.Fatal(err)
		}
		want := Publication{ID: 1, Name: "甲报", Language: "ja", Serial: "ISSN 1"}
		if got := must[Publication](t)(s.Publication(background, 1)); got != want {
			t.Errorf("got %v, want %v", got, want)
		}
		for _, l := range must[List](t)(s.List(background, ListQuery{Publication: 1})).Lines {
			if l.Publication != "甲报" || l.Language != "ja" {
				t.Errorf("a line has %q in %q", l.Publication, l.Language)
			}
		}
		edits := must[[]EditLine](t)(s.PublicationEdits(background, 1))
		if edits[0].Who != "Li" || edits[0].Before["Name"] != "A报" || edits[0].After["Name"] != "甲报" || edits[0].At.IsZero() {
			t.Errorf("the change is %v", edits[0])
		}
		if err := s.ChangePublication(background, 1, next, &li.ID); err != nil || len(must[[]EditLine](t)(s.PublicationEdits(background, 1))) != len(edits) {
			t.Errorf("the same again was recorded (%v)", err)
		}
		tests := []struct {
			data  PublicationData
			field string
			says  string
		}{
			{PublicationData{Name: "B报", Language: "ja"}, "name", "Another publication is called “B报”. Give this one another name."},
			{PublicationData{Name: " ", Language: "ja"}, "name", "Give the name of the publication."},
			{PublicationData{Name: "x", Language: "Japanese please"}, "language", `"Japanese please" is no tag of a language. Write it such as zh-Hans or en-GB.`},
			{PublicationData{Name: "x", Language: "ja", Serial: "a\nb"}, "serial", "Write 200 characters at the most, on one line."},
		}
		for _, tt := range tests {
			if err := s.ChangePublication(background, 1, tt.data, nil); fault.FieldsOf(err)[tt.field].String() != tt.says {
				t.Errorf("%v: got %v, want %q", tt.data, err, tt.says)
			}
		}
		if err := s.ChangePublication(background, 99, next, nil); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("no publication: %v", err)
		}
	})
}

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
		want := "株洲日报 2022-11-10, number 23126 is here already, as issue 1. Give this one another date, number or edition."
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
