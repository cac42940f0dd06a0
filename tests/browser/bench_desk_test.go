package browser

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"galley/engine/markup"
	"galley/engine/stages"
	"galley/engine/vocabulary"
	"galley/tests/browser/chrome"
)

// deskIssues are the issues whose desks are set against each other: blocks, in articles of five.
var deskIssues = []struct {
	name   string
	blocks int
}{{"10 articles, 50 blocks", 50}, {"2,000 articles, 10,000 blocks", 10_000}}

const (
	deskArticle = 5
	deskRounds  = 6
)

// TestBenchDesk measures the desk of a review in a real browser, on two issues in turn, and prints what each takes: to
// open it until the first key has acted, to change a role, and to pass an article until the next is there.
func TestBenchDesk(t *testing.T) {
	if os.Getenv(benchEnabled) != "1" {
		t.Log("nothing is measured without " + benchEnabled + "=1, as make bench-browser sets it")
		return
	}
	s := newSite(t)
	var desks []*reviewDesk
	for _, issue := range deskIssues {
		desks = append(desks, s.deskOf(t, issue.name, issue.blocks))
	}
	measures := []struct {
		name string
		once func(d *reviewDesk)
	}{
		{"opening, to the first key", func(d *reviewDesk) {
			d.Open(fmt.Sprintf("%s/sets/%d/review", s.address, d.set))
			d.Wait(`document.documentElement.dataset.ready === "true"`)
			d.Press("Down")
			d.Wait(`document.querySelectorAll("#sheet .line")[1].hasAttribute("data-focus")`)
		}},
		{"a role (K), and taken back (Z)", func(d *reviewDesk) {
			d.Press("k")
			d.Wait(`document.querySelector("#sheet .line[data-focus]").dataset.role === "kicker"`)
			d.Press("z")
			d.Wait(`document.querySelector("#sheet .line[data-focus]").dataset.role !== "kicker"`)
		}},
		{"passing an article (Ctrl+Enter)", func(d *reviewDesk) {
			part := d.part()
			d.Press("Ctrl+Enter")
			d.Wait(fmt.Sprintf(`document.getElementById("desk").dataset.part !== %q`, part))
		}},
	}
	times := make([][][]float64, len(measures))
	for round := range deskRounds + 1 {
		for m, measure := range measures {
			if times[m] == nil {
				times[m] = make([][]float64, len(desks))
			}
			for i, d := range desks {
				time.Sleep(4 * benchRest) // nothing is decided of an article that has just appeared
				began := time.Now()
				measure.once(d)
				took := time.Since(began)
				d.Wait(atRest)
				if round > 0 {
					times[m][i] = append(times[m][i], float64(took.Microseconds())/1000)
				}
			}
		}
	}
	lines := []string{"", "the desk of a review, ms (median / 95th percentile), and the larger to the smaller"}
	for m, measure := range measures {
		small, large := times[m][0], times[m][1]
		lines = append(lines, fmt.Sprintf("%-36s %24s %24s %8.2f", measure.name, median95(small), median95(large), middleOf(large)/middleOf(small)))
		if m == 0 && middleOf(large) > mostToOpen {
			t.Errorf("%s takes %.0f ms in an issue of %s, want %d at most", measure.name, middleOf(large), deskIssues[1].name, mostToOpen)
		}
	}
	t.Log(strings.Join(lines, "\n"))
}

// deskOf loads an issue, hands it in, and opens its desk as a reviewer in a browser of their own.
func (s *site) deskOf(t *testing.T, name string, blocks int) *reviewDesk {
	t.Helper()
	set := s.loadMarked(t, name, big{blocks: blocks, size: 100}.text(), func(page *markup.Page) markup.Marks {
		marked := markup.MarkedPage{Key: page.Key, Hash: page.Hash}
		var marks markup.Marks
		for i, block := range page.Blocks {
			article, role := fmt.Sprintf("a%d", i/deskArticle+1), "body"
			if i%deskArticle == 0 {
				marks.Articles, role = append(marks.Articles, markup.ArticleMark{ID: article, Article: markup.Article{Type: "news"}}), "headline"
			}
			marked.Blocks = append(marked.Blocks, markup.BlockMark{Start: block.Start, End: block.End, State: markup.Decided, Role: role, Article: article})
		}
		marks.Pages = []markup.MarkedPage{marked}
		return marks
	})
	editor, reviewer := s.user(t, "editor of "+name, vocabulary.Editor), s.user(t, "reviewer of "+name, vocabulary.Reviewer)
	record, err := s.store.Set(t.Context(), set)
	if err == nil { // the first of two reviews passes what has open points without a word
		err = s.store.SetIssueStages(t.Context(), record.IssueID, twoReviews(editor.ID), nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.server.Desk.Refresh(t.Context())
	s.does(t, set, editor, &markup.SetState{State: markup.Submitted})
	tab := chrome.Alone(t)
	s.enter(t, tab, reviewer.Name)
	return (&bench{tab, t, s, set}).atDesk("")
}

// twoReviews are two stages: any reviewer does the first, and one person the second.
func twoReviews(second int64) stages.Plan {
	review := func(english, chinese string, people ...int64) stages.Stage {
		return stages.Stage{Name: stages.Name{English: english, Chinese: chinese}, Kind: stages.Review, Unit: stages.Article, People: people, Mends: true}
	}
	return stages.Plan{Stages: []stages.Stage{review("First review", "一审"), review("Second review", "二审", second)}}
}
