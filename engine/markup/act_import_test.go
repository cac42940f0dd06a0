package markup

import (
	"reflect"
	"strings"
	"testing"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// twoPages is an issue in which an article goes on over the page and a package stands on page 1.
func twoPages() *Set {
	source := &Source{Pages: []*Page{NewPage(1, "总\n\n甲\n\n乙乙\n"), NewPage(2, "丙\n\n丁\n")}} // 0 3 6; 0 3
	over, first, second := text.DerivedID("y", 1), text.DerivedID("y", 2), text.DerivedID("y", 3)
	return cells(source, map[string]Value{
		"article/" + over: Article{Type: vocabulary.TypePackage}, "article/" + first: Article{Type: vocabulary.TypeNews, Parent: over},
		"article/" + second:       Article{Type: vocabulary.TypeNews},
		"block/1/0":               Block{Role: vocabulary.RolePackage, Article: over, Decided: true},
		"block/1/3":               Block{Role: vocabulary.RoleBody, Article: first, Decided: true},
		"block/1/6":               Block{Role: vocabulary.RoleHeadline, Article: second, Decided: true},
		"block/2/0":               Block{Role: vocabulary.RoleBody, Article: first, Decided: true},
		"join/1/4":                Join{2, 0, GlueNone, true},
		"block/2/3":               Block{Role: vocabulary.RoleMasthead, Decided: true},
		"span/" + over:            Mark{At: []Piece{{1, 3, 4}, {2, 0, 1}}, Role: vocabulary.RolePerson},
		"span/" + first:           Mark{At: []Piece{{1, 0, 1}}, Role: vocabulary.RolePlace},
		"correction/" + over:      Correction{1, 6, 7, "已"},
		"picture/" + over:         PlacedPicture{Page: 2, Offset: 0, Article: first},
		"notes/page/1":            Notes{"一页"},
		"state/page/2":            Submitted,
		"state/article/" + second: Returned,
	})
}

// importInto applies the import of m and takes it back again.
func importInto(t *testing.T, s *Set, m Marks, replace bool) *Set {
	t.Helper()
	step, err := s.ImportStep(m, "seed", replace)
	if err != nil {
		t.Fatal(err)
	}
	next, err := s.Apply(LoggedStep{Version: s.Version() + 1, ID: text.DerivedID("i", 1), Author: 1, Step: step})
	if err != nil {
		t.Fatal(err)
	}
	back, err := next.Apply(LoggedStep{Version: next.Version() + 1, ID: text.DerivedID("i", 2), Author: 1, Step: step.Reverse()})
	if err != nil {
		t.Fatal(err)
	}
	if said := Differences(s, back); len(said) > 0 {
		t.Errorf("the reverse does not restore: %v", said)
	}
	return next
}

func TestImportIntoAnEmptySetGivesAnEqualOne(t *testing.T) {
	s := twoPages()
	if said := Differences(s, importInto(t, NewSet(s.source), s.Standoff(), false)); len(said) > 0 {
		t.Error(said)
	}
}

func TestImportOfAMarkedPageIsRefused(t *testing.T) {
	s := twoPages()
	source := s.source
	marks := map[string]map[string]Value{
		"a block":       {"block/1/3": Block{Role: vocabulary.RoleMasthead, Decided: true}},
		"a doubt":       {"block/1/3": Block{Doubtful: true}},
		"a cut":         {"cut/1/7": Cut{}},
		"a note":        {"notes/page/1": Notes{"x"}},
		"a state":       {"state/page/1": Submitted},
		"a correction":  {"correction/" + text.DerivedID("k", 1): Correction{1, 0, 1, "x"}},
		"a span":        {"span/" + text.DerivedID("k", 1): Mark{At: []Piece{{1, 0, 1}}, Role: vocabulary.RolePerson}},
		"a picture":     {"picture/" + text.DerivedID("k", 1): PlacedPicture{Page: 1}},
		"an assumption": {"article/" + text.DerivedID("k", 1): Article{Type: vocabulary.TypeNews}, "block/1/0": Block{Tail: text.DerivedID("k", 1)}},
	}
	for name, marked := range marks {
		t.Run(name, func(t *testing.T) {
			_, err := cells(source, marked).ImportStep(s.Standoff(), "seed", false)
			if fault.CodeOf(err) != fault.Conflict || !strings.Contains(fault.Sentence(err), "Page 1 already has marks.") {
				t.Errorf("got %v", err)
			}
			replaced := importInto(t, cells(source, marked), s.Standoff(), true)
			if said := Differences(s, replaced); len(said) > 0 && name != "an assumption" {
				t.Error(said)
			}
		})
	}
}

// TestActsOfTheProgramAreLeftAsTheyAre resolves the acts that no browser sends twice; TestRandomActs does
// so with all others.
func TestActsOfTheProgramAreLeftAsTheyAre(t *testing.T) {
	s, empty := twoPages(), NewSet(twoPages().source)
	now, then := parseSet(t, town, "1 ."), parseSet(t, town, "1 headline a1 / 2 body a1 | s1 byline 2:0-2")
	for _, tt := range []struct {
		set       *Set
		act, twin Act
	}{
		{empty, &Import{Marks: s.Standoff()}, &Import{Marks: s.Standoff()}},
		{now, RestoreTo(now, then), RestoreTo(now, then)},
	} {
		first, err := tt.set.Resolve(tt.act, testID("seed"), Circumstances{})
		if err != nil {
			t.Fatalf("%T: %v", tt.act, err)
		}
		again, err := tt.set.Resolve(tt.act, testID("seed"), Circumstances{})
		if err != nil || !reflect.DeepEqual(first, again) {
			t.Errorf("%T resolved again gives %v (%v), want %v", tt.act, again, err, first)
		}
		if !reflect.DeepEqual(tt.act, tt.twin) {
			t.Errorf("resolving changed %T to %v, want %v", tt.act, tt.act, tt.twin)
		}
	}
}

func TestImportReplacesOnlyItsPages(t *testing.T) {
	s := twoPages()
	fresh := NewSet(&Source{Pages: s.source.Pages[:1]})
	m := fresh.Standoff()
	m.Articles = []ArticleMark{{"n", Article{Type: vocabulary.TypeNotice}}}
	m.Pages[0].Blocks[2] = BlockMark{Start: 6, End: 8, State: Decided, Role: vocabulary.RoleBody, Article: "n"}
	got := importInto(t, s, m, true)
	kept, notice := text.DerivedID("y", 9), text.DerivedID("y", 8)
	want := cells(s.source, map[string]Value{
		"article/" + kept: Article{Type: vocabulary.TypeNews}, "article/" + notice: Article{Type: vocabulary.TypeNotice},
		"block/1/6":       Block{Role: vocabulary.RoleBody, Article: notice, Decided: true},
		"block/2/0":       Block{Role: vocabulary.RoleBody, Article: kept, Decided: true},
		"block/2/3":       Block{Role: vocabulary.RoleMasthead, Decided: true},
		"span/" + kept:    Mark{At: []Piece{{2, 0, 1}}, Role: vocabulary.RolePerson},
		"picture/" + kept: PlacedPicture{Page: 2, Offset: 0, Article: kept},
		"state/page/2":    Submitted,
	})
	if said := Differences(want, got); len(said) > 0 {
		t.Errorf("want first, got second: %s", strings.Join(said, "\n"))
	}
}

func TestImportReplacesAWholeIssue(t *testing.T) {
	s := twoPages()
	lonely := cells(s.source, map[string]Value{"article/" + text.DerivedID("q", 1): Article{Type: vocabulary.TypeNews, Notes: []string{"of nothing"}}})
	if said := Differences(s, importInto(t, lonely, s.Standoff(), true)); len(said) > 0 {
		t.Error(said)
	}
	if said := Differences(s, importInto(t, s, s.Standoff(), true)); len(said) > 0 {
		t.Error(said)
	}
}

func TestImportFindsPagesByTheirText(t *testing.T) {
	s := twoPages()
	moved := &Source{Pages: []*Page{NewPage(4, s.source.Pages[1].Text.String()), NewPage(7, s.source.Pages[0].Text.String())}}
	got := importInto(t, NewSet(moved), s.Standoff(), false)
	if j, found := got.joins.get(position{7, 4}); !found || j.Page != 4 {
		t.Errorf("the join leads to page %d, want 4", j.Page)
	}
	if b, _ := got.blocks.get(position{4, 3}); b.Role != vocabulary.RoleMasthead {
		t.Errorf("page 4 has %q, want a masthead", b.Role)
	}
	twins := &Source{Pages: []*Page{NewPage(1, "一\n"), NewPage(2, "一\n")}}
	set := cells(twins, map[string]Value{"block/2/0": Block{Role: vocabulary.RoleMasthead, Decided: true}})
	if said := Differences(set, importInto(t, NewSet(twins), set.Standoff(), false)); len(said) > 0 {
		t.Errorf("pages of one text: %v", said)
	}
}

func TestImportStoresRunsAsTails(t *testing.T) {
	source := &Source{Pages: []*Page{NewPage(1, "一\n\n二\n\n三\n\n四\n\n五\n")}} // 0 3 6 9 12
	a, b := text.DerivedID("x", 1), text.DerivedID("x", 2)
	s := cells(source, map[string]Value{
		"article/" + a: Article{Type: vocabulary.TypeNews}, "article/" + b: Article{Type: vocabulary.TypeNews},
		"block/1/0":  Block{Role: vocabulary.RoleHeadline, Article: a, Decided: true},
		"block/1/3":  Block{Role: vocabulary.RoleBody, Article: a},
		"block/1/6":  Block{Role: vocabulary.RoleBody, Article: a},
		"block/1/9":  Block{Role: vocabulary.RoleBody, Article: b},
		"block/1/12": Block{},
	})
	got := importInto(t, NewSet(source), s.Standoff(), false)
	if said := Differences(s, got); len(said) > 0 {
		t.Error(said)
	}
	var stored []int
	for p := range got.blocks.all() {
		stored = append(stored, p.at)
	}
	// 3 and 6 follow from the headline; 9 is another article's, and 12 nobody's.
	if want := []int{0, 9}; len(stored) != 2 || stored[0] != want[0] || stored[1] != want[1] {
		t.Errorf("cells at %v, want %v", stored, want)
	}
}
