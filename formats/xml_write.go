package formats

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"galley/markup"
)

// xmlSpace is the namespace of our own XML.
const xmlSpace = "urn:galley:issue:1"

// writeXML writes our own XML. Texts stand in elements of their own, since parsers change line ends
// in attributes.
func writeXML(w io.Writer, d *markup.Document) error {
	pages, err := jsonPages(d)
	if err != nil {
		return err
	}
	x := newXMLOut(w)
	x.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	x.begin("galley", word("xmlns", xmlSpace), word("format", jsonName))
	x.issue(d.Issue)
	x.provenance(writtenProvenance(d.Provenance))
	x.begin("pages")
	for _, p := range pages {
		x.page(p)
	}
	x.end()
	x.begin("articles")
	for _, a := range d.Articles {
		x.article(a)
	}
	x.end()
	x.begin("furniture")
	for i := range d.Furniture {
		x.part(&d.Furniture[i])
	}
	x.end()
	x.begin("pictures")
	for i := range d.Pictures {
		x.picture(&d.Pictures[i])
	}
	x.end()
	x.begin("undecided")
	for _, run := range d.Undecided {
		x.run(run)
	}
	x.end()
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

func (x *xmlOut) issue(i markup.IssueInfo) {
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
		word("first", p.First), word("last", p.Last))
	x.some("set", p.Set)
	for _, author := range p.Authors {
		x.leaf("author", author)
	}
	x.some("program", p.Program)
	for _, s := range p.Sources {
		x.empty("hash", number("page", s.Page), word("sha256", s.Hash))
	}
	x.end()
}

func (x *xmlOut) page(p jsonPage) {
	x.begin("page", number("key", p.Key), word("sha256", p.Hash), number("length", p.Length), number("rule", p.Rule))
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

func (x *xmlOut) marks(m markup.Marks) {
	x.begin("marks")
	for _, c := range m.Cuts {
		x.empty("cut", number("page", c.Page), number("at", c.At))
	}
	for _, a := range m.Articles {
		x.begin("article", word("id", a.ID), word("type", a.Type), word("parent", a.Parent), isTrue("headless", a.Headless))
		x.some("title", a.Title)
		x.properties(a.Attributes)
		x.notes(a.Notes)
		x.position(a.Place)
		x.end()
	}
	for _, j := range m.Joins {
		x.empty("join", number("page", j.Page), number("end", j.End), number("to-page", j.To.Page), number("to-start", j.To.Start),
			word("glue", string(j.To.Glue)), isTrue("certain", j.To.Certain))
	}
	for _, s := range m.Spans {
		x.begin("span", word("id", s.ID), word("role", s.Role), word("parent", s.Parent))
		x.at(s.At)
		x.properties(s.Attributes)
		x.leaf("text", s.Quote)
		x.end()
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
		page := ""
		if s.Page > 0 {
			page = strconv.Itoa(s.Page)
		}
		x.empty("state", word("page", page), word("article", s.Article), word("is", string(s.State)))
	}
	x.end()
}
