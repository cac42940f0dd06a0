package markup

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
)

// failer is a test, or a run of a property.
type failer interface {
	Helper()
	Fatalf(format string, words ...any)
	Errorf(format string, words ...any)
}

// checkLaws checks everything that holds of every set: what is derived is what a set rebuilt from
// the same cells derives, problems are those a look at everything finds, every cell keeps the rules,
// and the blocks with the gaps between them give back the source.
func checkLaws(t failer, s *Set) {
	t.Helper()
	if diff := cmp.Diff(dump(rebuilt(s)), dump(s)); diff != "" {
		t.Fatalf("a rebuilt set differs (-rebuilt +kept):\n%s", diff)
	}
	checkProblems(t, s)
	checkPartition(t, s)
	checkCells(t, s)
	checkOrder(t, s)
	checkSnapshot(t, s)
	checkParts(t, s)
}

// rebuilt is a set with the same cells, put in one by one, the last first.
func rebuilt(s *Set) *Set {
	rebuilt := NewSet(s.source)
	cells := slices.Collect(maps.Keys(maps.Collect(s.Cells())))
	slices.SortFunc(cells, func(a, b Cell) int { return compareCells(b, a) })
	for _, c := range cells {
		rebuilt = rebuilt.with(c, s.Get(c))
	}
	return rebuilt
}

// dump is everything a set holds and derives, except for versions, authors and problems.
func dump(s *Set) []string {
	lines := dumpCells(s)
	add := func(format string, words ...any) { lines = append(lines, fmt.Sprintf(format, words...)) }
	for key := range s.joinsIn.all() {
		add("joined into %v from %v", key.start, key.end)
	}
	for _, list := range []struct {
		name string
		rows table[memberKey, struct{}]
	}{{"member", s.members}, {"tail", s.tails}, {"run", s.runs}} {
		for key := range list.rows.all() {
			add("%s %v", list.name, key)
		}
	}
	for _, list := range []struct {
		name string
		rows table[childKey, struct{}]
	}{{"child", s.children}, {"mark in", s.marksIn}, {"picture in", s.picturesIn}} {
		for key := range list.rows.all() {
			add("%s %v", list.name, key)
		}
	}
	for key := range s.order.all() {
		add("order %v", key)
	}
	for id, place := range s.places.all() {
		add("place %s %v", id, place)
	}
	for key := range s.marksAt.all() {
		add("mark at %v", key)
	}
	for key := range s.correctionsAt.all() {
		add("correction at %v", key)
	}
	for id, t := range s.tallies.all() {
		add("tally %s %+v", id, t)
	}
	for page, n := range s.counts.all() {
		if n != (count{}) {
			add("count %d %+v", page, n)
		}
	}
	add("total %+v of %d", s.total, s.whole)
	return lines
}

// dumpCells is every cell of a set with its value.
func dumpCells(s *Set) []string {
	var lines []string
	add := func(c Cell, v Value) {
		data, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		lines = append(lines, c.String()+" "+string(data))
	}
	for p, b := range s.blocks.all() {
		add(blockCell(p), b)
	}
	for p := range s.cuts.all() {
		add(cutCell(p), Cut{})
	}
	for id, a := range s.articles.all() {
		add(articleCell(id), a)
	}
	for p, j := range s.joins.all() {
		add(joinCell(p), j)
	}
	for id, m := range s.marks.all() {
		add(spanCell(id), m)
	}
	for id, c := range s.corrections.all() {
		add(correctionCell(id), c)
	}
	for id, p := range s.pictures.all() {
		add(pictureCell(id), p)
	}
	for c, v := range s.remarks.all() {
		add(c, v)
	}
	for c, v := range s.dismissals.all() {
		add(c, v)
	}
	return lines
}

