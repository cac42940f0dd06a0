package review

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
)

// marker does random acts to a set, as a browser would send them. What makes no sense is refused,
// and no harm done.
type marker struct {
	*rapid.T
	set   *markup.Set
	steps int
	name  string // ids that two markers make differ
}

// randomSource is a small issue with what tends to break offsets.
func randomSource(t *rapid.T) *markup.Source {
	lines := []string{"渡口重新开放", "本报讯（记者 林晓舟）夜市开张，街上的灯也亮了。", "𠮷野家开业🎉 正文一段", "PARIS, FEB. 14. The Chamber met yes-", "terday and rose early.", "图为夜市一角。周远 摄",
		"（下转第3版）", "　　两岸的柳树都绿了，河水一夜之间涨了三尺。", "x", "a b", "责编：林晓舟", "By JOHN SMITH", "公　告"}
	source := &markup.Source{Language: "zh-Hans"}
	for key := range rapid.IntRange(1, 2).Draw(t, "pages") {
		var text strings.Builder
		for range rapid.IntRange(0, 7).Draw(t, "blocks") {
			text.WriteString(rapid.SampledFrom(lines).Draw(t, "line") + "\n\n")
		}
		source.Pages = append(source.Pages, markup.NewPage(key+1, text.String()))
	}
	return source
}

func (m *marker) acts(most int) *marker {
	for range rapid.IntRange(0, most).Draw(m.T, "acts") {
		m.act()
	}
	return m
}

func (m *marker) act() {
	kinds := []string{"role", "role", "role", "role", "start", "start", "start", "decide", "merge", "join", "join", "join", "unjoin", "glue", "assign", "undecide",
		"cut", "cut", "uncut", "span", "span", "span", "unmark", "respan", "rename", "attribute", "type", "title", "headless", "edit", "nest",
		"unnest", "doubt", "turn", "correct", "correct", "uncorrect", "picture", "unpicture", "move", "state", "dismiss", "dismiss", "reopen"}
	kind := rapid.SampledFrom(kinds).Draw(m.T, "kind")
	fields := m.fields(kind)
	if fields == nil {
		return
	}
	fields["kind"] = kind
	data, err := json.Marshal(fields)
	if err != nil {
		m.Fatal(err)
	}
	_, act, err := markup.ReadAct(data)
	if err != nil {
		m.Fatalf("read the act %s: %v", data, err)
	}
	m.do(act)
}

// do applies an act and what is inferred from it.
func (m *marker) do(act markup.Act) {
	m.steps++
	seed := text.DerivedID(m.name, m.steps)
	r, err := m.set.Resolve(act, seed, markup.Circumstances{})
	if err != nil {
		return
	}
	for _, step := range []markup.Step{r.Step, r.Inferred} {
		if len(step.Changes) == 0 {
			continue
		}
		m.steps++
		next, err := m.set.Apply(markup.LoggedStep{Version: m.set.Version() + 1, ID: text.DerivedID("step"+seed, m.steps), Author: 1, Step: step})
		if err != nil {
			m.Fatalf("apply: %v", err)
		}
		m.set = next
	}
}

