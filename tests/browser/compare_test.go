package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"galley/desk"
	"galley/engine/formats"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/browser/chrome"
	"galley/tests/samples"
)

// adjudication is an issue that two editors marked each alone, with somebody who decides.
type adjudication struct {
	*site
	issue, gold, other int64
	li, wu, he         models.User
}

// twoSets loads the Linjiang page, asks two editors, and brings the gold into one set and the gold with
// differences into the other.
func (s *site) twoSets(t *testing.T, plant func(m *markup.Marks)) *adjudication {
	t.Helper()
	ctx := context.Background()
	const name = "syn-zh-linjiang-2031-05-09-p1"
	a := &adjudication{site: s, li: s.user(t, "李明", vocabulary.Editor), wu: s.user(t, "吴敏", vocabulary.Editor), he: s.user(t, "何清", vocabulary.Reviewer)}
	team := s.load(t, models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-09", Number: "7015"}, name)
	set, err := s.store.Set(ctx, team)
	if err != nil {
		t.Fatal(err)
	}
	a.issue = set.IssueID
	if err := s.store.AskForSets(ctx, a.issue, []int64{a.li.ID, a.wu.ID}, a.he.ID); err != nil {
		t.Fatal(err)
	}
	sets, err := s.store.Sets(ctx, a.issue)
	if err != nil {
		t.Fatal(err)
	}
	a.gold, a.other = sets[1].ID, sets[2].ID
	file, err := os.Open(samples.Path(name + ".galley.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	document, _, err := formats.Read(file, file.Name())
	if err != nil {
		t.Fatal(err)
	}
	a.do(t, a.gold, a.li, "import", &markup.Import{Marks: document.Marks})
	planted := a.view(t, a.gold).Standoff()
	plant(&planted)
	a.do(t, a.other, a.wu, "import", &markup.Import{Marks: planted})
	return a
}

// do is an act of somebody on a set, as the command line does it.
func (a *adjudication) do(t *testing.T, set int64, user models.User, kind string, act markup.Act) {
	t.Helper()
	_, err := a.server.Desk.Apply(context.Background(), desk.Request{Set: set, ID: text.NewID(), Base: a.view(t, set).Version(), Kind: kind,
		Raw: json.RawMessage(fmt.Sprintf(`{"kind":%q}`, kind)), Act: act, Actor: markup.Actor{ID: user.ID, Name: user.Name, Role: user.Role}, At: clock()})
	if err != nil {
		t.Fatal(err)
	}
}

func (a *adjudication) submit(t *testing.T, set int64, user models.User) {
	t.Helper()
	a.do(t, set, user, "state", &markup.SetState{State: markup.Submitted})
}

func (a *adjudication) view(t *testing.T, set int64) desk.View {
	t.Helper()
	view, err := a.server.Desk.View(context.Background(), set)
	if err != nil {
		t.Fatal(err)
	}
	return view
}

// plantTwelve makes twelve differences, each of another kind.
func plantTwelve(m *markup.Marks) {
	blocks := &m.Pages[0].Blocks
	at := func(start int) int {
		return slices.IndexFunc(*blocks, func(b markup.BlockMark) bool { return b.Start == start })
	}
	block := func(start int) *markup.BlockMark { return &(*blocks)[at(start)] }
	article := func(start int) *markup.ArticleMark {
		return &m.Articles[slices.IndexFunc(m.Articles, func(a markup.ArticleMark) bool { return a.ID == block(start).Article })]
	}
	// A note, and a line that does not turn.
	m.Notes[0].Notes = append(slices.Clone(m.Notes[0].Notes), "看第二遍")
	block(13).Turns = nil
	// A cut, whose pieces are the same.
	right := *block(128)
	block(128).End, right.Start = 150, 150
	*blocks = slices.Insert(*blocks, at(128)+1, right)
	m.Cuts = append(m.Cuts, markup.CutMark{Page: 1, At: 150})
	// A role, a span with all its parts, a correction.
	block(269).Role = "headline"
	byline := slices.IndexFunc(m.Spans, func(s markup.SpanMark) bool { return s.Role == "byline" && s.At[0].Start == 281 })
	id := m.Spans[byline].ID
	m.Spans = slices.DeleteFunc(m.Spans, func(s markup.SpanMark) bool { return s.ID == id || s.Parent == id })
	m.Corrections = append(m.Corrections, markup.CorrectionMark{ID: "c9", Correction: markup.Correction{Page: 1, Start: 380, End: 381, Text: "作"}})
	// A join, a doubt, a type, a picture.
	m.Joins = slices.DeleteFunc(m.Joins, func(j markup.JoinMark) bool { return j.End == 492 })
	block(523).Doubtful = true
	article(770).Type = "essay"
	m.Pictures = append(m.Pictures, markup.PictureMark{ID: "g9", PlacedPicture: markup.PlacedPicture{Page: 1, Offset: 565}})
	// An article that starts a block earlier, and one more, with the join that falls with it.
	block(655).Article = block(687).Article
	m.Articles = append(m.Articles, markup.ArticleMark{ID: "more", Article: markup.Article{Type: "news", Headless: true}})
	for _, start := range []int{986, 995} {
		block(start).Article = "more"
	}
	m.Joins = slices.DeleteFunc(m.Joins, func(j markup.JoinMark) bool { return j.End == 984 })
}

// TestTwoSetsAreComparedAndDecidedByKeys is the way of two sets of one page: apart until both are
// submitted, compared, decided key by key, and equal to the gold in the end.
func TestTwoSetsAreComparedAndDecidedByKeys(t *testing.T) {
	t.Parallel()
	a := newSite(t).twoSets(t, plantTwelve)
	tab := chrome.Start(t)
	tab.Forgive(forgiveMissing)
	address := fmt.Sprintf("%s/compare?sets=%d,%d", a.address, a.gold, a.other)
	hidden := func(paths ...string) {
		t.Helper()
		for _, path := range paths {
			if status := chrome.Eval[int](tab, fmt.Sprintf(`fetch(%q).then((r) => r.status)`, path)); status != 404 {
				t.Errorf("%s is answered with %d, want 404", path, status)
			}
		}
	}
	team := a.gold - 1
	ways := func(set int64) []string {
		var all []string
		for _, way := range []string{"pages/1", "pages/1/cells", "proof", "export/json", "export/xml", "events?from=0", "points", "queries", "elsewhere"} {
			all = append(all, fmt.Sprintf("/sets/%d/%s", set, way))
		}
		return append(all, fmt.Sprintf("/compare?sets=%d,%d", team, set), fmt.Sprintf("/compare/agreement?sets=%d,%d", team, set))
	}
	a.enter(t, tab, a.li.Name)
	tab.Open(a.address + "/issues")
	hidden(ways(a.other)...)
	if text := chrome.Eval[string](tab, `fetch("/issues/1/sets").then((r) => r.text())`); strings.Contains(text, a.wu.Name) {
		t.Error("one editor is told that the other was asked")
	}
	a.submit(t, a.gold, a.li)
	hidden(ways(a.other)...)
	a.submit(t, a.other, a.wu)

	decider := chrome.Start(t)
	decider.Forgive(forgiveMissing)
	a.enter(t, decider, a.he.Name)
	decider.Open(address)
	decider.Wait(`document.activeElement.matches(".difference[data-open]")`)
	if n := chrome.Eval[int](decider, `document.querySelectorAll(".difference").length`); n != 12 {
		t.Fatalf("%d differences are found, want 12: %s", n, chrome.Eval[string](decider, `[...document.querySelectorAll(".difference-title")].map((e) => e.textContent).join("\n")`))
	}
	kinds := chrome.Eval[[]string](decider, `[...new Set([...document.querySelectorAll(".difference")].map((f) => f.dataset.kind))].sort()`)
	if len(kinds) != 12 {
		t.Errorf("the kinds are %v, want twelve", kinds)
	}
	keys := 0
	press := func(key string) {
		keys++
		decider.Press(key)
	}
	open := func(n int) string {
		return fmt.Sprintf(`document.getElementById("compare-state").dataset.open === "%d"`, n)
	}
	// One slip, taken back, with the reason why the sets differ.
	press("Right")
	decider.Wait(open(11))
	press("z")
	decider.Wait(open(12))
	for range 12 {
		press("Left")
	}
	decider.Wait(open(0))
	press("7")
	decider.Wait(`document.querySelector(".reason-count") !== null`)
	t.Logf("12 differences are decided with %d keys, a slip, its undo and a reason among them", keys)
	if keys > 30 {
		t.Errorf("that are more than 30")
	}
	adjudicated, err := a.store.AdjudicatedSet(context.Background(), a.issue)
	if err != nil {
		t.Fatal(err)
	}
	if said := markup.Differences(a.view(t, a.gold).Set, a.view(t, adjudicated.ID).Set); len(said) > 0 {
		t.Errorf("the adjudicated set is not the gold:\n%s", strings.Join(said, "\n"))
	}
	decider.Click("#finish")
	decider.Wait(`document.querySelector("#flash, .flash, .notice.ok") !== null`)
	if set, err := a.store.Set(context.Background(), adjudicated.ID); err != nil || set.State != "submitted" {
		t.Errorf("the adjudicated set is %s (%v), want submitted", set.State, err)
	}
}

// TestOwnRolesAreTakenByTheirLetter decides with what neither set says.
func TestOwnRolesAreTakenByTheirLetter(t *testing.T) {
	t.Parallel()
	a := newSite(t).twoSets(t, func(m *markup.Marks) {
		for i, b := range m.Pages[0].Blocks {
			if b.Start == 269 || b.Start == 32 {
				m.Pages[0].Blocks[i].Role = "headline"
			}
		}
	})
	a.submit(t, a.gold, a.li)
	a.submit(t, a.other, a.wu)
	tab := chrome.Start(t)
	a.enter(t, tab, a.he.Name)
	tab.Open(fmt.Sprintf("%s/compare?sets=%s", a.address, url.QueryEscape(fmt.Sprintf("%d,%d", a.gold, a.other))))
	tab.Wait(`document.activeElement.matches(".difference[data-open]")`)
	tab.Press("e", "l") // a lead
	tab.Press("k")      // a kicker
	tab.Wait(`document.getElementById("compare-state").dataset.open === "0"`)
	adjudicated, err := a.store.AdjudicatedSet(context.Background(), a.issue)
	if err != nil {
		t.Fatal(err)
	}
	set := a.view(t, adjudicated.ID).Set
	for start, want := range map[int]string{32: "lead", 269: "kicker"} {
		e, _ := set.Extent(1, start)
		if got := set.Block(e).Role; got != want {
			t.Errorf("the block at %d is %s, want %s", start, got, want)
		}
	}
}

// forgiveMissing lets pass what the browser says of answers that are asked for and not there.
func forgiveMissing(m chromedp.ConsoleMessage) bool { return strings.Contains(m.Text, "404") }

// TestComparingIsAccessible goes through the sets of an issue, their comparison and how well they agree, in
// both languages, as the walk through all other pages does.
func TestComparingIsAccessible(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"en", "zh-Hans"} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			v := &visit{t: t, site: newSite(t), tab: chrome.Start(t), axe: string(axe), language: language}
			v.speak()
			v.site.user(t, "陈静", vocabulary.Administrator)
			v.site.enter(v.t, v.tab, "陈静")
			v.comparing()
		})
	}
}

