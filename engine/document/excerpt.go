package document

import (
	"galley/engine/markup"
	"galley/engine/text"
)

// The pieces of the export document, one at a time, for showing it. What a piece costs is what it
// holds, not what the issue holds. Articles have the set's own ids there and spans are named within the
// piece; texts, lines and pictures are those of the export.

// Assembly says how a part's text was put together.
type Assembly struct {
	Starts []int  // where the text of each fragment of At begins in Text
	Edits  []Edit // the corrections in it, in text order
}

// Edit is a correction within the text of a part.
type Edit struct {
	Start, End int    // of the replacement, in Text
	Source     string // what stands there without the correction
}

// Excerpt is an article as an export has it, with all that stands under it, or nil if absent.
func Excerpt(s *markup.Set, id text.ID) *Article {
	if !has(s, id) {
		return nil
	}
	return excerpt(s, id, 0)
}

func excerpt(s *markup.Set, id text.ID, depth int) *Article {
	var blocks []markup.BlockView
	for v := range s.Members(id) {
		blocks = append(blocks, v)
	}
	b := excerptBuilder(s, blocks)
	b.placed = map[text.ID][]markup.PictureView{id: b.names.OwnPictures(id)}
	a := b.article(id)
	if depth < markup.MaxDepth {
		for _, child := range s.Children(id) {
			a.Children = append(a.Children, excerpt(s, child, depth+1))
		}
	}
	return a
}

// ExcerptLoose is what belongs to no article on a page, and what nobody has decided there.
func ExcerptLoose(s *markup.Set, page int) (furniture []Part, undecided []UndecidedRun) {
	var blocks []markup.BlockView
	for v := range s.Blocks(page) {
		if v.State == markup.Decided && v.Article == "" {
			blocks = append(blocks, v)
		}
	}
	b := excerptBuilder(s, blocks)
	b.loose(page)
	return b.furniture, b.undecided
}

// excerptBuilder builds from some blocks; only their spans have names.
func excerptBuilder(s *markup.Set, blocks []markup.BlockView) *builder {
	var spans []text.ID
	seen := map[text.ID]bool{}
	for _, v := range blocks {
		for _, m := range s.MarksIn(v.Extent) {
			if !seen[m.ID] {
				seen[m.ID] = true
				spans = append(spans, m.ID)
			}
		}
	}
	return &builder{set: s, names: markup.OwnNames(s, spans), assemblies: true}
}

// assemblyOf says how the part of a chain of blocks was put together.
func (b *builder) assemblyOf(p *builtPart, chain []markup.BlockView) *Assembly {
	a := &Assembly{}
	for i, v := range chain {
		a.Starts = append(a.Starts, p.reads.pieces[i].places[0])
		for _, c := range b.set.CorrectionsIn(v.Extent) {
			here, found := p.reads.span(c.Piece())
			there, also := p.source.span(c.Piece())
			if found && also && c.Start >= v.Start {
				a.Edits = append(a.Edits, Edit{here.Start, here.End, string(p.source.out[there.Start:there.End])})
			}
		}
	}
	return a
}
