package document

import (
	"cmp"
	"slices"
	"strings"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
)

// builtPart is a part with what is needed to take its lines apart.
type builtPart struct {
	Part
	first  markup.BlockView
	marks  []markup.MarkView // spans in it, in text order
	reads  *partText
	source *partText
}

// aparts are the roles of spans that stand in a text without being of it.
var aparts = map[string]bool{
	vocabulary.RoleByline: true, vocabulary.RoleDateline: true, vocabulary.RoleCredit: true, vocabulary.RoleSignature: true, vocabulary.RoleJump: true,
	vocabulary.RoleFolio: true, vocabulary.RoleStaffLine: true,
}

// part puts blocks together that joins make one.
func (b *builder) part(chain []markup.BlockView, glues []markup.Glue) builtPart {
	at := make([]markup.Extent, len(chain))
	p := builtPart{first: chain[0]}
	corrected := false
	for i, v := range chain {
		at[i] = v.Extent
		corrected = corrected || len(b.set.CorrectionsIn(v.Extent)) > 0
		p.Doubtful = p.Doubtful || v.Doubtful
		p.At = append(p.At, b.fragment(v.Extent, glues[i]))
	}
	p.Role = chain[0].Role
	p.reads = readText(b.set, at, glues, p.Role, true)
	p.source = p.reads
	p.Text = p.reads.text()
	if corrected {
		p.source = readText(b.set, at, glues, p.Role, false)
		p.Source = differing(p.source.text(), p.Text)
	}
	for _, v := range chain {
		for _, turn := range v.Turns {
			if here, found := p.reads.span(markup.Piece{Page: v.Page, Start: turn, End: turn + 1}); found {
				p.Turns = append(p.Turns, here.Start)
			}
		}
	}
	p.spans(b, at)
	if b.assemblies {
		p.Assembly = b.assemblyOf(&p, chain)
	}
	return p
}

// spans puts the spans of the blocks into the part, by where they begin in its text.
func (p *builtPart) spans(b *builder, at []markup.Extent) {
	seen := map[text.ID]bool{}
	for _, e := range at {
		for _, m := range b.set.MarksIn(e) {
			if !seen[m.ID] {
				seen[m.ID] = true
				p.marks = append(p.marks, m)
			}
		}
	}
	slices.SortStableFunc(p.marks, func(x, y markup.MarkView) int {
		a, _ := p.reads.spanOf(x.At)
		c, _ := p.reads.spanOf(y.At)
		return cmp.Or(cmp.Compare(a.Start, c.Start), cmp.Compare(c.End, a.End), compareInText(b.names, x.ID, y.ID))
	})
	for _, m := range p.marks {
		here, _ := p.reads.spanOf(m.At)
		p.Spans = append(p.Spans, Inline{b.names.SpanName[m.ID], m.Role, here.Start, here.End, aparts[m.Role]})
	}
}

// compareInText orders spans by their names.
func compareInText(n *markup.Names, a, b text.ID) int {
	x, y := n.SpanName[a], n.SpanName[b]
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y))
}

// differing is source, or "" if it equals text.
func differing(source, text string) string {
	if source == text {
		return ""
	}
	return source
}

// title is the text of the headlines, or group heads, that stand over an article.
func title(parts []builtPart) string {
	var words []string
	for _, p := range parts {
		kind := vocabulary.RoleOf(p.Role).Kind
		if p.is(vocabulary.RoleHeadline) || kind == vocabulary.GroupHead {
			words = append(words, strings.Fields(p.Text)...)
		} else if kind != vocabulary.Heading {
			break
		}
	}
	return strings.Join(words, " ")
}
