package formats

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"galley/engine/document"
	"galley/engine/markup"
)

// spaceOf is the namespace of our own XML in a version, 0 for the newest.
func spaceOf(version int) string { return fmt.Sprintf("urn:galley:issue:%d", cmp.Or(version, newest)) }

// writeXML writes our own XML. Texts stand in elements of their own, since parsers change line ends
// in attributes.
func writeXML(w io.Writer, d *document.Document) error {
	pages, err := jsonPages(d)
	if err != nil {
		return err
	}
	x := newXMLOut(w)
	x.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	x.begin("galley", word("xmlns", spaceOf(d.Format)), word("format", nameOf(d.Format)))
	x.issue(d.Issue)
	x.provenance(writtenProvenance(d.Provenance))
	x.selection(d.Selection)
	list(x, "pages", pages, (*xmlOut).page)
	list(x, "articles", d.Articles, (*xmlOut).article)
	list(x, "furniture", d.Furniture, (*xmlOut).part)
	list(x, "pictures", d.Pictures, (*xmlOut).picture)
	list(x, "undecided", d.Undecided, (*xmlOut).run)
	x.marks(d.Marks)
	x.end()
	if x.err != nil {
		return x.err
	}
	if err := x.Flush(); err != nil {
		return fmt.Errorf("write XML: %w", err)
	}
	return nil
}

// list writes an element with all of a list in it.
func list[T any](x *xmlOut, name string, all []T, write func(*xmlOut, T)) {
	x.begin(name)
	for _, one := range all {
		write(x, one)
	}
	x.end()
}

func (x *xmlOut) issue(i document.IssueInfo) {
	x.begin("issue")
	x.leaf("publication", i.Publication)
	x.some("language", i.Language)
	x.some("serial", i.Serial)
	x.some("date", i.Date)
	x.some("number", i.Number)
	x.some("edition", i.Edition)
	x.some("publisher", i.Publisher)
	x.end()
}

func (x *xmlOut) provenance(p jsonProvenance) {
	x.begin("provenance", attribute{"version", strconv.FormatInt(p.Version, 10)}, word("state", string(p.State)),
		word("first", p.First), word("last", p.Last), someNumber("stage", p.Stage))
	x.some("set", p.Set)
	for _, author := range p.Authors {
		x.leaf("author", author)
	}
	x.some("program", p.Program)
	for _, s := range p.Sources {
		x.empty("hash", number("page", s.Page), word("sha256", s.Hash))
	}
	for _, q := range p.Queries {
		x.query(q)
	}
	for _, s := range p.Stages {
		x.stage(s)
	}
	for _, o := range p.Origins {
		x.origin(o)
	}
	for _, s := range p.Review {
		x.leaf("review", s.Name, word("kind", s.Kind), word("unit", s.Unit), word("chinese", s.Chinese))
	}
	for _, s := range p.Sheets {
		x.empty("sheet", number("page", s.Page), number("number", s.Number), word("at", s.At), word("void", s.Void))
	}
	if r := p.Replaces; r != nil {
		x.empty("replaces", attribute{"version", strconv.FormatInt(r.Version, 10)}, word("at", r.At))
	}
	x.end()
}

func (x *xmlOut) stage(s document.Stage) {
	x.leaf("stage", s.Reason, word("is", string(s.State)), someNumber("stage", s.Stage), someNumber("to", s.To), someNumber("next", s.Next), someNumber("unread", s.Unread),
		someNumber("page", s.Page), isTrue("outside", s.Outside), word("article", s.Article), isTrue("gone", s.Gone),
		word("by", s.By), word("at", s.At), isTrue("own", s.Own))
}

func (x *xmlOut) origin(o document.MarkOrigin) {
	x.begin("origin", word("mark", o.Mark), word("aspects", strings.Join(o.Aspects, " ")), isTrue("decided", o.Decided))
	for _, name := range o.From {
		x.leaf("from", name)
	}
	x.end()
}

func (x *xmlOut) query(q document.Query) {
	attributes := []attribute{word("anchor", q.Anchor)}
	if q.Piece != nil {
		attributes = append(attributes, number("page", q.Page), number("start", q.Start), number("end", q.End))
	}
	x.begin("query", append(attributes, word("article", q.Article))...)
	if q.Resolved != nil {
		x.empty("resolved", word("by", q.Resolved.By), word("at", q.Resolved.At))
	}
	for _, c := range q.Comments {
		x.leaf("comment", c.Text, word("by", c.By), word("at", c.At), word("answer", c.Answer), word("suggests", c.Suggests))
	}
	x.end()
}

func (x *xmlOut) page(p jsonPage) {
	x.begin("page", number("key", p.Key), word("sha256", p.Hash), word("masked", p.Masked), number("length", p.Length), number("rule", p.Rule))
	x.some("label", p.Label)
	x.some("section", p.Section)
	x.leaf("text", p.Text, word("xml:space", "preserve"))
	for _, b := range p.Blocks {
		attributes := []attribute{number("start", b.Start), number("end", b.End), word("state", string(b.State)), word("role", b.Role),
			word("article", b.Article), isTrue("doubtful", b.Doubtful), word("turns", numbers(b.Turns))}
		if b.Place == nil {
			x.empty("block", attributes...)
			continue
		}
		x.begin("block", attributes...)
		x.position(b.Place)
		x.end()
	}
	x.end()
}

// numbers are positions as one attribute.
func numbers(list []int) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, " ")
}

func (x *xmlOut) position(p *markup.Place) {
	if p == nil {
		return
	}
	rank := ""
	if p.Rank != 0 {
		rank = strconv.FormatInt(p.Rank, 10)
	}
	x.empty("position", number("page", p.Page), number("offset", p.Offset), word("rank", rank))
}

// properties writes what articles and pictures are given by name.
func (x *xmlOut) properties(attributes map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		x.leaf("attribute", attributes[name], word("name", name))
	}
}

func (x *xmlOut) notes(notes []string) {
	for _, note := range notes {
		x.leaf("note", note)
	}
}
