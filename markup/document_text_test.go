package markup

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestTextOfAPart(t *testing.T) {
	tests := []struct {
		name   string
		blocks []string
		glue   Glue
		role   string
		want   string
	}{
		{"Chinese lines run on", []string{"把扯破的袖口\n，递给桑阿姨。"}, "", roleBody, "把扯破的袖口，递给桑阿姨。"},
		{"Latin lines run on with a space", []string{"The House \n resumed"}, "", roleBody, "The House resumed"},
		{"a hyphen at a Latin line end stays", []string{"co-\noperate"}, "", roleBody, "co- operate"},
		{"digits beside Chinese take no space", []string{"共有\n12人"}, "", roleBody, "共有12人"},
		{"Korean lines keep a space", []string{"대한\n민국"}, "", roleBody, "대한 민국"},
		{"an indented line is a new paragraph", []string{"　　一。\n　　二。\n三。"}, "", roleBody, "一。\n二。三。"},
		{"a turned headline gets a space", []string{"一台旧缝纫机\n补好校服"}, "", roleHeadline, "一台旧缝纫机 补好校服"},
		{"verse keeps its lines", []string{"　床前\n 明月光"}, "", roleVerse, "　床前\n 明月光"},
		{"a signature keeps its lines", []string{"指挥部\n2022年"}, "", roleSignature, "指挥部\n2022年"},
		{"nothing stands between joined Chinese", []string{"携手走出一 ", "条道路"}, GlueNone, roleBody, "携手走出一条道路"},
		{"a space stands between joined English", []string{"stops in", "the middle"}, GlueSpace, roleBody, "stops in the middle"},
		{"a line end stands between joined verse", []string{"one", "two"}, GlueNewline, roleVerse, "one\ntwo"},
		{"a hyphen is healed", []string{"hyphen-", "ated"}, GlueDehyphenate, roleBody, "hyphenated"},
		{"a soft hyphen is healed", []string{"hyphen\u00AD ", " ated"}, GlueDehyphenate, roleBody, "hyphenated"},
		{"without a hyphen nothing is dropped", []string{"plain", "text"}, GlueDehyphenate, roleBody, "plaintext"},
		{"a hyphen alone is dropped", []string{"-", "text"}, GlueDehyphenate, roleBody, "text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			set, at, glues := blocksOf(tt.blocks, tt.glue)
			if diff := cmp.Diff(tt.want, readText(set, at, glues, tt.role, true).text()); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

// blocksOf is a set on a page of blocks, and the blocks as joined with glue.
func blocksOf(blocks []string, glue Glue) (*Set, []Extent, []Glue) {
	page := &Page{Key: 1}
	text := ""
	for _, block := range blocks {
		start := NewText(text).Len()
		text += block
		page.Blocks = append(page.Blocks, Span{start, NewText(text).Len()})
		text += "\n\n"
	}
	page.Text, page.Hash, page.Rule = NewText(text), HashOf(text), BoundaryRule
	var at []Extent
	var glues []Glue
	for i, b := range page.Blocks {
		at = append(at, Extent{1, b.Start, b.End})
		if i == 0 {
			glues = append(glues, "")
		} else {
			glues = append(glues, glue)
		}
	}
	return NewSet(&Source{Pages: []*Page{page}}), at, glues
}

// corrected is set with one more correction.
func corrected(t interface{ Fatal(...any) }, set *Set, i int, c Correction) *Set {
	cell := Cell{Kind: CorrectionCell, ID: DerivedID("c", i)}
	next, err := set.Apply(Entry{Version: set.Version() + 1, ID: DerivedID("step", i), Step: Step{Changes: []Change{{Cell: cell, To: c}}}})
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func TestCorrectedTextStandsBesideTheSource(t *testing.T) {
	set, at, glues := blocksOf([]string{"疫情疫情防控\n到位了co-", "operate"}, GlueDehyphenate)
	for i, c := range []Correction{{1, 2, 4, ""}, {1, 9, 10, "啦𠮷"}} {
		set = corrected(t, set, i, c)
	}
	read := readText(set, at, glues, roleBody, true)
	if diff := cmp.Diff("疫情防控到位啦𠮷cooperate", read.text()); diff != "" {
		t.Errorf("corrected (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff("疫情疫情防控到位了cooperate", readText(set, at, glues, roleBody, false).text()); diff != "" {
		t.Errorf("source (-want +got):\n%s", diff)
	}
	tests := []struct {
		name string
		at   []Piece
		want string
	}{
		{"before the first correction", []Piece{{1, 0, 2}}, "疫情"},
		{"exactly the correction that empties", []Piece{{1, 2, 4}}, ""},
		{"over a correction and a line end", []Piece{{1, 0, 9}}, "疫情防控到位"},
		{"exactly a correction", []Piece{{1, 9, 10}}, "啦𠮷"},
		{"up to the healed hyphen", []Piece{{1, 10, 13}}, "co"},
		{"fragments on both sides of the join", []Piece{{1, 10, 13}, {1, 15, 22}}, "cooperate"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			here, found := read.spanOf(tt.at)
			if got := string(read.out[here.Start:here.End]); !found || got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPlacesInATextNeverRunBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		block := rapid.StringOfN(rapid.SampledFrom([]rune("一𠮷a-\u00AD \t\n\u3000。")), 1, 12, -1)
		set, at, glues := blocksOf(rapid.SliceOfN(block, 1, 3).Draw(t, "blocks"), rapid.SampledFrom([]Glue{GlueNone, GlueSpace, GlueNewline, GlueDehyphenate}).Draw(t, "glue"))
		for i := range rapid.IntRange(0, 3).Draw(t, "corrections") {
			e := rapid.SampledFrom(at).Draw(t, "block")
			start := rapid.IntRange(e.Start, e.End-1).Draw(t, "start")
			c := Correction{1, start, rapid.IntRange(start+1, e.End).Draw(t, "end"), rapid.SampledFrom([]string{"", "x", "\n", " 𠮷"}).Draw(t, "text")}
			if len(set.CorrectionsIn(Extent{1, c.Start, c.End})) == 0 && overlapsNone(set, e, c) {
				set = corrected(t, set, i, c)
			}
		}
		role := rapid.SampledFrom([]string{roleBody, roleHeadline, roleVerse}).Draw(t, "role")
		read := readText(set, at, glues, role, true)
		last := 0
		for _, p := range read.pieces {
			for i, place := range p.places {
				if place < last || place > len(read.out) {
					t.Fatalf("place %d of block %v is %d, after %d, of %d: %v", i, p.at, place, last, len(read.out), read.pieces)
				}
				last = place
			}
		}
	})
}

func overlapsNone(set *Set, e Extent, c Correction) bool {
	for _, other := range set.CorrectionsIn(e) {
		if (Span{other.Start, other.End}).Overlaps(Span{c.Start, c.End}) {
			return false
		}
	}
	return true
}
