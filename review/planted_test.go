package review

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/formats"
	"galley/markup"
)

// linjiang is the Linjiang page with the marks of its gold, and those marks to be changed.
func linjiang(t *testing.T) (gold *markup.Set, marks markup.Marks) {
	t.Helper()
	file, err := os.Open("../testdata/syn-zh-linjiang-2031-05-09-p1.galley.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	doc, _, err := formats.Read(file, file.Name())
	if err != nil {
		t.Fatal(err)
	}
	source := &markup.Source{Language: doc.Issue.Language}
	for _, p := range doc.Pages {
		source.Pages = append(source.Pages, markup.NewPage(p.Key, p.Text))
	}
	gold = marked(t, source, doc.Marks, "gold")
	return gold, gold.Standoff()
}

// marked is an empty set with marks brought in.
func marked(t *testing.T, source *markup.Source, marks markup.Marks, name string) *markup.Set {
	t.Helper()
	step, err := markup.NewSet(source).ImportStep(marks, markup.DerivedID(markup.ID(name), 0), false)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	set, err := markup.NewSet(source).Apply(markup.Entry{Version: 1, ID: markup.DerivedID(markup.ID(name), 1), Author: 1, Step: step})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return set
}

// planting changes marks, block by the number of the gold.
type planting struct {
	*testing.T
	*markup.Marks
	cuts int
}

func (p *planting) block(start int) *markup.BlockMark {
	i := slices.IndexFunc(p.Pages[0].Blocks, func(b markup.BlockMark) bool { return b.Start == start })
	if i < 0 {
		p.Fatalf("no block begins at %d", start)
	}
	return &p.Pages[0].Blocks[i]
}

func (p *planting) article(title string) *markup.ArticleMark {
	for i := range p.Articles {
		for _, b := range p.Pages[0].Blocks {
			if b.Article == p.Articles[i].ID && b.Role == "headline" && b.Start == map[string]int{"a2": 259, "a4": 565, "a6": 770}[title] {
				return &p.Articles[i]
			}
		}
	}
	p.Fatalf("no article %s", title)
	return nil
}

func (p *planting) span(role string, start int) *markup.SpanMark {
	for i, s := range p.Spans {
		if s.Role == role && s.At[0].Start == start {
			return &p.Spans[i]
		}
	}
	p.Fatalf("no %s at %d", role, start)
	return nil
}

// planted are sixteen differences, each of another kind or cause, with the place where they are to be
// found.
var planted = []struct {
	name  string
	kind  Kind
	start int
	plant func(p *planting)
}{
	{"a line that does not turn", Turning, 13, func(p *planting) { p.block(13).Turns = nil }},
	{"a cut whose pieces are the same", Boundary, 128, func(p *planting) {
		i := slices.IndexFunc(p.Pages[0].Blocks, func(b markup.BlockMark) bool { return b.Start == 128 })
		right := p.Pages[0].Blocks[i]
		p.Pages[0].Blocks[i].End, right.Start = 150, 150
		p.Pages[0].Blocks = slices.Insert(p.Pages[0].Blocks, i+1, right)
		p.Cuts = append(p.Cuts, markup.CutMark{Page: 1, At: 150})
	}},
	{"a title", OwnData, 259, func(p *planting) { p.article("a2").Title = "读书周" }},
	{"a deck that is a headline", BlockRole, 269, func(p *planting) { p.block(269).Role = "headline" }},
	{"a byline with all its parts", SpanMark, 281, func(p *planting) {
		whole := p.span("byline", 281).ID
		p.Spans = slices.DeleteFunc(p.Spans, func(s markup.SpanMark) bool { return s.ID == whole || s.Parent == whole })
	}},
	{"a correction", Correcting, 368, func(p *planting) {
		p.Corrections = append(p.Corrections, markup.CorrectionMark{ID: "c9", Correction: markup.Correction{Page: 1, Start: 380, End: 381, Text: "作"}})
	}},
	{"the role of a span with parts", SpanMark, 389, func(p *planting) { p.span("credit", 403).Role = "byline" }},
	{"the extent of a span", SpanMark, 415, func(p *planting) {
		s := p.span("person", 427)
		s.At, s.Quote = []markup.Piece{{Page: 1, Start: 427, End: 429}}, ""
	}},
	{"a join", Joining, 415, func(p *planting) {
		p.Joins = slices.DeleteFunc(p.Joins, func(j markup.JoinMark) bool { return j.End == 492 })
	}},
	{"a doubt", Doubting, 523, func(p *planting) { p.block(523).Doubtful = true }},
	{"an article that leaves its package", OwnData, 565, func(p *planting) { p.article("a4").Parent = "" }},
	{"an article that starts one block earlier", Grouping, 655, func(p *planting) { p.block(655).Article = p.block(687).Article }},
	{"a type", OwnData, 770, func(p *planting) { p.article("a6").Type = "essay" }},
	{"an article more, made of two blocks of another, and the join that falls with it", Existence, 986, func(p *planting) {
		p.Articles = append(p.Articles, markup.ArticleMark{ID: "more", Article: markup.Article{Type: "news", Headless: true}})
		for _, start := range []int{986, 995} {
			p.block(start).Article = "more"
		}
		p.Joins = slices.DeleteFunc(p.Joins, func(j markup.JoinMark) bool { return j.End == 984 })
	}},
	{"furniture that is text", BlockRole, 1015, func(p *planting) {
		b := p.block(1015)
		b.Role, b.Article = "body", "more"
	}},
	{"a note", Noting, 0, func(p *planting) {
		p.Notes[0].Notes = append(slices.Clone(p.Notes[0].Notes), "看第二遍")
	}},
}

// plantedApart is planted without what would be one difference with another: text that goes to the article
// that only one set has is part of that article.
func plantedApart() []int {
	var list []int
	for i, p := range planted {
		if p.name != "furniture that is text" {
			list = append(list, i)
		}
	}
	return list
}

// TestPlantedDifferencesAreFound plants each alone, and then all together: each is one difference, of its
// kind, at its place.
func TestPlantedDifferencesAreFound(t *testing.T) {
	all := plantedApart()
	for _, list := range append(slices.Collect(slices.Chunk(all, 1)), all) {
		gold, marks := linjiang(t)
		p := &planting{T: t, Marks: &marks}
		type found struct {
			Kind  Kind
			Start int
		}
		var want []found
		for _, i := range list {
			planted[i].plant(p)
			want = append(want, found{planted[i].kind, planted[i].start})
		}
		other := marked(t, gold.Source(), marks, "planted")
		c := comparing(t, gold, other)
		var got []found
		for _, d := range c.Differences {
			got = append(got, found{d.Kind, d.Start})
		}
		order := func(a, b found) int {
			if a.Start != b.Start {
				return a.Start - b.Start
			}
			return strings.Compare(string(a.Kind), string(b.Kind))
		}
		slices.SortFunc(want, order)
		slices.SortFunc(got, order)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", planted[list[0]].name, diff)
		}
		checkBothWays(t, c, gold, other)
	}
}

