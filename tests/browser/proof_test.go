package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/desk"
	"galley/engine/formats"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/browser/chrome"
	"galley/tests/samples"
)

// act does an act on a set as the only editor does it.
func (s *site) act(t *testing.T, set int64, kind string, act markup.Act) {
	t.Helper()
	ctx := context.Background()
	view, err := s.server.Desk.View(ctx, set)
	if err != nil {
		t.Fatal(err)
	}
	user, err := s.store.UserByName(ctx, "林晓")
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.server.Desk.Apply(ctx, desk.Request{Set: set, ID: text.NewID(), Base: view.Version(), Kind: kind, Raw: []byte(`{"kind":"` + kind + `"}`),
		Act: act, Actor: markup.Actor{ID: user.ID, Role: vocabulary.Editor}, At: s.server.Desk.Now()})
	if err != nil {
		t.Fatal(err)
	}
}

// loadGold is the set of a page of testdata with its gold.
func (s *site) loadGold(t *testing.T, name string) int64 {
	t.Helper()
	set := s.load(t, zhuzhou(), name)
	file, err := os.Open(samples.Path(name + ".gold.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	document, _, err := formats.Read(file, name)
	if err != nil {
		t.Fatal(err)
	}
	s.act(t, set, "import", &markup.Import{Marks: document.Marks})
	return set
}

// openProof opens the proof of the Zhuzhou page with its gold and a correction.
func openProof(t *testing.T) *bench {
	t.Helper()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	b := &bench{tab, t, s, s.loadGold(t, markings[0].name)}
	b.site.act(t, b.set, "correct", &markup.Correct{Page: 1, Start: 543, End: 544, Text: "电", New: text.NewID()})
	b.openProof()
	return b
}

func (b *bench) openProof() {
	b.t.Helper()
	b.Open(fmt.Sprintf("%s/sets/%d/proof", b.site.address, b.set))
	b.Wait(ready)
}

// look keeps a picture of the page in the folder that GALLEY_LOOK names, for looking at.
func look(tab *chrome.Tab, name string) {
	if dir := os.Getenv("GALLEY_LOOK"); dir != "" {
		tab.Screenshot(filepath.Join(dir, name+".png"))
	}
}

func TestTheProofShowsArticlesAsReadersSeeThem(t *testing.T) {
	t.Parallel()
	b := openProof(t)
	look(b.Tab, "proof-light")
	got := chrome.Eval[[]string](b.Tab, `[...document.querySelectorAll(".contents a")].map((a) => a.textContent.replace(/\s+/g, " ").trim())`)
	if len(got) != 11 || !strings.Contains(got[1], "严格落实") {
		t.Errorf("the contents list %d articles: %q", len(got), got)
	}
	byline := chrome.Eval[string](b.Tab, `[...document.querySelectorAll(".proof-article")].find((a) => a.textContent.includes("严格落实")).querySelector(".line").innerText.replace(/\s+/g, " ")`)
	if !strings.Contains(byline, "邓伟勇") || !strings.Contains(byline, "全媒体记者") {
		t.Errorf("the byline says %q", byline)
	}
	joined := chrome.Eval[bool](b.Tab, `[...document.querySelectorAll(".words")].some((p) => p.textContent.includes("携手走出一条数字资源"))`)
	if !joined {
		t.Error("the text over the column break does not run on")
	}
	b.Dark(true)
	look(b.Tab, "proof-dark")
}

func TestTheProofShowsBothReadings(t *testing.T) {
	t.Parallel()
	b := openProof(t)
	reading := func() string {
		return chrome.Eval[string](b.Tab, `document.querySelector("del").closest("[data-at]").innerText.slice(0, 12)`)
	}
	readings := map[string]string{"corrected": "株洲日报电(全媒体记者", "source": "株洲日报讯(全媒体记者", "both": "株洲日报讯电(全媒体记"}
	for _, name := range []string{"corrected", "source", "both"} {
		b.Click("#reading label:has(#reading-" + name + ") span")
		if got := reading(); !strings.HasPrefix(got, string([]rune(readings[name])[:10])) {
			t.Errorf("%s reads %q, want %q", name, got, readings[name])
		}
	}
	b.openProof()
	if got := chrome.Eval[string](b.Tab, `document.querySelector("#reading :checked").value`); got != "both" {
		t.Errorf("after a reload the proof shows %q, want both as chosen", got)
	}
}

func TestAPressInTheProofLeadsToTheBlock(t *testing.T) {
	t.Parallel()
	b := openProof(t)
	at := chrome.Eval[string](b.Tab, `(() => {
		const part = [...document.querySelectorAll(".part")].find((p) => p.querySelectorAll("[data-at]").length === 2);
		const second = part.querySelectorAll("[data-at]")[1];
		second.scrollIntoView({ block: "center" });
		const box = second.getClientRects()[1] ?? second.getClientRects()[0];
		document.elementFromPoint(box.left + 30, box.top + 10).click();
		return second.dataset.at;
	})()`)
	b.Wait(`location.pathname.includes("/pages/") && ` + ready)
	if got := chrome.Eval[string](b.Tab, `location.hash`); got != "#b-"+at {
		t.Errorf("the press led to %s, want block %s", got, at)
	}
}

func TestTheProofFitsAPhone(t *testing.T) {
	t.Parallel()
	b := openProof(t)
	for _, width := range []int64{360, 480, 768, 1024} {
		b.Size(width, 780)
		if over := chrome.Eval[float64](b.Tab, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("at %d the page is %v wider than the window", width, over)
		}
		size := chrome.Eval[float64](b.Tab, `parseFloat(getComputedStyle(document.querySelector(".words[data-role=body]")).fontSize)`)
		if size < 16 {
			t.Errorf("at %d the text is set in %vpx", width, size)
		}
		look(b.Tab, fmt.Sprintf("proof-%d", width))
	}
}

// longIssue is one page with many articles of a headline and ten paragraphs.
func (s *site) longIssue(t *testing.T, articles int) int64 {
	t.Helper()
	var text strings.Builder
	paragraph := strings.Repeat("会议要求把各项工作落到实处。", 7)
	for i := range articles {
		fmt.Fprintf(&text, "第%d篇的标题\n\n", i+1)
		for j := range 10 {
			fmt.Fprintf(&text, "%d，%s\n\n", j, paragraph)
		}
	}
	page := markup.NewPage(1, text.String())
	marks := markup.Marks{Pages: []markup.MarkedPage{{Key: 1, Hash: page.Hash}}}
	for i, b := range page.Blocks {
		role, article := "body", fmt.Sprintf("x%d", i/11)
		if i%11 == 0 {
			role = "headline"
			marks.Articles = append(marks.Articles, markup.ArticleMark{ID: article, Article: markup.Article{Type: "news"}})
		}
		marks.Pages[0].Blocks = append(marks.Pages[0].Blocks, markup.BlockMark{Start: b.Start, End: b.End, State: markup.Decided, Role: role, Article: article})
	}
	issue := zhuzhou()
	issue.Pages = []models.NewPage{{Text: text.String()}}
	made, err := s.store.CreateIssue(context.Background(), issue)
	if err != nil {
		t.Fatal(err)
	}
	s.act(t, made.Set.ID, "import", &markup.Import{Marks: marks})
	return made.Set.ID
}

func TestALongProofComesInPieces(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	const articles = 350 // 350,000 characters
	b := &bench{tab, t, s, s.longIssue(t, articles)}
	b.openProof()
	shown := `document.querySelectorAll(".proof-article").length`
	pieces := `performance.getEntriesByType("resource").filter((r) => r.initiatorType === "fetch").length`
	first := chrome.Eval[int](tab, shown)
	if asked := chrome.Eval[int](tab, pieces); first == 0 || first > 120 || asked != 0 {
		t.Errorf("the proof opens with %d articles and asks for %d pieces, want a piece of them, sent with the page", first, asked)
	}
	chrome.Eval[bool](tab, `scrollTo(0, document.body.scrollHeight), true`)
	tab.Wait(shown + " > " + fmt.Sprint(first))
	if asked, second := chrome.Eval[int](tab, pieces), chrome.Eval[int](tab, shown); asked != 1 || second > 2*first+1 {
		t.Errorf("at the end of the first piece %d pieces are asked for, and %d articles are there, want one more piece", asked, second)
	}
	chrome.Eval[bool](tab, `(window.print = () => { window.printed = true }, document.getElementById("print").click(), true)`)
	tab.Wait("window.printed")
	if got := chrome.Eval[int](tab, shown); got != articles {
		t.Errorf("%d articles are printed, want all %d", got, articles)
	}
	order := chrome.Eval[[]string](tab, `[...document.querySelectorAll("h2.head")].map((h) => h.textContent.match(/\d+/)[0])`)
	var want []string
	for i := range articles {
		want = append(want, fmt.Sprint(i+1))
	}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("articles in the order of printing (-want +got):\n%s", diff)
	}
}
