package review

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
)

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
	got := adjudicated(t, c, markup.NewSet(gold.Source()), append(decisions, Decision{Key: c.Differences[0].Key, Take: TakeSet, Set: 2}), Settings{Agreed: true})
	if said := differingMarks(third, got); len(said) > 0 {
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
	if said := differingMarks(marked(t, gold.Source(), *want.Marks, "want"), got); len(said) > 0 {
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
		{"both roles", Decision{Key: role, Take: TakeBoth}, "not possible at once"},
		{"a majority of one", Decision{Key: role, Take: TakeAgreed}, "more than half"},
		{"no type", Decision{Key: kind, Take: TakeNeither}, "must have a type"},
		{"a role for a type", Decision{Key: kind, Take: TakeOwn, Own: &Own{Role: &lead}}, "is not possible here"},
		{"a role that nobody knows", Decision{Key: role, Take: TakeOwn, Own: &Own{Role: &nothing}}, `"nothing" is not a role`},
		{"a type that nobody knows", Decision{Key: kind, Take: TakeOwn, Own: &Own{Type: &nothing}}, `"nothing" is not a type`},
		{"nothing of one's own", Decision{Key: role, Take: TakeOwn}, "is not possible here"},
		{"an unknown reason", Decision{Key: role, Take: TakeSet, Reason: "x"}, "Unknown reason"},
		{"no way to decide", Decision{Key: role, Take: "x"}, "cannot be decided with"},
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
	r, err := set.Resolve(&markup.SetRole{Blocks: []markup.Extent{e}, Role: "lead"}, text.DerivedID("own", 0), markup.Circumstances{})
	if err != nil {
		t.Fatal(err)
	}
	set, err = set.Apply(markup.LoggedStep{Version: set.Version() + 1, ID: text.DerivedID("own", 0), Author: 3, Step: r.Step})
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

// TestAnArticleMadeByADecisionHasItsState decides the role of an article's only block: all sets agree on
// the article's state, but it has none to stand in before.
func TestAnArticleMadeByADecisionHasItsState(t *testing.T) {
	source := &markup.Source{Pages: []*markup.Page{markup.NewPage(1, "渡口重新开放\n")}}
	id := text.DerivedID("article", 1)
	set := func(role string) *markup.Set {
		step := markup.Step{Changes: []markup.Change{
			{Cell: markup.Cell{Kind: markup.ArticleCell, ID: id}, To: markup.Article{Type: vocabulary.TypeNews}},
			{Cell: markup.Cell{Kind: markup.BlockCell, Page: 1}, To: markup.Block{Role: role, Article: id, Decided: true}},
			{Cell: markup.Cell{Kind: markup.StateCell, ID: id}, To: markup.Draft},
		}}
		s, err := markup.NewSet(source).Apply(markup.LoggedStep{Version: 1, ID: text.DerivedID("step", 1), Author: 1, Step: step})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first, second := set(vocabulary.RoleBody), set(vocabulary.RoleHeadline)
	c := comparing(t, first, second)
	got := adjudicated(t, c, markup.NewSet(source), nil, Settings{Agreed: true})
	decisions := c.TakeAll(1)
	got = adjudicated(t, c, got, decisions, Settings{Now: []string{decisions[0].Key}})
	if said := differingMarks(second, got); len(said) > 0 {
		t.Error(strings.Join(said, "\n"))
	}
}
