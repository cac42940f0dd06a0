package formats

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"

	"galley/engine/document"
	"galley/engine/markup"
	"galley/fault"
)

// readXML reads our own XML. The texts and marks are taken; everything else must be exactly what
// follows from them.
func readXML(r io.Reader) (*document.Document, error) {
	data, err := readWhole(r)
	if err != nil {
		return nil, err
	}
	found, err := parseXML(data)
	if err != nil {
		return nil, err
	}
	version, known := versionOf(found.values["format"])
	if found.name != "galley" || !known || found.space != spaceOf(version) {
		return nil, atLine(found.line, "this is <%s xmlns=%q format=%q>; this program reads <galley xmlns=%q format=%q>, and version 1 of it.",
			found.name, clip(found.space), clip(found.values["format"]), spaceOf(newest), jsonName)
	}
	taken, err := takeXML(found, version)
	if err != nil {
		return nil, err
	}
	d, err := taken.Rebuild()
	if err != nil {
		return nil, err
	}
	var again bytes.Buffer
	if err := writeXML(&again, d); err != nil {
		return nil, err
	}
	meant, err := parseXML(again.Bytes())
	if err != nil {
		return nil, err
	}
	return d, found.difference(meant, found.name)
}

// xmlIn takes values out of elements and keeps the first that cannot be read.
type xmlIn struct{ err error }

// takeXML takes texts and marks from a file of a version.
func takeXML(root *xmlNode, version int) (*document.Document, error) {
	var in xmlIn
	file := jsonMarks{Issue: in.issue(root.child("issue")), Provenance: in.provenance(root.child("provenance")),
		Selection: in.selection(root.child("selection")), Marks: in.marks(root.child("marks"))}
	for _, p := range root.child("pages").all("page") {
		file.Pages = append(file.Pages, in.page(p))
	}
	if in.err != nil {
		return nil, in.err
	}
	return file.document(version)
}

// child is the first element of a name in n, or nil, of which everything is empty.
func (n *xmlNode) child(name string) *xmlNode {
	if n == nil {
		return nil
	}
	i := slices.IndexFunc(n.children, func(c *xmlNode) bool { return c.name == name })
	if i < 0 {
		return nil
	}
	return n.children[i]
}

// all are the elements of a name in n.
func (n *xmlNode) all(name string) []*xmlNode {
	if n == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(n.children), func(c *xmlNode) bool { return c.name != name })
}

// value is an attribute of n, or "" if absent.
func (n *xmlNode) value(name string) string {
	if n == nil {
		return ""
	}
	return n.values[name]
}

// textOf is the text of an element in n, or "" if absent.
func (n *xmlNode) textOf(name string) string {
	if c := n.child(name); c != nil {
		return c.text
	}
	return ""
}

// texts are the texts of all elements of a name in n.
func (n *xmlNode) texts(name string) []string {
	var texts []string
	for _, c := range n.all(name) {
		texts = append(texts, c.text)
	}
	return texts
}

// int64 reads a number; an attribute that is missing is 0.
func (in *xmlIn) int64(n *xmlNode, name string) int64 {
	text := n.value(name)
	if text == "" {
		return 0
	}
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil && in.err == nil {
		in.err = fault.Wrap(fault.Invalid, err, "At line %d: the attribute %s=%q of <%s> is not a number.", n.line, name, clip(text), n.name)
	}
	return number
}

func (in *xmlIn) int(n *xmlNode, name string) int { return int(in.int64(n, name)) }

func (in *xmlIn) issue(n *xmlNode) document.IssueInfo {
	return document.IssueInfo{Publication: n.textOf("publication"), Language: n.textOf("language"), Serial: n.textOf("serial"),
		Date: n.textOf("date"), Number: n.textOf("number"), Edition: n.textOf("edition"), Publisher: n.textOf("publisher")}
}