func (m *marker) fields(kind string) map[string]any {
	var blocks []markup.BlockView
	for _, p := range m.set.Source().Pages {
		blocks = slices.AppendSeq(blocks, m.set.Blocks(p.Key))
	}
	if len(blocks) == 0 {
		return nil
	}
	e := rapid.SampledFrom(blocks).Draw(m.T, "block").Extent
	other := rapid.SampledFrom(blocks).Draw(m.T, "other").Extent
	start := rapid.IntRange(e.Start, e.End-1).Draw(m.T, "from")
	end := rapid.IntRange(start+1, e.End).Draw(m.T, "to")
	word := rapid.SampledFrom([]string{"", "x", "𠮷 🚜 <&>"})
	articles := append(slices.Sorted(maps.Keys(maps.Collect(m.set.Articles()))), text.DerivedID("nothing", 0))
	article := rapid.SampledFrom(articles).Draw(m.T, "article")
	attributes := map[string]string{"note": word.Draw(m.T, "attribute"), "agency": word.Draw(m.T, "agency")}
	spans := append(slices.Sorted(maps.Keys(maps.Collect(m.set.Marks()))), text.DerivedID("nothing", 1))
	span := rapid.SampledFrom(spans).Draw(m.T, "span")
	blockRole := rapid.SampledFrom([]string{"headline", "body", "body", "caption", "byline", "subhead", "package-head", "section-head", "folio", "masthead", "ad", "furniture"}).Draw(m.T, "role")
	spanRole := rapid.SampledFrom([]string{"byline", "dateline", "person", "place", "jump"}).Draw(m.T, "span role")
	switch kind {
	case "role":
		return map[string]any{"blocks": []any{e, other}[:rapid.IntRange(1, 2).Draw(m.T, "how many")], "role": blockRole, "start": rapid.Bool().Draw(m.T, "start")}
	case "undecide", "doubt":
		fields := map[string]any{"blocks": []any{e}}
		if kind == "doubt" {
			fields["doubtful"] = rapid.Bool().Draw(m.T, "doubtful")
		}
		return fields
	case "assign":
		return map[string]any{"blocks": []any{e}, "article": article}
	case "start", "decide", "merge", "unjoin", "join":
		return map[string]any{"block": e}
	case "glue":
		return map[string]any{"block": e, "glue": rapid.SampledFrom([]string{"none", "space", "dehyphenate"}).Draw(m.T, "glue")}
	case "cut", "turn":
		return map[string]any{"block": e, "at": start}
	case "uncut":
		return map[string]any{"page": e.Page, "at": e.Start}
	case "span":
		return map[string]any{"page": e.Page, "start": start, "end": end, "role": spanRole, "attributes": attributes}
	case "respan":
		return map[string]any{"span": span, "at": []markup.Piece{{Page: e.Page, Start: start, End: end}}}
	case "rename":
		return map[string]any{"span": span, "role": spanRole}
	case "attribute":
		return map[string]any{"span": span, "attributes": attributes}
	case "unmark":
		return map[string]any{"span": span}
	case "type":
		return map[string]any{"article": article, "type": rapid.SampledFrom(vocabulary.ArticleTypes).Draw(m.T, "type").ID}
	case "title":
		return map[string]any{"article": article, "title": word.Draw(m.T, "title")}
	case "headless":
		return map[string]any{"article": article, "headless": rapid.Bool().Draw(m.T, "headless")}
	case "edit":
		return map[string]any{"article": article, "attributes": attributes, "notes": []string{word.Draw(m.T, "note")}}
	case "nest":
		return map[string]any{"article": article, "parent": rapid.SampledFrom(articles).Draw(m.T, "parent")}
	case "unnest":
		return map[string]any{"article": article}
	case "correct":
		return map[string]any{"page": e.Page, "start": start, "end": end, "text": word.Draw(m.T, "text")}
	case "uncorrect":
		for id := range m.set.Corrections() {
			return map[string]any{"correction": id}
		}
	case "picture":
		fields := map[string]any{"page": e.Page, "offset": start, "attributes": attributes}
		if rapid.Bool().Draw(m.T, "of an article") {
			fields["article"] = article
		}
		return fields
	case "unpicture":
		for id := range m.set.Pictures() {
			return map[string]any{"picture": id}
		}
	case "move":
		return map[string]any{"block": e, "after_block": other}
	case "state":
		return map[string]any{"page": e.Page, "state": "submitted"}
	case "dismiss":
		for scope, problems := range m.set.Problems() {
			return m.problemFields(scope, problems[0].Kind, "因为")
		}
	case "reopen":
		for cell := range m.set.Dismissals() {
			scope := markup.Cell{Kind: markup.BlockCell, Page: cell.Page, At: cell.At}
			if cell.ID != "" {
				scope = markup.Cell{Kind: markup.ArticleCell, ID: cell.ID}
			}
			return m.problemFields(scope, cell.Problem, "")
		}
	}
	return nil
}

func (m *marker) problemFields(scope markup.Cell, kind markup.ProblemKind, reason string) map[string]any {
	fields := map[string]any{"problem": kind}
	if reason != "" {
		fields["reason"] = reason
	}
	if scope.Kind == markup.ArticleCell {
		fields["article"] = scope.ID
		return fields
	}
	e, _ := m.set.Extent(scope.Page, scope.At)
	fields["block"] = e
	return fields
}

