package compare_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"galley/desk"
	"galley/engine/formats"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/samples"
	"galley/tests/site"
)

// TestNothingIsFinishedThatWasNotBegun finishes the comparison of two equal sets of which nothing was taken.
func TestNothingIsFinishedThatWasNotBegun(t *testing.T) {
	t.Parallel()
	a := site.NewApart(t)
	a.Li.Submit(a.First, 0).Is(http.StatusOK)
	a.Wu.Submit(a.Second, 0).Is(http.StatusOK)
	form := url.Values{"sets": {fmt.Sprintf("%d,%d", a.First, a.Second)}}
	got := a.Others["he"].Post("/compare/finish", form).Is(http.StatusConflict)
	if !strings.Contains(got.Text(), "Take everything agreed first.") {
		t.Errorf("it says: %s", got.Text())
	}
}

// pair is an issue with two independent sets that are shown: li's has the marks of the gold, wu's differ.
type pair struct {
	*site.Site
	issue       int64
	gold, other int64
	he          *site.Visitor // a reviewer, who decides
	marks       markup.Marks
	source      *markup.Source
}

// newPair loads the Linjiang page and lets change plant differences in the second set.
func newPair(t *testing.T, change func(m *markup.Marks)) *pair {
	t.Helper()
	p := &pair{Site: site.New(t)}
	ctx := context.Background()
	file, err := os.Open(samples.Path("syn-zh-linjiang-2031-05-09-p1.galley.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	doc, _, err := formats.Read(file, file.Name())
	if err != nil {
		t.Fatal(err)
	}
	issue, err := p.Server.Store.CreateIssue(ctx, models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-09", Pages: []models.NewPage{{Text: doc.Pages[0].Text}}})
	if err != nil {
		t.Fatal(err)
	}
	p.issue = issue.ID
	li, wu, he := p.User(t, "li", vocabulary.Editor), p.User(t, "wu", vocabulary.Editor), p.User(t, "he", vocabulary.Reviewer)
	p.he = p.SignIn(t, he)
	if err := p.Server.Store.AskForSets(ctx, issue.ID, []int64{li.ID, wu.ID}, he.ID); err != nil {
		t.Fatal(err)
	}
	p.gold, p.other = issue.Set.ID+1, issue.Set.ID+2
	p.bring(t, p.gold, li, doc.Marks)
	view, err := p.Server.Desk.View(ctx, p.gold)
	if err != nil {
		t.Fatal(err)
	}
	p.marks, p.source = view.Standoff(), view.Source()
	planted := view.Standoff()
	change(&planted)
	p.bring(t, p.other, wu, planted)
	for set, user := range map[int64]models.User{p.gold: li, p.other: wu} {
		p.SignIn(t, user).Submit(set, 1).Is(http.StatusOK)
	}
	return p
}

// bring imports marks into a set, in place of those it has.
func (p *pair) bring(t *testing.T, set int64, user models.User, marks markup.Marks) {
	t.Helper()
	view, err := p.Server.Desk.View(context.Background(), set)
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.Server.Desk.Apply(context.Background(), desk.Request{Set: set, ID: text.NewID(), Base: view.Version(), Kind: "import", Raw: json.RawMessage(`{"kind":"import"}`),
		Act: &markup.Import{Marks: marks, Replace: true}, Actor: user.Actor(), At: p.Now})
	if err != nil {
		t.Fatal(err)
	}
}

// blockAt is the mark of a block of the page.
func blockAt(m *markup.Marks, start int) *markup.BlockMark {
	return &m.Pages[0].Blocks[slices.IndexFunc(m.Pages[0].Blocks, func(b markup.BlockMark) bool { return b.Start == start })]
}

// someDifferences are a deck that is a headline, a block that is doubtful, and an article that starts one
// block earlier.
func someDifferences(m *markup.Marks) {
	blockAt(m, 269).Role = "headline"
	blockAt(m, 523).Doubtful = true
	blockAt(m, 655).Article = blockAt(m, 687).Article
}

var keyOf = regexp.MustCompile(`id="d-([a-z]+-\d+-\d+-[a-z0-9-]+)"`)

// keys are the differences on a page by where they begin.
func differences(a *site.Answer) map[string]string {
	keys := map[string]string{}
	for _, found := range keyOf.FindAllStringSubmatch(a.Body, -1) {
		keys[strings.Join(strings.Split(found[1], "-")[:3], "-")] = found[1]
	}
	return keys
}

func (p *pair) fields(more ...string) url.Values {
	form := url.Values{"sets": {fmt.Sprintf("%d,%d", p.other, p.gold)}, "page": {"1"}}
	for i := 0; i < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

// adjudicatedSet is the set of what was decided.
func (p *pair) adjudicatedSet(t *testing.T) *markup.Set {
	t.Helper()
	record, err := p.Server.Store.AdjudicatedSet(context.Background(), p.issue)
	if err != nil {
		t.Fatal(err)
	}
	view, err := p.Server.Desk.View(context.Background(), record.ID)
	if err != nil {
		t.Fatal(err)
	}
	return view.Set
}

func (p *pair) roleAt(t *testing.T, start int) string {
	t.Helper()
	set := p.adjudicatedSet(t)
	e, found := set.Extent(1, start)
	if !found {
		t.Fatalf("no block at %d", start)
	}
	return set.Block(e).Role
}

func TestDifferencesAreShownAndDecidedByForms(t *testing.T) {
	t.Parallel()
	p := newPair(t, someDifferences)
	address := fmt.Sprintf("/compare?sets=%d&sets=%d", p.other, p.gold)
	page := p.he.Get(address).Is(http.StatusOK)
	keys := differences(page)
	if len(keys) != 3 {
		t.Fatalf("%d differences: %v\n%s", len(keys), keys, page.Text())
	}
	for _, want := range []string{"3 of 3 differences are open", "deck ≠ headline", "not doubtful ≠ doubtful", "“南极中山站进入极夜” starts at 21 / 20"} {
		if !strings.Contains(page.Text(), want) {
			t.Errorf("the page does not say %q: %s", want, page.Text())
		}
	}
	role := keys["role-1-269"]
	next := keys["doubt-1-523"]
	p.he.Post("/compare/decide", p.fields("key", role, "take", fmt.Sprintf("set:%d", p.other))).
		LeadsTo(fmt.Sprintf("/compare?sets=%d,%d&page=1#d-%s", p.gold, p.other, next))
	if got := p.roleAt(t, 269); got != "headline" {
		t.Errorf("the block is %s, want headline", got)
	}
	if got := p.roleAt(t, 32); got == "" {
		t.Error("what all agree on was not brought in")
	}
	p.he.Post("/compare/reason", p.fields("key", role, "reason", "slip")).Is(http.StatusSeeOther)
	part := p.he.Post("/compare/decide", p.fields("key", role, "take", "own:kicker", "part", "1", "why", "ambiguous")).Is(http.StatusOK)
	for _, want := range []string{"2 of 3 differences are open", "your own: kicker", "truly ambiguous: 1"} {
		if !strings.Contains(part.Text(), want) {
			t.Errorf("the answer does not say %q: %s", want, part.Text())
		}
	}
	if got := p.roleAt(t, 269); got != "kicker" {
		t.Errorf("the block is %s, want kicker", got)
	}
	// Taking back goes one decision at a time, and the block with it.
	p.he.Post("/compare/undo", p.fields()).Is(http.StatusSeeOther)
	if got := p.roleAt(t, 269); got != "headline" {
		t.Errorf("after undo the block is %s, want headline", got)
	}
	if text := p.he.Get(address).Text(); !strings.Contains(text, "slip: 1") || !strings.Contains(text, "2 of 3") {
		t.Errorf("after undo the page says %s", text)
	}
	p.exportsOrigins(t, map[string][]string{"block/1/269": {"wu"}, "block/1/32": {"li", "wu"}})
	p.he.Post("/compare/undo", p.fields()).Is(http.StatusSeeOther)
	p.he.Post("/compare/undo", p.fields()).Is(http.StatusConflict)
	p.exportsOrigins(t, map[string][]string{"block/1/269": nil, "block/1/32": {"li", "wu"}})
	// All the rest for one set, then done.
	for _, kind := range []string{"role", "doubt", "grouping"} {
		p.he.Post("/compare/bulk", p.fields("bulk", "kind", "kind", kind, "set", fmt.Sprint(p.gold))).Is(http.StatusSeeOther)
	}
	p.he.Post("/compare/finish", p.fields()).Is(http.StatusSeeOther)
	if said := markup.Differences(p.goldSet(t), p.adjudicatedSet(t)); len(said) > 0 {
		t.Errorf("the adjudicated set is not the gold: %s", strings.Join(said, "\n"))
	}
}

// exportsOrigins checks whose sets the roles of some blocks of the adjudicated set came from, in its export.
func (p *pair) exportsOrigins(t *testing.T, want map[string][]string) {
	t.Helper()
	record, err := p.Server.Store.AdjudicatedSet(context.Background(), p.issue)
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"json", "xml"} {
		file := p.he.Get(fmt.Sprintf("/sets/%d/export/%s", record.ID, format)).Is(http.StatusOK).Body
		if _, err := formats.Check(strings.NewReader(file), "set."+format); err != nil {
			t.Errorf("%s: %v", format, err)
		}
		document, _, err := formats.Read(strings.NewReader(file), "set."+format)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string][]string{}
		for _, o := range document.Provenance.Origins {
			if _, asked := want[o.Mark]; asked && slices.Contains(o.Aspects, "role") {
				got[o.Mark] = o.From
			}
		}
		for mark, from := range want {
			if !slices.Equal(got[mark], from) {
				t.Errorf("%s: %s came from %v, want %v", format, mark, got[mark], from)
			}
		}
	}
}

func (p *pair) goldSet(t *testing.T) *markup.Set {
	t.Helper()
	view, err := p.Server.Desk.View(context.Background(), p.gold)
	if err != nil {
		t.Fatal(err)
	}
	return view.Set
}

// TestWhatIsDecidedStaysWhenASetIsSubmittedAgain changes one of the values that were decided.
func TestWhatIsDecidedStaysWhenASetIsSubmittedAgain(t *testing.T) {
	t.Parallel()
	p := newPair(t, someDifferences)
	address := fmt.Sprintf("/compare?sets=%d,%d", p.gold, p.other)
	for _, key := range differences(p.he.Get(address)) {
		p.he.Post("/compare/decide", p.fields("key", key, "take", fmt.Sprintf("set:%d", p.gold))).Is(http.StatusSeeOther)
	}
	changed := p.marks
	someDifferences(&changed)
	blockAt(&changed, 269).Role = "kicker"
	wu := must1(p.Server.Store.UserByName(context.Background(), "wu"))
	p.SignIn(t, wu).Step(p.other, text.NewID(), 2, `{"kind":"state","state":"draft"}`).Is(http.StatusOK)
	p.bring(t, p.other, wu, changed)
	p.SignIn(t, wu).Submit(p.other, 4).Is(http.StatusOK)
	text := p.he.Get(address).Is(http.StatusOK).Text()
	for _, want := range []string{"1 of 3 differences are open", "1 decision is about something that a set has since changed", "Roles of blocks · page 1 · li’s own"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q: %s", want, text)
		}
	}
}

func TestDecidingIsRefused(t *testing.T) {
	t.Parallel()
	p := newPair(t, someDifferences)
	key := differences(p.he.Get(fmt.Sprintf("/compare?sets=%d,%d", p.gold, p.other)))["role-1-269"]
	tests := []struct {
		name   string
		form   url.Values
		status int
	}{
		{"a difference that is not there", p.fields("key", "role-1-0-x", "take", "neither"), http.StatusConflict},
		{"both roles", p.fields("key", key, "take", "both"), http.StatusUnprocessableEntity},
		{"a set that is not compared", p.fields("key", key, "take", "set:1"), http.StatusUnprocessableEntity},
		{"a role that nobody knows", p.fields("key", key, "take", "own:nothing"), http.StatusUnprocessableEntity},
		{"nothing", p.fields("key", key), http.StatusUnprocessableEntity},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { p.he.In(t).Post("/compare/decide", tt.form).Is(tt.status) })
	}
	p.he.Get("/compare?sets=1").Is(http.StatusUnprocessableEntity)
	p.he.Get("/compare").Is(http.StatusUnprocessableEntity)
	p.he.Get("/compare?sets=1,x").Is(http.StatusNotFound)
	li := p.SignIn(t, must1(p.Server.Store.UserByName(context.Background(), "li")))
	li.Post("/compare/decide", p.fields("key", key, "take", "neither")).Is(http.StatusForbidden)
	if page := li.Get(fmt.Sprintf("/compare?sets=%d,%d", p.gold, p.other)).Is(http.StatusOK); strings.Contains(page.Body, `name="take"`) {
		t.Error("an editor is offered to decide")
	}
}