// checkBothWays decides for one set and for the other.
func checkBothWays(t *testing.T, c *Comparison, sets ...*markup.Set) {
	t.Helper()
	for i, want := range sets {
		got := adjudicated(t, c, markup.NewSet(want.Source()), c.TakeAll(i), Settings{Agreed: true, States: true})
		if said := markup.Differences(want, got); len(said) > 0 {
			t.Errorf("decided for set %d: %s", i, strings.Join(said, "\n"))
		}
	}
}

func TestFurnitureThatIsTextIsOneDifference(t *testing.T) {
	gold, marks := linjiang(t)
	p := &planting{T: t, Marks: &marks}
	b := p.block(1015)
	b.Role, b.Article = "body", p.block(995).Article
	c := comparing(t, gold, marked(t, gold.Source(), marks, "planted"))
	if len(c.Differences) != 1 || c.Differences[0].Kind != BlockRole || !slices.Contains(c.Differences[0].Aspects, "grouping") {
		t.Errorf("got %+v", c.Differences)
	}
}

// TestDifferencesSayWhatTheSetsSay looks at what a page shows of a start that differs.
func TestDifferencesSayWhatTheSetsSay(t *testing.T) {
	gold, marks := linjiang(t)
	p := &planting{T: t, Marks: &marks}
	p.block(655).Article = p.block(687).Article
	c := comparing(t, gold, marked(t, gold.Source(), marks, "planted"))
	if len(c.Differences) != 1 {
		t.Fatalf("got %+v", c.Differences)
	}
	d := c.Differences[0]
	if diff := cmp.Diff([]markup.Extent{{Page: 1, Start: 655, End: 685}}, d.Blocks); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	titles := []string{d.Values[0].Blocks[0].Title, d.Values[1].Blocks[0].Title}
	if diff := cmp.Diff([]string{"南岭镇: 一个电话修到田边", "南极中山站进入极夜"}, titles); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	if d.Values[0].Blocks[0].Begins || !d.Values[1].Blocks[0].Begins {
		t.Errorf("only in the second set an article begins here: %+v", d.Values)
	}
	if diff := cmp.Diff([]int{0, 1}, d.Alike); diff != "" {
		t.Errorf("alike (-want +got):\n%s", diff)
	}
	rows := c.Rows(1)
	i := slices.IndexFunc(rows, func(r Row) bool { return r.Start == 655 })
	if len(rows) != 32 || !slices.Equal(rows[i].Differences, []int{0}) || len(rows[i].Sets) != 2 || len(rows[i-1].Differences) > 0 {
		t.Errorf("%d rows, the one at 655 is %+v", len(rows), rows[i])
	}
	if found, is := c.Find(d.Key); !is || found.Start != 655 {
		t.Errorf("the difference is not found by its key")
	}
}

