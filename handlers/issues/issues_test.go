package issues_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/site"
)

// stores makes an issue of a publication, which has the day of its date for a number.
func stores(t *testing.T, s *site.Site, publication, date, text string) models.IssueSummary {
	t.Helper()
	made, err := s.Server.Store.CreateIssue(context.Background(), models.NewIssue{Publication: publication, Language: "zh-Hans",
		Date: date, Number: strings.TrimPrefix(date[len("2031-05-"):], "0"), Again: true, Pages: []models.NewPage{{Label: "A1", Text: text}}})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// rowsOf are the first words of the list's rows.
func rowsOf(a *site.Answer) []string {
	var rows []string
	for _, th := range a.Elements("issues", "th") {
		if strings.HasPrefix(th, "20") {
			rows = append(rows, th[:len("2031-05-10")])
		}
	}
	return rows
}

func TestTheListFollowsItsAddress(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	stores(t, s, "甲报", "2031-05-08", "一")
	stores(t, s, "乙报", "2031-05-09", "一\n\n二")
	stores(t, s, "甲报", "2031-05-10", "一\n\n二\n\n三")
	v := s.As(t, "li")
	tests := []struct {
		address string
		want    []string
	}{
		{"/issues", []string{"2031-05-10", "2031-05-09", "2031-05-08"}},
		{"/issues?publication=1", []string{"2031-05-10", "2031-05-08"}},
		{"/issues?from=2031-05-09&to=2031-05-09&state=draft", []string{"2031-05-09"}},
		{"/issues?sort=undecided&up=1", []string{"2031-05-08", "2031-05-09", "2031-05-10"}},
		{"/issues?sort=nonsense&publication=x&from=then&after=nowhere", []string(nil)},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, rowsOf(v.Get(tt.address).Is(http.StatusOK))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.address, diff)
		}
	}
	v.Get("/issues?state=accepted").Is(http.StatusOK).Says("nothing-listed", "No issue matches: Accepted. Show all")
	page := v.Get("/issues").Says("total", "3 issues")
	if got := fmt.Sprint(page.Elements("today", "li")); got != "[甲报 第10期 Draft]" {
		t.Errorf("today is %s", got)
	}
}

func TestWhatIsMarkedIsCountedInTheList(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	issue := stores(t, s, "甲报", "2031-05-08", "标题\n\n正文。")
	v := s.As(t, "li")
	v.Step(issue.Set.ID, text.NewID(), 0, site.RoleAct(text.Span{Start: 0, End: 2}, "headline")).Is(http.StatusOK)
	s.Server.Desk.Close() // writes what waits
	page := v.Get("/issues")
	page.Says("issue-1", "2031-05-08 第8期 甲报 1 page · 1 being marked A1 marking 1 – li "+s.Now.Local().Format("15:04")+" li ⋯ Review Proof Sets of marks Who does what Claim Data… Delete…")
	page.Says("waiting", "Waiting for you Nothing waits for you.")
	page.Says("own-work", "My work 1 甲报 2031-05-08 1 undecided block in your draft")
	if got, want := fmt.Sprint(page.Elements("chips", "a")), "[All Mine 0 Marking 1 In review 0 Returned 0 Accepted 0]"; got != want {
		t.Errorf("the states are %s, want %s", got, want)
	}
}

func TestTheCalendarShowsWhatIsMissing(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Reader)
	for day := 1; day <= 14; day++ {
		if day != 5 {
			stores(t, s, "甲报", fmt.Sprintf("2031-05-%02d", day), "一")
		}
	}
	v := s.As(t, "li")
	page := v.Get("/publications/1/calendar").Is(http.StatusOK)
	for _, want := range []string{"2031-05-04 · 第4期 · not started", "2031-05-05 · expected, missing", "2031 13"} {
		if !strings.Contains(page.Text(), want) {
			t.Errorf("the calendar does not say %q", want)
		}
	}
	if strings.Contains(page.Text(), "2031-05-15 ·") {
		t.Error("a day after the last issue is expected")
	}
	v.Get("/publications/9/calendar").Is(http.StatusNotFound)
}

