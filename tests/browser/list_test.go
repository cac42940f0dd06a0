package browser

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"galley/models"
	"galley/tests/browser/chrome"
)

// archive stores thirty issues of two papers, the first with the Zhuzhou page.
func (s *site) archive(t *testing.T) {
	t.Helper()
	s.load(t, zhuzhou(), "zhuzhou-2022-11-10-p1")
	for day := 1; day <= 29; day++ {
		if day == 10 || day == 17 {
			continue
		}
		n := models.NewIssue{Publication: "株洲日报", Language: "zh-Hans", Date: fmt.Sprintf("2022-11-%02d", day), Number: fmt.Sprint(23116 + day)}
		if day%5 == 0 {
			n.Publication, n.Number = "临江日报", fmt.Sprint(7000+day)
		}
		for page := range day%4 + 1 {
			n.Pages = append(n.Pages, models.NewPage{Label: fmt.Sprintf("A%d", page+1), Text: fmt.Sprintf("%d月%d日\n\n第%d版新闻", 11, day, page+1)})
		}
		if _, err := s.store.CreateIssue(context.Background(), n); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.store.FillSearch(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func TestTheListIsFilteredSearchedAndEmptiedByHand(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	portray(t, tab, "empty")
	s.archive(t)
	rows := `[...document.querySelectorAll("#issues tbody th")].length`

	t.Run("filter", func(t *testing.T) {
		tab.Open(s.address + "/issues")
		portray(t, tab, "list")
		chrome.Eval[string](tab, `document.querySelector("[name=publication]").value = "2"`)
		tab.Click("#filter button")
		tab.Wait(`location.search.includes("publication=2")`)
		if got := chrome.Eval[int](tab, rows); got != 4 {
			t.Errorf("one paper has %d rows, want 4", got)
		}
		portray(t, tab, "filtered")
		tab.Click("th.of-number a")
		tab.Wait(`document.querySelector("th.of-number").ariaSort === "ascending"`)
		if first := tab.Text("#issues tbody th"); first != "2022-11-05" {
			t.Errorf("the least number is of %s", first)
		}
		tab.Press("Down", "Down", "Up")
		if got := chrome.Eval[string](tab, `document.activeElement.textContent`); got != "2022-11-05" {
			t.Errorf("the arrows lead to %q", got)
		}
	})
	t.Run("calendar", func(t *testing.T) {
		tab.Open(s.address + "/publications/1/calendar")
		portray(t, tab, "calendar")
		if got := chrome.Eval[int](tab, `document.querySelectorAll('.month [data-shape="missing"]').length`); got == 0 {
			t.Error("no day is missing")
		}
	})
	t.Run("search leads to the block", func(t *testing.T) {
		tab.Open(s.address + "/issues")
		tab.Press("/")
		tab.Wait(`document.activeElement.id === "search-field"`)
		tab.Fill("#search-field", "株洲")
		tab.Press("Enter")
		tab.Wait(`location.pathname === "/search"`)
		portray(t, tab, "search")
		if marks := chrome.Eval[int](tab, `document.querySelectorAll("#found mark").length`); marks == 0 {
			t.Fatal("nothing is marked")
		}
		target := chrome.Eval[string](tab, `document.querySelector(".found-line").hash`)
		tab.Click(".found-line")
		tab.Wait(takesKeys)
		if got := chrome.Eval[string](tab, `"#" + document.activeElement.id`); got != target {
			t.Errorf("the workbench opens at %s, want %s", got, target)
		}
	})
	t.Run("bin and undo", func(t *testing.T) {
		tab.Open(s.address + "/issues")
		tab.Click("#issue-1 .of-delete a.delete")
		tab.Wait(`document.getElementById("delete-form")`)
		portray(t, tab, "delete")
		tab.Fill("#proof", "23126")
		tab.Click("#delete")
		tab.Wait(`document.getElementById("undo")`)
		portray(t, tab, "flash")
		if there := chrome.Eval[bool](tab, `document.getElementById("issue-1") !== null`); there {
			t.Error("the issue is still in the list")
		}
		other := tab.Another()
		other.Open(s.address + "/bin")
		portray(t, other, "bin")
		tab.Click("#undo")
		tab.Wait(`document.getElementById("issue-1")`)
		if said := tab.Text("#flash"); !strings.Contains(said, "株洲日报 2022-11-10 is back.") {
			t.Errorf("the page says %q", said)
		}
	})
	t.Run("on a phone", func(t *testing.T) {
		tab.Size(390, 844)
		for _, path := range []string{"/issues", "/search?q=株洲", "/publications/1/calendar", "/bin"} {
			tab.Open(s.address + path)
			tab.Wait(atRest)
			portray(t, tab, "phone"+strings.ReplaceAll(strings.Split(path, "?")[0], "/", "-"))
			if wide := chrome.Eval[int](tab, `document.documentElement.scrollWidth`); wide > 390 {
				t.Errorf("%s is %d wide", path, wide)
			}
		}
	})
}