// TestWhatIsDecidedStaysDecided submits one set again, with more differences and with one value changed:
// the keys of what says the same stay, and only the changed one is open again.
func TestWhatIsDecidedStaysDecided(t *testing.T) {
	gold, marks := linjiang(t)
	p := &planting{T: t, Marks: &marks}
	for _, i := range plantedApart() {
		if planted[i].kind != Boundary {
			planted[i].plant(p)
		}
	}
	before := comparing(t, gold, marked(t, gold.Source(), marks, "planted"))
	decisions := before.TakeAll(1)

	p.block(269).Role = "kicker"                                   // was a headline
	p.article("a6").Type = "news"                                  // was an essay
	p.block(32).Role = "lead"                                      // was not different
	p.span("person", 44).Attributes = map[string]string{"as": "x"} // was not different
	planted[1].plant(p)                                            // a cut elsewhere
	after := comparing(t, gold, marked(t, gold.Source(), marks, "again"))
	var open []int
	for _, d := range after.Open(decisions) {
		open = append(open, d.Start)
	}
	if diff := cmp.Diff([]int{32, 32, 128, 269, 770}, open); diff != "" {
		t.Errorf("open again (-want +got):\n%s", diff)
	}
	if stale := after.Stale(decisions); len(stale) != 2 {
		t.Errorf("%d decisions are stale, want 2: %+v", len(stale), stale)
	}
}