// renamed is a set with the same marks and other ids.
func renamed(t failer, s *markup.Set) *markup.Set {
	t.Helper()
	step, err := markup.NewSet(s.Source()).ImportStep(s.Standoff(), "renamed", false)
	if err != nil {
		t.Fatalf("import: %v", err)
	}
	again, err := markup.NewSet(s.Source()).Apply(markup.LoggedStep{Version: 1, ID: text.DerivedID("r", 1), Author: 2, Step: step})
	if err != nil {
		t.Fatalf("apply: %v", err)
	}
	return again
}

// failer is a test, or a run of a property.
type failer interface {
	Helper()
	Fatalf(format string, words ...any)
	Errorf(format string, words ...any)
}

// comparing is Compare for sets that can be compared.
func comparing(t failer, sets ...*markup.Set) *Comparison {
	t.Helper()
	c, err := Compare(sets...)
	if err != nil {
		t.Fatalf("compare: %v", err)
	}
	return c
}

// randomPair are two sets on one source: what both have in common first, then acts of each.
func randomPair(t *rapid.T) (a, b *markup.Set) {
	source := randomSource(t)
	common := (&marker{T: t, set: markup.NewSet(source), name: "common"}).acts(20)
	first := (&marker{T: t, set: common.set, name: "first"}).acts(8)
	second := (&marker{T: t, set: common.set, name: "second"}).acts(8)
	return first.set, second.set
}

// differingMarks are sentences on what two sets do not share, apart from how far something has come.
func differingMarks(a, b *markup.Set) []string {
	return slices.DeleteFunc(markup.Differences(a, b), func(said string) bool { return strings.Contains(said, " the state of ") })
}

// TestHowFarSomethingHasComeIsNoDifference reviews one of two equal sets, in several stages: they do not differ, and
// what is decided of others brings no state along.
func TestHowFarSomethingHasComeIsNoDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := randomPair(t)
		before := comparing(t, a, b).Differences
		reviewed := &marker{T: t, set: b, name: "reviewed"}
		for range rapid.IntRange(1, 6).Draw(t, "decisions") {
			parts := append(b.Parts(markup.Cell{Kind: markup.StateCell}), markup.Cell{Kind: markup.StateCell})
			about := rapid.SampledFrom(parts).Draw(t, "about")
			reviewed.do(&markup.SetState{State: rapid.SampledFrom([]markup.State{markup.Draft, markup.Submitted, markup.Submitted, markup.Returned, markup.Accepted}).Draw(t, "state"),
				To: rapid.SampledFrom([]int{0, 0, 2}).Draw(t, "to"), Page: about.Page, Outside: about.Page != 0, Article: about.ID, Reason: "all"})
		}
		if after := comparing(t, a, reviewed.set).Differences; !cmp.Equal(before, after) {
			t.Fatalf("the review of a set changed what differs: %s", cmp.Diff(before, after))
		}
		if same := comparing(t, b, reviewed.set).Differences; len(same) > 0 {
			t.Fatalf("a set differs from itself before review: %+v", same)
		}
		got := adjudicated(t, comparing(t, a, reviewed.set), markup.NewSet(a.Source()), nil, Settings{Agreed: true})
		for c := range got.Cells() {
			if c.Kind == markup.StateCell || c.Kind == markup.StageCell {
				t.Fatalf("the adjudicated set says %s", c)
			}
		}
	})
}

// TestDifferencesAreThere checks the law of comparing: sets that are equal do not differ, in whatever
// ids; and sets that are not equal do.
func TestDifferencesAreThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := randomPair(t)
		for _, pair := range [][2]*markup.Set{{a, b}, {b, a}, {a, renamed(t, a)}, {renamed(t, b), b}} {
			c := comparing(t, pair[0], pair[1])
			said := differingMarks(pair[0], pair[1])
			if (len(said) == 0) != (len(c.Differences) == 0) {
				t.Fatalf("found %d differences, but markup says: %s\n%+v", len(c.Differences), strings.Join(said, "\n"), c.Differences)
			}
		}
	})
}
