package markup

import (
	"strings"
	"testing"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// cells is a set that holds just these cells, whatever the laws say.
func cells(source *Source, values map[string]Value) *Set {
	s := NewSet(source)
	for name, v := range values {
		c, err := ParseCell(name)
		if err != nil {
			panic(err)
		}
		s = s.with(c, v)
	}
	return s
}

func TestEqual(t *testing.T) {
	source := &Source{Pages: []*Page{NewPage(1, "一\n\n二\n\n三\n\n四\n")}} // blocks at 0, 3, 6, 9
	a, b, c, d := text.DerivedID("z", 1), text.DerivedID("z", 2), text.DerivedID("z", 3), text.DerivedID("z", 4)
	one := map[string]Value{
		"article/" + a: Article{Type: vocabulary.TypeNews},
		"block/1/0":    Block{Role: vocabulary.RoleBody, Article: a, Decided: true, Tail: a},
	}
	tests := []struct {
		name          string
		first, second map[string]Value
		equal         bool
		says          string
	}{
		{"sets with other ids are equal", one, map[string]Value{
			"article/" + b: Article{Type: vocabulary.TypeNews}, "block/1/0": Block{Role: vocabulary.RoleBody, Article: b, Decided: true, Tail: b}}, true, ""},
		{"a run that follows from a tail equals one that is stored", one, map[string]Value{
			"article/" + a: Article{Type: vocabulary.TypeNews}, "block/1/0": Block{Role: vocabulary.RoleBody, Article: a, Decided: true},
			"block/1/3": Block{Role: vocabulary.RoleBody, Article: a}, "block/1/6": Block{Role: vocabulary.RoleBody, Article: a}, "block/1/9": Block{Role: vocabulary.RoleBody, Article: a}}, true, ""},
		{"a shorter run does not", one, map[string]Value{
			"article/" + a: Article{Type: vocabulary.TypeNews}, "block/1/0": Block{Role: vocabulary.RoleBody, Article: a, Decided: true, Tail: a}, "block/1/6": Block{}}, false,
			`The first set says of block 6–7 of page 1: {"start":6,"end":7,"state":"assumed"`},
		{"cells that say nothing equal no cells", map[string]Value{}, map[string]Value{"block/1/3": Block{}, "notes/page/1": Notes{}}, true, ""},
		{"the state of the set is left aside", map[string]Value{}, map[string]Value{"state": Submitted}, true, ""},
		{"the state of a page is not", map[string]Value{}, map[string]Value{"state/page/1": Submitted}, false, "Only the second set has the state of page 1"},
		{"doubt is a difference", one, map[string]Value{
			"article/" + a: Article{Type: vocabulary.TypeNews}, "block/1/0": Block{Role: vocabulary.RoleBody, Article: a, Decided: true, Tail: a, Doubtful: true}}, false, "doubtful"},
		{"two articles without blocks are equal in any order", map[string]Value{
			"article/" + a: Article{Type: vocabulary.TypeNews, Notes: []string{"x"}}, "article/" + b: Article{Type: vocabulary.TypeNews, Notes: []string{"y"}}}, map[string]Value{
			"article/" + b: Article{Type: vocabulary.TypeNews, Notes: []string{"x"}}, "article/" + a: Article{Type: vocabulary.TypeNews, Notes: []string{"y"}}}, true, ""},
		{"packages that differ only in what stands under them are told apart", map[string]Value{
			"article/" + a: Article{Type: vocabulary.TypePackage}, "article/" + b: Article{Type: vocabulary.TypePackage},
			"article/" + c: Article{Type: vocabulary.TypeNews, Parent: a, Notes: []string{"x"}}, "article/" + d: Article{Type: vocabulary.TypeNews, Parent: b, Notes: []string{"y"}}}, map[string]Value{
			"article/" + a: Article{Type: vocabulary.TypePackage}, "article/" + b: Article{Type: vocabulary.TypePackage},
			"article/" + c: Article{Type: vocabulary.TypeNews, Parent: b, Notes: []string{"x"}}, "article/" + d: Article{Type: vocabulary.TypeNews, Parent: a, Notes: []string{"y"}}}, true, ""},
		{"spans of one place are told apart by what they hold", map[string]Value{
			"span/" + a: Mark{At: []Piece{{1, 0, 1}}, Role: vocabulary.RolePerson, Attributes: map[string]string{"as": "x"}},
			"span/" + b: Mark{At: []Piece{{1, 0, 1}}, Role: vocabulary.RolePerson}}, map[string]Value{
			"span/" + b: Mark{At: []Piece{{1, 0, 1}}, Role: vocabulary.RolePerson, Attributes: map[string]string{"as": "x"}},
			"span/" + a: Mark{At: []Piece{{1, 0, 1}}, Role: vocabulary.RolePerson}}, true, ""},
		{"and by what they stand under", map[string]Value{
			"span/" + a: Mark{At: []Piece{{1, 0, 1}}, Role: vocabulary.RoleByline}, "span/" + b: Mark{At: []Piece{{1, 0, 1}}, Role: vocabulary.RolePerson, Parent: a}}, map[string]Value{
			"span/" + a: Mark{At: []Piece{{1, 0, 1}}, Role: vocabulary.RoleByline}, "span/" + b: Mark{At: []Piece{{1, 0, 1}}, Role: vocabulary.RolePerson}}, false, "span s2"},
		{"a correction is a difference", map[string]Value{"correction/" + a: Correction{1, 0, 1, "壹"}}, map[string]Value{}, false,
			"Only the first set has correction c1"},
		{"a cut is a difference", map[string]Value{}, map[string]Value{"cut/1/4": Cut{}}, false, "Only the second set has the cut at 4 of page 1"},
		{"where an article was moved to is a difference", one, map[string]Value{
			"article/" + a: Article{Type: vocabulary.TypeNews, Place: &Place{1, 9, 1}}, "block/1/0": Block{Role: vocabulary.RoleBody, Article: a, Decided: true, Tail: a}}, false, "place"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			first, second := cells(source, tt.first), cells(source, tt.second)
			said := strings.Join(Differences(first, second), "\n")
			if Equal(first, second) != tt.equal || Equal(second, first) != tt.equal || !Equal(first, first) {
				t.Errorf("equal is %v, want %v: %s", !tt.equal, tt.equal, said)
			}
			if !strings.Contains(said, tt.says) {
				t.Errorf("got %q, want %q in it", said, tt.says)
			}
		})
	}
}

func TestSetsOnOtherTextsAreNotEqual(t *testing.T) {
	first := NewSet(&Source{Pages: []*Page{NewPage(1, "一\n")}})
	for _, source := range []*Source{{}, {Pages: []*Page{NewPage(1, "二\n")}}, {Pages: []*Page{NewPage(2, "一\n")}}} {
		if Equal(first, NewSet(source)) {
			t.Errorf("a set equals one on another text")
		}
	}
}
