package formats

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"galley/fault"
)

// xmlNode is an element with everything that was written in it.
type xmlNode struct {
	name     string
	space    string // its namespace
	line     int
	values   map[string]string // attributes
	children []*xmlNode
	text     string // of an element that holds text
}

// xmlElements are the elements of our own XML with their attributes. The marks of the file decide
// where an element may stand.
var xmlElements = map[string]string{
	"galley": "format", "issue": "", "provenance": "version state first last stage", "hash": "page sha256",
	"pages": "", "page": "key sha256 masked length rule", "block": "start end state role article doubtful turns",
	"position": "page offset rank", "articles": "", "article": "id type parent headless state stage number",
	"part": "role doubtful turns", "picture": "id page offset article gap", "furniture": "", "pictures": "",
	"undecided": "", "run": "page start end state role article", "byline": "span", "dateline": "span", "credit": "span",
	"signature": "span", "jump": "span", "person": "span", "at": "page start end",
	"span": "id role start end apart parent", "marks": "", "cut": "page at",
	"join": "page end to-page to-start glue certain", "correction": "id page start end", "notes": "page",
	"state": "page article is stage next", "sheet": "page number at void", "query": "anchor page start end article", "resolved": "by at",
	"origin":    "mark aspects decided",
	"dismissal": "page start article problem by at",
	"selection": "accepted since unchanged", "left": "article because state", "replaced": "of version article sha256",
	"replaces": "version article sha256 at", "removed": "version article sha256",
}

// xmlLeaves are the elements that hold text, with their attributes.
var xmlLeaves = map[string]string{
	"publication": "", "language": "", "serial": "", "number": "", "edition": "", "publisher": "", "set": "", "author": "",
	"program": "", "from": "", "reason": "", "comment": "by at answer suggests", "withheld": "article because by at", "review": "kind unit chinese", "stage": "is stage to next unread page outside article gone by at own", "label": "", "section": "", "text": "space", "title": "", "attribute": "name", "note": "", "source": "",
	"fragment": "page start end glue", "name": "", "role": "", "agency": "span", "place": "span", "date": "span", "issuer": "span",
}

// xmlParser reads elements strictly: none without a name of ours, no text beside elements, no
// document type, no processing instruction.
type xmlParser struct {
	*xml.Decoder
	open []*xmlNode
	root *xmlNode
}

// parseXML reads a file as elements.
func parseXML(data []byte) (*xmlNode, error) {
	p := &xmlParser{Decoder: xml.NewDecoder(bytes.NewReader(data))}
	for {
		token, err := p.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, p.broken(err)
		}
		if err := p.take(token); err != nil {
			return nil, err
		}
	}
	if p.root == nil {
		return nil, fault.New(fault.Invalid, "The file contains no element.")
	}
	return p.root, nil
}

// broken says where the file stops being XML.
func (p *xmlParser) broken(err error) error {
	var wrong *xml.SyntaxError
	if errors.As(err, &wrong) {
		return fault.Wrap(fault.Invalid, err, "The file is not XML: line %d: %s.", wrong.Line, wrong.Msg)
	}
	line, _ := p.InputPos()
	return fault.Wrap(fault.Invalid, err, "The file is not XML that Galley reads: line %d: %s.", line, err.Error())
}

func (p *xmlParser) take(token xml.Token) error {
	line, _ := p.InputPos()
	switch token := token.(type) {
	case xml.StartElement:
		return p.begin(token, line)
	case xml.EndElement:
		p.open = p.open[:len(p.open)-1]
	case xml.CharData:
		return p.chars(string(token), line)
	case xml.Directive:
		return atLine(line, "a document type or another directive does not belong here.")
	case xml.ProcInst:
		if token.Target != "xml" {
			return atLine(line, "the processing instruction %q does not belong here.", clip(token.Target))
		}
	}
	return nil
}