func (in *xmlIn) provenance(n *xmlNode) jsonProvenance {
	p := jsonProvenance{Set: n.textOf("set"), Version: in.int64(n, "version"), State: markup.State(n.value("state")),
		Authors: n.texts("author"), First: n.value("first"), Last: n.value("last"), Program: n.textOf("program"), Stage: in.int(n, "stage")}
	for _, h := range n.all("hash") {
		p.Sources = append(p.Sources, document.SourceHash{Page: in.int(h, "page"), Hash: h.value("sha256")})
	}
	for _, q := range n.all("query") {
		p.Queries = append(p.Queries, in.query(q))
	}
	for _, s := range n.all("stage") {
		p.Stages = append(p.Stages, document.Stage{State: markup.State(s.value("is")), Page: in.int(s, "page"), Article: s.value("article"), Gone: s.value("gone") == "true",
			By: s.value("by"), At: s.value("at"), Reason: s.text, Own: s.value("own") == "true",
			Stage: in.int(s, "stage"), To: in.int(s, "to"), Next: in.int(s, "next"), Outside: s.value("outside") == "true", Unread: in.int(s, "unread")})
	}
	for _, r := range n.all("review") {
		p.Review = append(p.Review, document.ReviewStage{Name: r.text, Chinese: r.value("chinese"), Kind: r.value("kind"), Unit: r.value("unit")})
	}
	for _, s := range n.all("sheet") {
		p.Sheets = append(p.Sheets, document.SignedSheet{Page: in.int(s, "page"), Number: in.int(s, "number"), At: s.value("at"), Void: s.value("void")})
	}
	if r := n.child("replaces"); r != nil {
		p.Replaces = &document.ReplacedExport{Version: in.int64(r, "version"), At: r.value("at")}
	}
	for _, o := range n.all("origin") {
		p.Origins = append(p.Origins, document.MarkOrigin{Mark: o.value("mark"), Aspects: strings.Fields(o.value("aspects")),
			From: some(o.texts("from")), Decided: o.value("decided") == "true"})
	}
	return p
}

func (in *xmlIn) query(n *xmlNode) document.Query {
	q := document.Query{Anchor: n.value("anchor"), Article: n.value("article")}
	if n.value("page")+n.value("start")+n.value("end") != "" {
		q.Piece = &markup.Piece{Page: in.int(n, "page"), Start: in.int(n, "start"), End: in.int(n, "end")}
	}
	if r := n.child("resolved"); r != nil {
		q.Resolved = &document.Settled{By: r.value("by"), At: r.value("at")}
	}
	for _, c := range n.all("comment") {
		q.Comments = append(q.Comments, document.Remark{By: c.value("by"), At: c.value("at"), Text: c.text, Answer: c.value("answer"), Suggests: c.value("suggests")})
	}
	return q
}

func (in *xmlIn) page(n *xmlNode) jsonPage {
	p := jsonPage{Key: in.int(n, "key"), Label: n.textOf("label"), Section: n.textOf("section"), Hash: n.value("sha256"), Masked: n.value("masked"),
		Length: in.int(n, "length"), Rule: in.int(n, "rule"), Text: n.textOf("text")}
	for _, b := range n.all("block") {
		p.Blocks = append(p.Blocks, markup.BlockMark{Start: in.int(b, "start"), End: in.int(b, "end"),
			State: markup.BlockState(b.value("state")), Role: b.value("role"), Article: b.value("article"),
			Doubtful: b.value("doubtful") == "true", Turns: in.numbers(b, "turns"), Place: in.position(b)})
	}
	return p
}

func (in *xmlIn) numbers(n *xmlNode, name string) []int {
	var list []int
	for word := range strings.FieldsSeq(n.value(name)) {
		number, err := strconv.Atoi(word)
		if err != nil && in.err == nil {
			in.err = fault.Wrap(fault.Invalid, err, "At line %d: the attribute %s of <%s> contains %q, which is not a number.", n.line, name, n.name, clip(word))
		}
		list = append(list, number)
	}
	return list
}

func (in *xmlIn) position(n *xmlNode) *markup.Place {
	p := n.child("position")
	if p == nil {
		return nil
	}
	return &markup.Place{Page: in.int(p, "page"), Offset: in.int(p, "offset"), Rank: in.int64(p, "rank")}
}