func must1(u models.User, err error) models.User {
	if err != nil {
		panic(err)
	}
	return u
}

func TestAgreementIsShown(t *testing.T) {
	t.Parallel()
	p := newPair(t, someDifferences)
	address := fmt.Sprintf("/compare/agreement?sets=%d,%d", p.gold, p.other)
	text := p.he.Get(address).Is(http.StatusOK).Text()
	for _, want := range []string{"Roles of blocks, Cohen’s κ", "WindowDiff", "gamma of Mathet", "Krippendorff’s α"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	p.he.Get(address+"&row=deck&column=headline").Is(http.StatusOK).Says("blocks-title", "1 piece: deck in the first, headline in the second")
	over := p.he.Get("/publications/1/agreement").Is(http.StatusOK).Text()
	if !strings.Contains(over, "li and wu") || !strings.Contains(over, "2031-05-09") {
		t.Errorf("over time: %s", over)
	}
}

// TestThreeSetsAreDecidedByWhatMostSay compares the team's set with the two, takes all that is agreed, and
// then compares with the adjudicated set, which can be looked at and not decided.
func TestThreeSetsAreDecidedByWhatMostSay(t *testing.T) {
	t.Parallel()
	p := newPair(t, someDifferences)
	li := must1(p.Server.Store.UserByName(context.Background(), "li"))
	p.bring(t, p.gold-1, li, p.marks)
	sets := fmt.Sprintf("%d,%d,%d", p.gold-1, p.gold, p.other)
	page := p.he.Get("/compare?sets=" + sets).Is(http.StatusOK)
	if text := page.Text(); !strings.Contains(text, "The agreed one") || !strings.Contains(text, "all: roles α") || len(differences(page)) != 3 {
		t.Fatalf("%v: %s", differences(page), text)
	}
	p.he.Post("/compare/bulk", url.Values{"sets": {sets}, "bulk": {"agreed"}}).Is(http.StatusSeeOther)
	if said := markup.Differences(p.goldSet(t), p.adjudicatedSet(t)); len(said) > 0 {
		t.Errorf("what most say is not the gold: %s", strings.Join(said, "\n"))
	}
	if text := p.he.Get("/compare?sets=" + sets).Text(); !strings.Contains(text, "All 3 differences are decided.") {
		t.Errorf("the page says %s", text)
	}
	record, err := p.Server.Store.AdjudicatedSet(context.Background(), p.issue)
	if err != nil {
		t.Fatal(err)
	}
	with := url.Values{"sets": {fmt.Sprintf("%d,%d", p.other, record.ID)}, "bulk": {"agreed"}}
	p.he.Get("/compare?" + with.Encode()).Is(http.StatusOK)
	p.he.Post("/compare/bulk", with).Is(http.StatusConflict)
	// All of it is one step, and goes back as one.
	p.he.Post("/compare/undo", url.Values{"sets": {sets}}).Is(http.StatusSeeOther)
	if text := p.he.Get("/compare?sets=" + sets).Text(); !strings.Contains(text, "3 of 3 differences are open") {
		t.Errorf("after undo the page says %s", text)
	}
}

// TestHiddenSetsAreNotDecided lets an administrator, who sees hidden sets, compare them and not decide.
func TestHiddenSetsAreNotDecided(t *testing.T) {
	t.Parallel()
	a := site.NewApart(t)
	a.Li.Step(a.First, text.NewID(), 0, site.RoleAct(a.Blocks[0], "furniture")).Is(http.StatusOK)
	sets := url.Values{"sets": {fmt.Sprintf("%d,%d", a.First, a.Second)}, "bulk": {"agreed"}}
	text := a.Admin.Get("/compare?" + sets.Encode()).Is(http.StatusOK).Text()
	if !strings.Contains(text, "Differences can be decided once everybody who was asked has submitted their set.") {
		t.Errorf("the page says %s", text)
	}
	a.Admin.Post("/compare/bulk", sets).Is(http.StatusConflict)
}