func (v *visit) comparing() {
	a := v.site.twoSets(v.t, func(m *markup.Marks) {
		notes := slices.Clone(m.Notes) // they are in English
		plantTwelve(m)
		m.Notes = notes
	})
	v.open("the sets of an issue, hidden ones", fmt.Sprintf("/issues/%d/sets", a.issue))
	a.submit(v.t, a.gold, a.li)
	a.submit(v.t, a.other, a.wu)
	sets := fmt.Sprintf("?sets=%d,%d", a.gold, a.other)
	v.open("the sets of an issue", fmt.Sprintf("/issues/%d/sets", a.issue))
	v.open("a comparison", "/compare"+sets)
	v.tab.Wait(`document.activeElement.matches(".difference[data-open]")`)
	v.tab.Press("Right", "Left", "Left", "Backspace")
	v.tab.Wait(`document.getElementById("compare-state").dataset.open === "7"`)
	v.tab.Click("#measures summary")
	v.look("a comparison, some decided")
	v.tab.Click("#measures summary")
	v.tab.Click("#bulk summary")
	v.look("a comparison, many at once")
	v.open("a comparison, the whole page", "/compare"+sets+"&show=all")
	if v.language == "en" { // as the notes of the gold are
		v.open("a comparison with the team's set", fmt.Sprintf("/compare?sets=%d,%d,%d", a.gold-1, a.gold, a.other))
	}
	v.tab.Size(390, 844)
	v.open("a comparison on a phone", "/compare"+sets)
	v.tab.Size(1440, 900)
	v.open("agreement", "/compare/agreement"+sets+"&row=body&column=body")
	v.open("agreement over time", "/publications/1/agreement")
}
