package formats

import (
	"galley/engine/document"
	"galley/engine/markup"
)

func (x *xmlOut) article(a *document.Article) {
	x.begin("article", word("id", a.ID), word("type", a.Type), isTrue("headless", a.Headless), word("state", string(a.State)), someNumber("stage", a.Stage), word("number", a.Number))
	if a.Withheld != nil {
		x.withheld("", *a.Withheld)
	}
	if a.Replaces != nil {
		x.empty("replaces", replacedWords(*a.Replaces)...)
	}
	x.some("title", a.Title)
	x.properties(a.Attributes)
	x.notes(a.Notes)
	for i := range a.Parts {
		x.part(a.Parts[i])
	}
	for i := range a.Pictures {
		x.picture(a.Pictures[i])
	}
	x.lines("byline", a.Bylines)
	x.lines("dateline", a.Datelines)
	x.lines("credit", a.Credits)
	x.lines("signature", a.Signatures)
	x.lines("jump", a.Jumps)
	for _, child := range a.Children {
		x.article(child)
	}
	x.end()
}

func (x *xmlOut) part(p document.Part) {
	x.begin("part", word("role", p.Role), isTrue("doubtful", p.Doubtful), word("turns", numbers(p.Turns)))
	x.leaf("text", p.Text)
	x.some("source", p.Source)
	x.fragments(p.At)
	for _, s := range p.Spans {
		x.empty("span", word("id", s.ID), word("role", s.Role), number("start", s.Start), number("end", s.End), isTrue("apart", s.Apart))
	}
	x.end()
}

func (x *xmlOut) fragments(list []document.Fragment) {
	for _, f := range list {
		x.leaf("fragment", f.Text, number("page", f.Page), number("start", f.Start), number("end", f.End), word("glue", string(f.Glue)))
	}
}

func (x *xmlOut) at(pieces []markup.Piece) {
	for _, p := range pieces {
		x.empty("at", number("page", p.Page), number("start", p.Start), number("end", p.End))
	}
}

func (x *xmlOut) picture(p document.Picture) {
	gap := attribute{}
	if p.Gap > 0 {
		gap = number("gap", p.Gap)
	}
	x.begin("picture", word("id", p.ID), number("page", p.Page), number("offset", p.Offset), gap)
	x.properties(p.Attributes)
	for _, part := range []*document.Part{p.Caption, p.Credit} {
		if part != nil {
			x.part(*part)
		}
	}
	x.lines("credit", p.Credits)
	x.end()
}

// lines writes bylines and the like, taken apart.
func (x *xmlOut) lines(name string, lines []document.Line) {
	for _, l := range lines {
		x.begin(name, word("span", l.Span))
		x.leaf("text", l.Text)
		x.some("source", l.Source)
		x.at(l.At)
		for _, p := range l.Persons {
			x.begin("person", word("span", p.Span))
			x.leaf("name", p.Name)
			for _, role := range p.Roles {
				x.leaf("role", role)
			}
			x.end()
		}
		x.named("agency", l.Sources)
		x.named("place", l.Places)
		x.named("date", l.Dates)
		x.named("issuer", l.Issuers)
		x.end()
	}
}

func (x *xmlOut) named(name string, list []document.Named) {
	for _, n := range list {
		x.leaf(name, n.Text, word("span", n.Span))
	}
}

func (x *xmlOut) run(r document.UndecidedRun) {
	x.begin("run", number("page", r.Page), number("start", r.Start), number("end", r.End), word("state", string(r.State)),
		word("role", r.Role), word("article", r.Article))
	x.fragments(r.Blocks)
	x.end()
}
