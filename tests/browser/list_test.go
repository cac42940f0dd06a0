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

// cut names what does not fit: the page itself, or a cell of the table.
const cut = `[document.documentElement, ...document.querySelectorAll("#issues :is(th, td), .main-bar > :not(nav), .main-bar > .menu > summary > *:not(.unseen, b)")]
	.filter((e) => e.checkVisibility() && e.closest("thead, .main-bar > .search") === null && e.scrollWidth > e.clientWidth && getComputedStyle(e).display !== "inline")
	.map((e) => e.tagName + "." + e.className + " " + e.scrollWidth + ">" + e.clientWidth).join(", ")`

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
		tab.Click("#papers summary")
		tab.Wait(`document.activeElement.id === "find-paper"`)
		tab.Write("临江")
		if got := chrome.Eval[int](tab, `[...document.querySelectorAll("#papers li")].filter((row) => row.checkVisibility()).length`); got != 1 {
			t.Errorf("the menu shows %d publications for one name", got)
		}
		portray(t, tab, "papers")
		tab.Press("Enter")
		tab.Wait(`location.search.includes("publication=2") && document.readyState === "complete"`)
		if got := chrome.Eval[string](tab, `[...document.querySelectorAll(".main-bar nav a")].map((tab) => tab.dataset.tab).join(" ")`); got != "issues calendar progress guidelines agreement settings" {
			t.Errorf("the tabs of a publication are %s", got)
		}
		if got := chrome.Eval[int](tab, rows); got != 4 {
			t.Errorf("one paper has %d rows, want 4", got)
		}
		portray(t, tab, "filtered")
		tab.Click("th.of-date a")
		tab.Wait(`document.querySelector("th.of-date").ariaSort === "ascending"`)
		if first := tab.Text("#issues tbody th time"); first != "2022-11-05" {
			t.Errorf("the first date is %s", first)
		}
		tab.Press("Down", "Down", "Up")
		if got := chrome.Eval[string](tab, `document.activeElement.textContent`); got != "2022-11-05" {
			t.Errorf("the arrows lead to %q", got)
		}
		tab.Press("Right")
		if got := chrome.Eval[string](tab, `document.activeElement.textContent.trim()`); got != "A1" {
			t.Errorf("the arrow to the right leads to %q", got)
		}
	})
	t.Run("states and menus", func(t *testing.T) {
		tab.Open(s.address + "/issues")
		tab.Click("#chip-accepted")
		tab.Wait(`document.querySelector("#chip-accepted[aria-current]") && document.getElementById("nothing-listed")`)
		if said := tab.Text("#nothing-listed"); !strings.Contains(said, "No issue matches: Accepted.") {
			t.Errorf("the page says %q", said)
		}
		tab.Click("#nothing-listed a")
		tab.Wait(`document.querySelector("#issue-1 .row-menu summary")`)
		tab.Wait(atRest)
		tab.Focus("#issue-1 .row-menu summary")
		tab.Press("Enter")
		tab.Wait(`document.querySelector("#issue-1 .row-menu[open]")`)
		tab.Press("Down", "Down")
		if got := chrome.Eval[string](tab, `document.activeElement.textContent`); got != "Proof" {
			t.Errorf("the arrows lead to %q in the menu", got)
		}
		portray(t, tab, "row-menu")
		tab.Press("Escape")
		if got := chrome.Eval[bool](tab, `document.activeElement.matches("#issue-1 .row-menu:not([open]) summary")`); !got {
			t.Error("Escape does not shut the menu and lead back to its button")
		}
	})
	t.Run("widths", func(t *testing.T) {
		for _, width := range []int64{1440, 1181, 1024, 820, 760, 390} {
			tab.Size(width, 900)
			for _, path := range []string{"/issues", "/issues?publication=1", "/publications/1/progress"} {
				tab.Open(s.address + path)
				tab.Wait(atRest)
				if path == "/issues?publication=1" {
					portray(t, tab, fmt.Sprint("list-", width))
				}
				if got := chrome.Eval[string](tab, cut); got != "" {
					t.Errorf("at %d %s is too wide: %s", width, path, got)
				}
			}
		}
		tab.Size(1440, 900)
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
		tab.Click("#issue-1 .row-menu summary")
		tab.Click("#issue-1 a.delete")
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