func TestSearchLeadsToTheBlock(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Reader)
	stores(t, s, "甲报", "2031-05-08", "标题\n\n全员核酸检测。")
	v := s.As(t, "li")
	v.Get("/search").Is(http.StatusOK).Says("nothing-asked", "What are you looking for? Type words into the field at the top; the key / goes there. Several words must stand in one block; words in “quotation marks” must follow one another.")
	v.Get("/search?q=核酸").Says("filling", "Galley is still indexing 1 page; the search does not find its text yet.")
	if err := s.Server.Store.FillSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	page := v.Get("/search?q=核酸").Is(http.StatusOK)
	if got := fmt.Sprint(page.Elements("found", "mark"), page.Elements("found", "li")); got != "[核酸] [A1 全员 核酸 检测。]" {
		t.Errorf("found %s", got)
	}
	if !strings.Contains(page.Body, `href="/sets/1/pages/1#b-1-4"`) {
		t.Error("no line leads to the block")
	}
	if page.Value("search-field") != "核酸" {
		t.Error("the field forgot the query")
	}
	v.Get("/search?q=检核").Says("nothing-found", "Nothing found No block of any issue contains “检核”. Try fewer words, or leave out the quotation marks.")
}

func TestAnIssueGoesIntoTheBinAndComesBack(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	s.User(t, "lu", vocabulary.Reader)
	stores(t, s, "甲报", "2031-05-08", "一")
	lu := s.As(t, "lu")
	lu.Get("/issues/1/delete").Is(http.StatusForbidden)
	lu.Post("/issues/1/delete", url.Values{"proof": {"8"}}).Is(http.StatusForbidden)
	lu.Post("/bin/1/restore", nil).Is(http.StatusForbidden)
	v := s.As(t, "li")
	v.Get("/sets/1/pages/1").Is(http.StatusOK)
	v.Get("/issues/1/delete").Is(http.StatusOK)
	v.Post("/issues/1/delete", url.Values{"proof": {"9"}}).Is(http.StatusUnprocessableEntity).Says("proof-error", "That does not match. Type 8 to delete this issue.")
	v.Post("/issues/1/delete", url.Values{"proof": {" 8 "}}).LeadsTo("/issues")
	v.Get("/issues").Says("flash", "甲报 2031-05-08 is in the bin. You can restore it for 30 days. Undo")
	for _, path := range []string{"/issues/1", "/issues/1/delete", "/sets/1/pages/1", "/sets/1/export/json", "/sets/1/outline?page=1"} {
		v.Get(path).Is(http.StatusNotFound)
	}
	v.Get("/bin").Is(http.StatusOK)
	v.Post("/bin/1/restore", nil).LeadsTo("/issues")
	v.Get("/issues").Says("flash", "甲报 2031-05-08 is back.")
	v.Get("/sets/1/pages/1").Is(http.StatusOK)
	v.Get("/bin").Says("bin-empty", "The bin is empty A deleted issue stays here for 30 days. Go to the list of issues")
}

func TestTextThatIsInTheBinIsLoadedAgain(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	li := s.User(t, "li", vocabulary.Editor)
	issue := stores(t, s, "甲报", "2031-05-08", "一\n\n二")
	if err := s.Server.Store.BinIssue(context.Background(), issue.ID, &li.ID); err != nil {
		t.Fatal(err)
	}
	v := s.As(t, "li")
	waits := v.Load(map[string]string{"language": "zh-Hans"}, site.File{Name: "1.txt", Text: "一\n\n二"}).Location
	if said := site.TextOf(v.Get(waits).Element("in-bin")); !strings.Contains(said, "甲报 2031-05-08") {
		t.Errorf("the form says %q", said)
	}
	form := url.Values{"do": {"create"}, "publication": {"甲报"}, "date": {"2031-05-08"}, "number": {"8"}, "language": {"zh-Hans"}}
	v.Post(waits, form).LeadsTo("/sets/2/pages/1")
}
