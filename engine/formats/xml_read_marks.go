package formats

import (
	"galley/engine/markup"
)

// marks takes the stand-off marks.
func (in *xmlIn) marks(n *xmlNode) markup.Marks {
	var m markup.Marks
	for _, c := range n.all("cut") {
		m.Cuts = append(m.Cuts, markup.CutMark{Page: in.int(c, "page"), At: in.int(c, "at")})
	}
	for _, a := range n.all("article") {
		m.Articles = append(m.Articles, in.article(a))
	}
	for _, j := range n.all("join") {
		to := markup.Join{Page: in.int(j, "to-page"), Start: in.int(j, "to-start"), Glue: markup.Glue(j.value("glue")),
			Certain: j.value("certain") == "true"}
		m.Joins = append(m.Joins, markup.JoinMark{Page: in.int(j, "page"), End: in.int(j, "end"), To: to})
	}
	for _, s := range n.all("span") {
		m.Spans = append(m.Spans, in.span(s))
	}
	for _, c := range n.all("correction") {
		m.Corrections = append(m.Corrections, markup.CorrectionMark{ID: c.value("id"), Quote: c.textOf("source"),
			Correction: markup.Correction{Page: in.int(c, "page"), Start: in.int(c, "start"), End: in.int(c, "end"), Text: c.textOf("text")}})
	}
	for _, p := range n.all("picture") {
		m.Pictures = append(m.Pictures, markup.PictureMark{ID: p.value("id"), PlacedPicture: markup.PlacedPicture{
			Page: in.int(p, "page"), Offset: in.int(p, "offset"), Article: p.value("article"), Attributes: in.properties(p)}})
	}
	for _, notes := range n.all("notes") {
		m.Notes = append(m.Notes, markup.NotesMark{Page: in.int(notes, "page"), Notes: notes.texts("note")})
	}
	for _, s := range n.all("state") {
		m.States = append(m.States, markup.StateMark{Page: in.int(s, "page"), Article: s.value("article"), State: markup.State(s.value("is")),
			Stage: in.int(s, "stage"), Next: in.int(s, "next")})
	}
	for _, d := range n.all("dismissal") {
		m.Dismissals = append(m.Dismissals, in.dismissal(d))
	}
	for _, w := range n.all("withheld") {
		m.Withheld = append(m.Withheld, in.withheld(w))
	}
	return m
}

func (in *xmlIn) dismissal(n *xmlNode) markup.DismissalMark {
	d := markup.DismissalMark{Page: in.int(n, "page"), Article: n.value("article"), Problem: markup.ProblemKind(n.value("problem")),
		Dismissal: markup.Dismissal{Reason: n.textOf("reason"), By: n.value("by"), At: n.value("at")}}
	if n.value("start") != "" {
		start := in.int(n, "start")
		d.Start = &start
	}
	return d
}

func (in *xmlIn) article(n *xmlNode) markup.ArticleMark {
	return markup.ArticleMark{ID: n.value("id"), Article: markup.Article{Type: n.value("type"), Parent: n.value("parent"),
		Title: n.textOf("title"), Headless: n.value("headless") == "true", Attributes: in.properties(n), Notes: n.texts("note"),
		Place: in.position(n)}}
}

func (in *xmlIn) span(n *xmlNode) markup.SpanMark {
	s := markup.SpanMark{ID: n.value("id"), Quote: n.textOf("text")}
	s.Role, s.Parent, s.Attributes = n.value("role"), n.value("parent"), in.properties(n)
	for _, p := range n.all("at") {
		s.At = append(s.At, markup.Piece{Page: in.int(p, "page"), Start: in.int(p, "start"), End: in.int(p, "end")})
	}
	return s
}

// properties takes what articles, spans and pictures are given by name.
func (in *xmlIn) properties(n *xmlNode) map[string]string {
	var properties map[string]string
	for _, a := range n.all("attribute") {
		if properties == nil {
			properties = map[string]string{}
		}
		properties[a.value("name")] = a.text
	}
	return properties
}
