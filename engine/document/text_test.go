package document

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
)

func TestTextOfAPart(t *testing.T) {
	tests := []struct {
		name   string
		blocks []string
		glue   markup.Glue
		role   string
		want   string
	}{
		{"Chinese lines run on", []string{"把扯破的袖口\n，递给桑阿姨。"}, "", vocabulary.RoleBody, "把扯破的袖口，递给桑阿姨。"},
		{"Latin lines run on with a space", []string{"The House \n resumed"}, "", vocabulary.RoleBody, "The House resumed"},
		{"a hyphen at a Latin line end stays", []string{"co-\noperate"}, "", vocabulary.RoleBody, "co- operate"},
		{"digits beside Chinese take no space", []string{"共有\n12人"}, "", vocabulary.RoleBody, "共有12人"},
		{"Korean lines keep a space", []string{"대한\n민국"}, "", vocabulary.RoleBody, "대한 민국"},
		{"an indented line is a new paragraph", []string{"　　一。\n　　二。\n三。"}, "", vocabulary.RoleBody, "一。\n二。三。"},
		{"a turned headline gets a space", []string{"一台旧缝纫机\n补好校服"}, "", vocabulary.RoleHeadline, "一台旧缝纫机 补好校服"},
		{"verse keeps its lines", []string{"　床前\n 明月光"}, "", vocabulary.RoleVerse, "　床前\n 明月光"},
		{"a signature keeps its lines", []string{"指挥部\n2022年"}, "", vocabulary.RoleSignature, "指挥部\n2022年"},
		{"nothing stands between joined Chinese", []string{"携手走出一 ", "条道路"}, markup.GlueNone, vocabulary.RoleBody, "携手走出一条道路"},
		{"a space stands between joined English", []string{"stops in", "the middle"}, markup.GlueSpace, vocabulary.RoleBody, "stops in the middle"},
		{"a line end stands between joined verse", []string{"one", "two"}, markup.GlueNewline, vocabulary.RoleVerse, "one\ntwo"},
		{"a hyphen is healed", []string{"hyphen-", "ated"}, markup.GlueDehyphenate, vocabulary.RoleBody, "hyphenated"},
		{"a soft hyphen is healed", []string{"hyphen\u00AD ", " ated"}, markup.GlueDehyphenate, vocabulary.RoleBody, "hyphenated"},
		{"without a hyphen nothing is dropped", []string{"plain", "text"}, markup.GlueDehyphenate, vocabulary.RoleBody, "plaintext"},
		{"a hyphen alone is dropped", []string{"-", "text"}, markup.GlueDehyphenate, vocabulary.RoleBody, "text"},
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
func blocksOf(blocks []string, glue markup.Glue) (*markup.Set, []markup.Extent, []markup.Glue) {
	page := &markup.Page{Key: 1}
	words := ""
	for _, block := range blocks {
		start := text.NewText(words).Len()
		words += block
		page.Blocks = append(page.Blocks, text.Span{Start: start, End: text.NewText(words).Len()})
		words += "\n\n"
	}
	page.Text, page.Hash, page.Rule = text.NewText(words), markup.HashOf(words), markup.BoundaryRule
	var at []markup.Extent
	var glues []markup.Glue
	for i, b := range page.Blocks {
		at = append(at, markup.Extent{Page: 1, Start: b.Start, End: b.End})
		if i == 0 {
			glues = append(glues, "")
		} else {
			glues = append(glues, glue)
		}
	}
	return markup.NewSet(&markup.Source{Pages: []*markup.Page{page}}), at, glues
}

// corrected is set with one more correction.
func corrected(t interface{ Fatal(...any) }, set *markup.Set, i int, c markup.Correction) *markup.Set {
	cell := markup.Cell{Kind: markup.CorrectionCell, ID: text.DerivedID("c", i)}
	next, err := set.Apply(markup.LoggedStep{Version: set.Version() + 1, ID: text.DerivedID("step", i), Step: markup.Step{Changes: []markup.Change{{Cell: cell, To: c}}}})
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func TestCorrectedTextStandsBesideTheSource(t *testing.T) {
	set, at, glues := blocksOf([]string{"疫情疫情防控\n到位了co-", "operate"}, markup.GlueDehyphenate)
	for i, c := range []markup.Correction{{Page: 1, Start: 2, End: 4, Text: ""}, {Page: 1, Start: 9, End: 10, Text: "啦𠮷"}} {
		set = corrected(t, set, i, c)
	}
	read := readText(set, at, glues, vocabulary.RoleBody, true)
	if diff := cmp.Diff("疫情防控到位啦𠮷cooperate", read.text()); diff != "" {
		t.Errorf("corrected (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff("疫情疫情防控到位了cooperate", readText(set, at, glues, vocabulary.RoleBody, false).text()); diff != "" {
		t.Errorf("source (-want +got):\n%s", diff)
	}
	tests := []struct {
		name string
		at   []markup.Piece
		want string
	}{
		{"before the first correction", []markup.Piece{{Page: 1, Start: 0, End: 2}}, "疫情"},
		{"exactly the correction that empties", []markup.Piece{{Page: 1, Start: 2, End: 4}}, ""},
		{"over a correction and a line end", []markup.Piece{{Page: 1, Start: 0, End: 9}}, "疫情防控到位"},
		{"exactly a correction", []markup.Piece{{Page: 1, Start: 9, End: 10}}, "啦𠮷"},
		{"up to the healed hyphen", []markup.Piece{{Page: 1, Start: 10, End: 13}}, "co"},
		{"fragments on both sides of the join", []markup.Piece{{Page: 1, Start: 10, End: 13}, {Page: 1, Start: 15, End: 22}}, "cooperate"},
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
		set, at, glues := blocksOf(rapid.SliceOfN(block, 1, 3).Draw(t, "blocks"), rapid.SampledFrom([]markup.Glue{markup.GlueNone, markup.GlueSpace, markup.GlueNewline, markup.GlueDehyphenate}).Draw(t, "glue"))
		for i := range rapid.IntRange(0, 3).Draw(t, "corrections") {
			e := rapid.SampledFrom(at).Draw(t, "block")
			start := rapid.IntRange(e.Start, e.End-1).Draw(t, "start")
			c := markup.Correction{Page: 1, Start: start, End: rapid.IntRange(start+1, e.End).Draw(t, "end"), Text: rapid.SampledFrom([]string{"", "x", "\n", " 𠮷"}).Draw(t, "text")}
			if len(set.CorrectionsIn(markup.Extent{Page: 1, Start: c.Start, End: c.End})) == 0 && overlapsNone(set, e, c) {
				set = corrected(t, set, i, c)
			}
		}
		role := rapid.SampledFrom([]string{vocabulary.RoleBody, vocabulary.RoleHeadline, vocabulary.RoleVerse}).Draw(t, "role")
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

func overlapsNone(set *markup.Set, e markup.Extent, c markup.Correction) bool {
	for _, other := range set.CorrectionsIn(e) {
		if (text.Span{Start: other.Start, End: other.End}).Overlaps(text.Span{Start: c.Start, End: c.End}) {
			return false
		}
	}
	return true
}