// TestThreeSets has a difference on which two agree, one on which all differ, and decides by majority.
func TestThreeSets(t *testing.T) {
	gold, marks := linjiang(t)
	p := &planting{T: t, Marks: &marks}
	p.block(269).Role = "headline"
	p.article("a6").Type = "essay"
	second := marked(t, gold.Source(), marks, "second")
	p.block(269).Role = "kicker"
	third := marked(t, gold.Source(), marks, "third")
	c := comparing(t, gold, second, third)
	if len(c.Differences) != 2 {
		t.Fatalf("got %+v", c.Differences)
	}
	if diff := cmp.Diff([][]int{{0, 1, 2}, {0, 1, 1}}, [][]int{c.Differences[0].Alike, c.Differences[1].Alike}); diff != "" {
		t.Errorf("alike (-want +got):\n%s", diff)
	}
	decisions := c.TakeMajority()
	if len(decisions) != 1 || decisions[0].Key != c.Differences[1].Key {
		t.Fatalf("by majority: %+v", decisions)
	}
	got := adjudicated(t, c, markup.NewSet(gold.Source()), append(decisions, Decision{Key: c.Differences[0].Key, Take: TakeSet, Set: 2}), Settings{Agreed: true, States: true})
	if said := markup.Differences(third, got); len(said) > 0 {
		t.Error(strings.Join(said, "\n"))
	}
	overall := c.AgreeAll()
	if !overall.Fleiss.Defined() || !overall.Alpha.Defined() || overall.Fleiss.Value >= 1 || overall.Alpha.Value <= 0.8 {
		t.Errorf("agreement is %+v", overall)
	}
}

func TestOwnValuesAndReasons(t *testing.T) {
	gold, marks := linjiang(t)
	p := &planting{T: t, Marks: &marks}
	p.block(269).Role = "headline"
	p.article("a6").Type = "essay"
	p.Joins = slices.DeleteFunc(p.Joins, func(j markup.JoinMark) bool { return j.End == 492 })
	c := comparing(t, gold, marked(t, gold.Source(), marks, "other"))
	own := func(start int, kind Kind, o Own, reason Reason) Decision {
		i := slices.IndexFunc(c.Differences, func(d Difference) bool { return d.Start == start && d.Kind == kind })
		return Decision{Key: c.Differences[i].Key, Take: TakeOwn, Own: &o, Reason: reason}
	}
	kicker, verse, space := "kicker", "verse", markup.GlueSpace
	decisions := []Decision{own(269, BlockRole, Own{Role: &kicker}, Slip), own(770, OwnData, Own{Type: &verse}, Guideline), own(415, Joining, Own{Glue: &space}, Slip)}
	got := adjudicated(t, c, markup.NewSet(gold.Source()), decisions, Settings{Agreed: true})
	want := &planting{T: t, Marks: new(markup.Marks)}
	*want.Marks = gold.Standoff()
	want.block(269).Role = "kicker"
	want.article("a6").Type = "verse"
	for i, j := range want.Joins {
		if j.End == 492 {
			want.Joins[i].To.Glue = markup.GlueSpace
		}
	}
	if said := markup.Differences(marked(t, gold.Source(), *want.Marks, "want"), got); len(said) > 0 {
		t.Error(strings.Join(said, "\n"))
	}
	counts := c.CountReasons(decisions)
	if diff := cmp.Diff(map[Kind]map[Reason]int{BlockRole: {Slip: 1}, OwnData: {Guideline: 1}, Joining: {Slip: 1}}, counts); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
}

func TestDecisionsThatMakeNoSenseAreRefused(t *testing.T) {
	gold, marks := linjiang(t)
	p := &planting{T: t, Marks: &marks}
	p.block(269).Role = "headline"
	p.article("a6").Type = "essay"
	c := comparing(t, gold, marked(t, gold.Source(), marks, "other"))
	role, kind := c.Differences[0].Key, c.Differences[1].Key
	nothing, lead := "nothing", "lead"
	tests := []struct {
		name     string
		decision Decision
		says     string
	}{
		{"a set that is not compared", Decision{Key: role, Take: TakeSet, Set: 2}, "no set with that number"},
		{"both roles", Decision{Key: role, Take: TakeBoth}, "can not both be"},
		{"a majority of one", Decision{Key: role, Take: TakeAgreed}, "more than half"},
		{"no type", Decision{Key: kind, Take: TakeNeither}, "must have a type"},
		{"a role for a type", Decision{Key: kind, Take: TakeOwn, Own: &Own{Role: &lead}}, "does not fit"},
		{"a role that nobody knows", Decision{Key: role, Take: TakeOwn, Own: &Own{Role: &nothing}}, `"nothing" is no role`},
		{"a type that nobody knows", Decision{Key: kind, Take: TakeOwn, Own: &Own{Type: &nothing}}, `"nothing" is no type`},
		{"nothing of one's own", Decision{Key: role, Take: TakeOwn}, "does not fit"},
		{"a reason that is none", Decision{Key: role, Take: TakeSet, Reason: "x"}, "no reason"},
		{"no way to decide", Decision{Key: role, Take: "x"}, "no way"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := c.Plan(markup.NewSet(gold.Source()), []Decision{tt.decision}, Settings{Agreed: true})
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want %q", err, tt.says)
			}
		})
	}
}

