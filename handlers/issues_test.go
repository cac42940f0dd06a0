package handlers

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"galley/engine/text"
	"galley/models"
)

// stores makes an issue of a publication.
func (s *site) stores(t *testing.T, publication, date, number, text string) models.IssueSummary {
	t.Helper()
	made, err := s.server.Store.CreateIssue(context.Background(), models.NewIssue{Publication: publication, Language: "zh-Hans",
		Date: date, Number: number, Again: true, Pages: []models.NewPage{{Label: "A1", Text: text}}})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// elements are the texts of the elements with a name below the one with an id.
func (a *answer) elements(id, name string) []string {
	a.t.Helper()
	var all []string
	if root := a.element(id); root != nil {
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && n.Data == name {
				all = append(all, textOf(n))
			}
		}
	}
	return all
}

// rowsOf are the first words of the list's rows.
func (a *answer) rowsOf() []string {
	var rows []string
	for _, th := range a.elements("issues", "th") {
		if strings.HasPrefix(th, "20") {
			rows = append(rows, th)
		}
	}
	return rows
}

func TestTheListFollowsItsAddress(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	site.stores(t, "甲报", "2031-05-08", "8", "一")
	site.stores(t, "乙报", "2031-05-09", "9", "一\n\n二")
	site.stores(t, "甲报", "2031-05-10", "10", "一\n\n二\n\n三")
	v := site.as(t, "li")
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
		if diff := cmp.Diff(tt.want, v.get(tt.address).is(http.StatusOK).rowsOf()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.address, diff)
		}
	}
	v.get("/issues?state=accepted").is(http.StatusOK).says("nothing-listed", "No issue fits these filters. Show all issues")
	page := v.get("/issues").says("total", "3 issues")
	if got := fmt.Sprint(page.elements("today", "li")); got != "[甲报 第10期 Draft]" {
		t.Errorf("today is %s", got)
	}
}

func TestWhatIsMarkedIsCountedInTheList(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	issue := site.stores(t, "甲报", "2031-05-08", "8", "标题\n\n正文。")
	v := site.as(t, "li")
	v.step(issue.Set.ID, text.NewID(), 0, roleAct(text.Span{Start: 0, End: 2}, "headline")).is(http.StatusOK)
	site.server.Desk.Close() // writes what waits
	page := v.get("/issues")
	page.says("issue-1", "2031-05-08 第8期 甲报 1 page · 1 being marked 1 1 0 li Draft "+site.now.Local().Format("15:04")+" li Claim Data… Delete…")
	waiting := fmt.Sprint(page.elements("waiting", "li"))
	if want := "1 undecided block in your draft"; !strings.Contains(waiting, want) {
		t.Errorf("waiting is %s, want %s", waiting, want)
	}
}

func TestTheCalendarShowsWhatIsMissing(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Reader)
	for day := 1; day <= 14; day++ {
		if day != 5 {
			site.stores(t, "甲报", fmt.Sprintf("2031-05-%02d", day), fmt.Sprint(day), "一")
		}
	}
	v := site.as(t, "li")
	page := v.get("/publications/1/calendar").is(http.StatusOK)
	for _, want := range []string{"2031-05-04 · 第4期 · not begun", "2031-05-05 · expected, missing", "2031 13"} {
		if !strings.Contains(page.text(), want) {
			t.Errorf("the calendar does not say %q", want)
		}
	}
	if strings.Contains(page.text(), "2031-05-15 ·") {
		t.Error("a day after the last issue is expected")
	}
	v.get("/publications/9/calendar").is(http.StatusNotFound)
}

func TestSearchLeadsToTheBlock(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Reader)
	site.stores(t, "甲报", "2031-05-08", "8", "标题\n\n全员核酸检测。")
	v := site.as(t, "li")
	v.get("/search").is(http.StatusOK).says("nothing-asked", "What are you looking for? Type words into the field at the top; the key / goes there. Several words must stand in one block; words in “quotation marks” must follow one another.")
	v.get("/search?q=核酸").says("filling", "Galley is still reading 1 page into the search; what stands there is not found yet.")
	site.server.issues.FillSearch()
	site.server.issues.Filling.All.Wait()
	page := v.get("/search?q=核酸").is(http.StatusOK)
	if got := fmt.Sprint(page.elements("found", "mark"), page.elements("found", "li")); got != "[核酸] [A1 全员 核酸 检测。]" {
		t.Errorf("found %s", got)
	}
	if !strings.Contains(page.body, `href="/sets/1/pages/1#b-1-4"`) {
		t.Error("no line leads to the block")
	}
	if page.value("search-field") != "核酸" {
		t.Error("the field forgot the query")
	}
	v.get("/search?q=检核").says("nothing-found", "Nothing found No block of any issue holds “检核”. Try fewer words, or leave the quotation marks out.")
}

func TestAnIssueGoesIntoTheBinAndComesBack(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	site.user(t, "lu", models.Reader)
	site.stores(t, "甲报", "2031-05-08", "8", "一")
	lu := site.as(t, "lu")
	lu.get("/issues/1/delete").is(http.StatusForbidden)
	lu.post("/issues/1/delete", url.Values{"proof": {"8"}}).is(http.StatusForbidden)
	lu.post("/bin/1/restore", nil).is(http.StatusForbidden)
	v := site.as(t, "li")
	v.get("/sets/1/pages/1").is(http.StatusOK)
	v.get("/issues/1/delete").is(http.StatusOK)
	v.post("/issues/1/delete", url.Values{"proof": {"9"}}).is(http.StatusUnprocessableEntity).says("proof-error", "That is not it. Type 8 to delete this issue.")
	v.post("/issues/1/delete", url.Values{"proof": {" 8 "}}).leadsTo("/issues")
	v.get("/issues").says("flash", "甲报 2031-05-08 is in the bin. It can be taken out for 30 days. Undo")
	for _, path := range []string{"/issues/1", "/issues/1/delete", "/sets/1/pages/1", "/sets/1/export/json", "/sets/1/outline?page=1"} {
		v.get(path).is(http.StatusNotFound)
	}
	v.get("/bin").is(http.StatusOK)
	v.post("/bin/1/restore", nil).leadsTo("/issues")
	v.get("/issues").says("flash", "甲报 2031-05-08 is back.")
	v.get("/sets/1/pages/1").is(http.StatusOK)
	v.get("/bin").says("bin-empty", "The bin is empty An issue that is deleted waits here for 30 days. Go to the list of issues")
}

func TestTextThatIsInTheBinIsLoadedAgain(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	li := site.user(t, "li", models.Editor)
	issue := site.stores(t, "甲报", "2031-05-08", "8", "一\n\n二")
	if err := site.server.Store.BinIssue(context.Background(), issue.ID, &li.ID); err != nil {
		t.Fatal(err)
	}
	v := site.as(t, "li")
	waits := v.load(map[string]string{"language": "zh-Hans"}, file{"1.txt", "一\n\n二"}).location
	if said := textOf(v.get(waits).element("in-bin")); !strings.Contains(said, "甲报 2031-05-08") {
		t.Errorf("the form says %q", said)
	}
	form := url.Values{"do": {"create"}, "publication": {"甲报"}, "date": {"2031-05-08"}, "number": {"8"}, "language": {"zh-Hans"}}
	v.post(waits, form).leadsTo("/sets/2/pages/1")
}
