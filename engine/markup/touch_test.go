package markup

import (
	"slices"
	"testing"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

func TestWhoChangedABlockLast(t *testing.T) {
	before := "1 . / 2 headline a1 / 3 body a1 >4 / 4 body a1 / 5 . / 6 . / 7 . / 8 body a1"
	cut, eight := blk(3).Start+5, blk(8)
	tests := []struct {
		name  string
		act   Act
		touch []int // blocks that the act touches
	}{
		{"a role", &SetRole{Blocks: []Extent{blk(7)}, Role: "masthead"}, []int{7}},
		{"a span", &MarkSpan{Page: 1, Start: blk(3).Start, End: blk(3).Start + 2, Role: "place"}, []int{3}},
		{"a correction", &Correct{Page: 1, Start: blk(4).Start, End: blk(4).Start + 2, Text: "x"}, []int{4}},
		{"a join taken apart, which stood at the end of the first piece", &Unjoin{Block: blk(4)}, []int{3}},
		{"a join", &JoinUp{Block: blk(9), From: &eight}, []int{8, 9}},
		{"a cut touches both pieces", &CutBlock{Block: blk(3), At: cut}, []int{3}},
		{"a title is the article's", &SetTitle{Article: testID("a1"), Title: "x"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := parseSet(t, town, before)
			r, err := s.Resolve(tt.act, testID("seed"), Circumstances{})
			if err != nil {
				t.Fatal(err)
			}
			s = applied(t, s, LoggedStep{Version: 2, ID: testID("seed"), Author: 7, Step: r.Step})
			for number := 1; number <= 12; number++ {
				e, _ := s.Extent(blk(number).Page, blk(number).Start)
				touch, found := s.LastTouch(e)
				if want := slices.Contains(tt.touch, number); want != (found && touch == Touch{2, 7}) {
					t.Errorf("block %d was last touched by %+v (%v)", number, touch, found)
				}
			}
		})
	}
	s := parseSet(t, town, "1 . / 2'3 .")
	if _, found := s.LastTouch(blk(5)); found {
		t.Error("a block that nobody has changed is said to be changed")
	}
}

func TestOthersAreWhoChangedCellsSinceOrRestOnThem(t *testing.T) {
	s := parseSet(t, town, "1 . / 2 headline a1 / 3 body a2 / 4 body a1 | s1 person 3:0-2")
	do := func(author int64, act Act) {
		t.Helper()
		seed := text.DerivedID("seed", int(s.Version()))
		r, err := s.Resolve(act, seed, Circumstances{})
		if err != nil {
			t.Fatal(err)
		}
		s = applied(t, s, LoggedStep{Version: s.Version() + 1, ID: seed, Author: author, Step: r.Step})
	}
	do(1, &SetRole{Blocks: []Extent{blk(7)}, Role: "masthead"})
	do(3, &SetRole{Blocks: []Extent{blk(7)}, Role: "noise"})
	do(2, &SetRole{Blocks: []Extent{blk(4)}, Role: vocabulary.RoleSubhead})
	tests := []struct {
		name    string
		cells   []Cell
		version int64
		author  int64
		want    []int64
	}{
		{"who changed the cell", []Cell{blk(7).Cell()}, 1, 1, []int64{3}},
		{"nobody, when it was before", []Cell{blk(7).Cell()}, 3, 1, nil},
		{"not oneself", []Cell{blk(7).Cell()}, 2, 3, nil},
		{"who changed what belongs to the article", []Cell{articleCell(testID("a1"))}, 1, 1, []int64{2}},
		{"the last one last", []Cell{blk(4).Cell(), blk(7).Cell()}, 2, 9, []int64{3, 2}},
		{"nobody at all", []Cell{articleCell(testID("a2")), spanCell(testID("s1"))}, 1, 1, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := s.Others(tt.cells, tt.version, tt.author); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