// TestBothAndNeither keeps two spans of one word, and takes away what only one set cut.
func TestBothAndNeither(t *testing.T) {
	gold, marks := linjiang(t)
	p := &planting{T: t, Marks: &marks}
	p.span("person", 427).Role = "speaker"
	planted[1].plant(p)
	c := comparing(t, gold, marked(t, gold.Source(), marks, "other"))
	if len(c.Differences) != 2 {
		t.Fatalf("got %+v", c.Differences)
	}
	decisions := []Decision{{Key: c.Differences[0].Key, Take: TakeNeither}, {Key: c.Differences[1].Key, Take: TakeBoth}}
	got := adjudicated(t, c, markup.NewSet(gold.Source()), decisions, Settings{Agreed: true})
	again := adjudicated(t, c, got, decisions, Settings{Agreed: true})
	for _, set := range []*markup.Set{got, again} {
		roles := map[string]bool{}
		for _, m := range set.MarksIn(markup.Extent{Page: 1, Start: 427, End: 430}) {
			if m.At[0].Start == 427 {
				roles[m.Role] = true
			}
		}
		if !maps.Equal(roles, map[string]bool{"person": true, "speaker": true}) {
			t.Errorf("spans are %v", roles)
		}
		for cut := range set.Cuts() {
			t.Errorf("there is a cut: %v", cut)
		}
	}
	if n := len(maps.Collect(again.Marks())); n != len(maps.Collect(gold.Marks()))+1 {
		t.Errorf("%d spans, want one more than the gold", n)
	}
}

// TestOwnChangesOfTheAdjudicatedSetStay decides one difference after somebody changed another block.
func TestOwnChangesOfTheAdjudicatedSetStay(t *testing.T) {
	gold, marks := linjiang(t)
	p := &planting{T: t, Marks: &marks}
	p.block(269).Role = "headline"
	c := comparing(t, gold, marked(t, gold.Source(), marks, "other"))
	set := adjudicated(t, c, markup.NewSet(gold.Source()), nil, Settings{Agreed: true})
	e := markup.Extent{Page: 1, Start: 32, End: 126}
	r, err := set.Resolve(&markup.SetRole{Blocks: []markup.Extent{e}, Role: "lead"}, markup.DerivedID("own", 0))
	if err != nil {
		t.Fatal(err)
	}
	set, err = set.Apply(markup.Entry{Version: set.Version() + 1, ID: markup.DerivedID("own", 0), Author: 3, Step: r.Step})
	if err != nil {
		t.Fatal(err)
	}
	decisions := c.TakeAll(1)
	set = adjudicated(t, c, set, decisions, Settings{Now: []string{decisions[0].Key}})
	if got := set.Block(e).Role; got != "lead" {
		t.Errorf("the block is %s again", got)
	}
	if got := set.Block(markup.Extent{Page: 1, Start: 269, End: 279}).Role; got != "headline" {
		t.Errorf("the block decided is %s", got)
	}
}

func TestOnlySetsOfOneIssueAreCompared(t *testing.T) {
	one := markup.NewSet(&markup.Source{Pages: []*markup.Page{markup.NewPage(1, "一\n")}})
	other := markup.NewSet(&markup.Source{Pages: []*markup.Page{markup.NewPage(1, "二\n")}})
	for _, sets := range [][]*markup.Set{{one}, {one, other}, {one, one, one, one, one, one, one}} {
		if _, err := Compare(sets...); err == nil || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%d sets: got %v", len(sets), err)
		}
	}
}
