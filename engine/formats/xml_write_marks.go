package formats

import (
	"strconv"

	"galley/engine/markup"
)

// marks writes the stand-off marks.
func (x *xmlOut) marks(m markup.Marks) {
	x.begin("marks")
	for _, c := range m.Cuts {
		x.empty("cut", number("page", c.Page), number("at", c.At))
	}
	for _, a := range m.Articles {
		x.articleMark(a)
	}
	for _, j := range m.Joins {
		x.empty("join", number("page", j.Page), number("end", j.End), number("to-page", j.To.Page), number("to-start", j.To.Start),
			word("glue", string(j.To.Glue)), isTrue("certain", j.To.Certain))
	}
	for _, s := range m.Spans {
		x.spanMark(s)
	}
	for _, c := range m.Corrections {
		x.begin("correction", word("id", c.ID), number("page", c.Page), number("start", c.Start), number("end", c.End))
		x.leaf("source", c.Quote)
		x.leaf("text", c.Text)
		x.end()
	}
	for _, p := range m.Pictures {
		x.begin("picture", word("id", p.ID), number("page", p.Page), number("offset", p.Offset), word("article", p.Article))
		x.properties(p.Attributes)
		x.end()
	}
	for _, n := range m.Notes {
		x.begin("notes", number("page", n.Page))
		x.notes(n.Notes)
		x.end()
	}
	for _, s := range m.States {
		x.stateMark(s)
	}
	for _, d := range m.Dismissals {
		x.dismissal(d)
	}
	for _, w := range m.Withheld {
		x.withheld(w.Article, w.Withholding)
	}
	x.end()
}

func (x *xmlOut) articleMark(a markup.ArticleMark) {
	x.begin("article", word("id", a.ID), word("type", a.Type), word("parent", a.Parent), isTrue("headless", a.Headless))
	x.some("title", a.Title)
	x.properties(a.Attributes)
	x.notes(a.Notes)
	x.position(a.Place)
	x.end()
}

func (x *xmlOut) spanMark(s markup.SpanMark) {
	x.begin("span", word("id", s.ID), word("role", s.Role), word("parent", s.Parent))
	x.at(s.At)
	x.properties(s.Attributes)
	x.leaf("text", s.Quote)
	x.end()
}

func (x *xmlOut) stateMark(s markup.StateMark) {
	x.empty("state", someNumber("page", s.Page), word("article", s.Article), word("is", string(s.State)), someNumber("stage", s.Stage), someNumber("next", s.Next))
}

func (x *xmlOut) dismissal(d markup.DismissalMark) {
	page, start := "", ""
	if d.Start != nil {
		page, start = strconv.Itoa(d.Page), strconv.Itoa(*d.Start)
	}
	x.begin("dismissal", word("page", page), word("start", start), word("article", d.Article), word("problem", string(d.Problem)),
		word("by", d.By), word("at", d.At))
	x.leaf("reason", d.Reason)
	x.end()
}