func (p *xmlParser) begin(start xml.StartElement, line int) error {
	n := &xmlNode{name: start.Name.Local, space: start.Name.Space, line: line, values: map[string]string{}}
	allowed, known := xmlElements[n.name]
	leafAllowed, leaf := xmlLeaves[n.name]
	switch {
	case p.root == nil && !isOwnSpace(n.space), p.root != nil && n.space != p.root.space:
		return atLine(line, "the element <%s> is not of the namespace %s.", clip(n.name), spaceOf(newest))
	case !known && !leaf:
		return atLine(line, "the element <%s> is unknown.", clip(n.name))
	case len(p.open) == 0 && p.root != nil:
		return atLine(line, "there is a second element <%s> outside the first.", clip(n.name))
	case len(p.open) > maxNesting:
		return atLine(line, "this is nested too deep.")
	}
	if err := n.take(start.Attr, strings.Fields(allowed+" "+leafAllowed)); err != nil {
		return err
	}
	if len(p.open) == 0 {
		p.root = n
	} else {
		over := p.open[len(p.open)-1]
		if _, text := xmlLeaves[over.name]; text {
			return atLine(line, "<%s> holds text; the element <%s> does not belong in it.", over.name, n.name)
		}
		over.children = append(over.children, n)
	}
	p.open = append(p.open, n)
	return nil
}

// isOwnSpace reports whether a namespace is that of a version of ours.
func isOwnSpace(space string) bool {
	for v := 1; v <= newest; v++ {
		if space == spaceOf(v) {
			return true
		}
	}
	return false
}

// take takes the attributes of an element, of which only those named are known.
func (n *xmlNode) take(attributes []xml.Attr, names []string) error {
	for _, a := range attributes {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			continue
		}
		ours := a.Name.Space == "" && a.Name.Local != "space" || a.Name.Space == xmlNames && a.Name.Local == "space"
		if _, twice := n.values[a.Name.Local]; !ours || twice || !slices.Contains(names, a.Name.Local) {
			return atLine(n.line, "the attribute %q of <%s> is unknown, or stands twice.", clip(a.Name.Local), n.name)
		}
		n.values[a.Name.Local] = a.Value
	}
	return nil
}

// xmlNames is the namespace of xml:space.
const xmlNames = "http://www.w3.org/XML/1998/namespace"

func (p *xmlParser) chars(text string, line int) error {
	if len(p.open) > 0 {
		n := p.open[len(p.open)-1]
		if _, holds := xmlLeaves[n.name]; holds {
			n.text += text
			return nil
		}
	}
	if strings.Trim(text, " \t\r\n") != "" {
		return atLine(line, "the text “%s” stands where only elements may.", clip(strings.TrimSpace(text)))
	}
	return nil
}

// atLine is a sentence about a line of a file.
func atLine(line int, format string, words ...any) error {
	return at(fmt.Sprintf("line %d", line), format, words...)
}

// difference is the first place where an XML file does not say what its texts and marks mean; nil
// if it says just that.
func (n *xmlNode) difference(meant *xmlNode, path string) error {
	place := fmt.Sprintf("line %d (%s)", n.line, path)
	if n.name != meant.name {
		return at(place, "the file has <%s> here, its marks make <%s>.", n.name, meant.name)
	}
	for name, value := range n.values {
		if want, has := meant.values[name]; !has {
			return at(place, "the attribute %s=%q does not belong here.", name, clip(value))
		} else if value != want {
			return at(place, "the file says %s=%q, its texts and marks make %q.", name, clip(value), clip(want))
		}
	}
	for name, want := range meant.values {
		if _, has := n.values[name]; !has {
			return at(place, "the attribute %s=%q is missing.", name, clip(want))
		}
	}
	if n.text != meant.text {
		return at(place, "the file says “%s”, its texts and marks make “%s”.", clip(n.text), clip(meant.text))
	}
	seen := map[string]int{}
	for i, child := range n.children {
		if i == len(meant.children) {
			return at(fmt.Sprintf("line %d (%s/%s)", child.line, path, child.name), "this does not belong here; the marks of the file do not make it.")
		}
		seen[child.name]++
		if err := child.difference(meant.children[i], fmt.Sprintf("%s/%s[%d]", path, child.name, seen[child.name])); err != nil {
			return err
		}
	}
	if len(meant.children) > len(n.children) {
		return at(place, "<%s> is missing; the marks of the file make it.", meant.children[len(n.children)].name)
	}
	return nil
}