func checkProblems(t failer, s *Set) {
	t.Helper()
	want, wrong := map[string][]Problem{}, 0
	for id := range s.articles.all() {
		if list := s.articleProblems(id); len(list) > 0 {
			want[articleCell(id).String()] = list
			wrong += wrongs(list)
		}
	}
	for _, p := range s.source.Pages {
		for b := range s.Blocks(p.Key) {
			if list := s.blockProblems(b.Extent); len(list) > 0 {
				want[b.Cell().String()] = list
				wrong += wrongs(list)
			}
		}
	}
	got := map[string][]Problem{}
	for c, list := range s.Problems() {
		got[c.String()] = list
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("problems kept differ from those found by looking at everything (-want +got):\n%s", diff)
	}
	if s.CountProblems() != wrong {
		t.Fatalf("CountProblems() = %d, want %d", s.CountProblems(), wrong)
	}
}

// checkPartition puts blocks and gaps together again, and counts.
func checkPartition(t failer, s *Set) {
	t.Helper()
	allBlocks, allDecided := 0, 0
	for _, p := range s.source.Pages {
		var words strings.Builder
		at, blocks, decided := 0, 0, 0
		for b := range s.Blocks(p.Key) {
			gap := p.Text.Slice(text.Span{Start: at, End: b.Start})
			if hasText(gap) || !hasText(s.TextOf(b.Extent)) {
				t.Fatalf("page %d: the gap %q holds text, or the block at %d has none", p.Key, gap, b.Start)
			}
			words.WriteString(gap)
			words.WriteString(s.TextOf(b.Extent))
			at = b.End
			blocks++
			if b.State == Decided {
				decided++
			}
			if again := s.Block(b.Extent); !cmp.Equal(again, b) {
				t.Fatalf("Block(%v) = %+v, but Blocks has %+v", b.Extent, again, b)
			}
		}
		words.WriteString(p.Text.Slice(text.Span{Start: at, End: p.Text.Len()}))
		if words.String() != p.Text.String() {
			t.Fatalf("page %d: blocks and gaps are %q, want %q", p.Key, words.String(), p.Text.String())
		}
		if n, m := s.Count(p.Key); n != blocks || m != decided {
			t.Fatalf("Count(%d) = %d, %d; want %d, %d", p.Key, n, m, blocks, decided)
		}
		allBlocks, allDecided = allBlocks+blocks, allDecided+decided
	}
	if n, m := s.CountAll(); n != allBlocks || m != allDecided {
		t.Fatalf("CountAll() = %d, %d; want %d, %d", n, m, allBlocks, allDecided)
	}
}

// checkCells asks the rules about every cell, changed or not.
func checkCells(t failer, s *Set) {
	t.Helper()
	d := newDraft(s, "")
	for c, v := range s.Cells() {
		if err := d.checkCell(c, v); err != nil {
			t.Fatalf("cell %s breaks a rule: %v", c, err)
		}
	}
}

func checkOrder(t failer, s *Set) {
	t.Helper()
	var want []orderKey
	for id, a := range s.articles.all() {
		key := orderKey{article: id}
		var first []Place
		for p, b := range s.blocks.all() {
			if b.Article == id {
				first = append(first, placeOf(p, b))
			}
		}
		if len(first) > 0 {
			key.place = slices.MinFunc(first, Place.compare)
		}
		if a.Place != nil {
			key.place = *a.Place
		}
		want = append(want, key)
	}
	slices.SortFunc(want, compareOrder)
	var ids, got []text.ID
	for _, key := range want {
		ids = append(ids, key.article)
	}
	for id := range s.Articles() {
		got = append(got, id)
	}
	if !slices.Equal(ids, got) {
		t.Fatalf("articles in reading order are %v, want %v", got, ids)
	}
}

func checkSnapshot(t failer, s *Set) {
	t.Helper()
	data, err := s.Snapshot()
	if err != nil {
		t.Fatalf("write a snapshot: %v", err)
	}
	again, err := Restore(s.source, data)
	if err != nil {
		t.Fatalf("read a snapshot: %v", err)
	}
	checkSame(t, "restored from a snapshot", s, again)
	if again.Version() != s.Version() {
		t.Fatalf("the snapshot is of version %d, want %d", again.Version(), s.Version())
	}
	for c, touch := range s.touched.all() {
		if other, _ := again.Touched(c); other != touch {
			t.Fatalf("the snapshot says %v of cell %s, want %v", other, c, touch)
		}
	}
}

// checkSame checks that two sets are the same to the last cell, count and problem.
func checkSame(t failer, what string, want, got *Set) {
	t.Helper()
	if diff := cmp.Diff(dump(want), dump(got)); diff != "" {
		t.Fatalf("%s: the set differs (-want +got):\n%s", what, diff)
	}
	if diff := cmp.Diff(problemsOf(want), problemsOf(got)); diff != "" {
		t.Fatalf("%s: problems differ (-want +got):\n%s", what, diff)
	}
	if want.CountProblems() != got.CountProblems() {
		t.Fatalf("%s: %d problems, want %d", what, got.CountProblems(), want.CountProblems())
	}
}

func problemsOf(s *Set) map[string][]Problem {
	found := map[string][]Problem{}
	for c, list := range s.Problems() {
		found[c.String()] = list
	}
	return found
}

// applied is the set after step, once the step's own laws are checked: it survives JSON, and its
// reverse restores the set it came from.
func applied(t failer, s *Set, e LoggedStep) *Set {
	t.Helper()
	next, err := s.Apply(e)
	if err != nil {
		t.Fatalf("apply: %v", err)
	}
	data, err := json.Marshal(e.Step)
	if err != nil {
		t.Fatalf("write the step: %v", err)
	}
	var read Step
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatalf("read the step %s: %v", data, err)
	}
	if !read.Equal(e.Step) {
		t.Fatalf("the step read back differs: %s", data)
	}
	back, err := next.Apply(LoggedStep{Version: e.Version + 1, Author: e.Author, Step: e.Step.Reverse()})
	if err != nil {
		t.Fatalf("apply the reverse: %v", err)
	}
	checkSame(t, "after the reverse", s, back)
	checkChanged(t, s, next, e.Step)
	return next
}

// checkChanged checks that the news of a step hold every problem that differs.
func checkChanged(t failer, before, after *Set, step Step) {
	t.Helper()
	changed := ChangedProblems(before, after, step)
	was, now := problemsOf(before), problemsOf(after)
	for c, list := range changed {
		if !cmp.Equal(slices.Clone(now[c.String()]), slices.Clone(list)) && len(now[c.String()])+len(list) > 0 {
			t.Fatalf("news say %v of %s, want %v", list, c, now[c.String()])
		}
		delete(was, c.String())
		delete(now, c.String())
	}
	if diff := cmp.Diff(was, now); diff != "" {
		t.Fatalf("news leave problems out (-before +after):\n%s", diff)
	}
}

func TestLawsHoldOfTheEmptySet(t *testing.T) {
	checkLaws(t, NewSet(&Source{}))
	checkLaws(t, NewSet(&Source{Pages: []*Page{NewPage(1, ""), NewPage(2, "\n\n \n"), NewPage(7, "a")}}))
}

// checkParts compares the parts that are kept with those that are there.
func checkParts(t failer, s *Set) {
	t.Helper()
	if diff := cmp.Diff(s.findParts(false).all, s.Parts(Cell{Kind: StateCell})); diff != "" {
		t.Fatalf("the parts that are kept are not those of the set (-want +got)\n%s", diff)
	}
	articles := 0
	for id := range s.Articles() {
		_, withdrawn := s.Withdrawn(id)
		if !withdrawn && !s.isGroup(id) {
			articles++
		}
		if withdrawn != s.IsWithdrawn(id) || withdrawn && len(s.ProblemsOf(articleCell(id))) > 0 {
			t.Fatalf("article %s is withdrawn %t, and has the problems %v", id, withdrawn, s.ProblemsOf(articleCell(id)))
		}
	}
	if articles != s.CountArticles() {
		t.Fatalf("%d articles are counted, want %d", s.CountArticles(), articles)
	}
}
