package formats

import (
	"bufio"
	"io"
	"strconv"

	"galley/fault"
)

// xmlOut writes elements. Elements that hold text hold nothing else and stand on one line with it,
// so that white space between the others means nothing.
type xmlOut struct {
	*bufio.Writer
	open []string
	err  error // the first character that XML cannot hold
}

func newXMLOut(w io.Writer) *xmlOut { return &xmlOut{Writer: bufio.NewWriterSize(w, 1<<16)} }

// attribute is an attribute of an element.
type attribute struct{ name, value string }

// word is an attribute that is left out when it is empty.
func word(name, value string) attribute { return attribute{name, value} }

// number is an attribute that always stands.
func number(name string, n int) attribute { return attribute{name, strconv.Itoa(n)} }

// someNumber is an attribute that is left out for 0.
func someNumber(name string, n int) attribute {
	if n == 0 {
		return attribute{name, ""}
	}
	return number(name, n)
}

// isTrue is an attribute that stands when it is true.
func isTrue(name string, is bool) attribute {
	if !is {
		return attribute{}
	}
	return attribute{name, "true"}
}

// begin opens an element that holds elements.
func (x *xmlOut) begin(name string, attributes ...attribute) {
	x.start(name, attributes)
	x.WriteString(">\n")
	x.open = append(x.open, name)
}

// end closes the element opened last.
func (x *xmlOut) end() {
	name := x.open[len(x.open)-1]
	x.open = x.open[:len(x.open)-1]
	x.indent()
	x.WriteString("</" + name + ">\n")
}

// empty writes an element that holds nothing.
func (x *xmlOut) empty(name string, attributes ...attribute) {
	x.start(name, attributes)
	x.WriteString("/>\n")
}

// leaf writes an element that holds text.
func (x *xmlOut) leaf(name, text string, attributes ...attribute) {
	x.start(name, attributes)
	x.WriteByte('>')
	x.escape(text, false)
	x.WriteString("</" + name + ">\n")
}

// some writes a leaf when there is text.
func (x *xmlOut) some(name, text string) {
	if text != "" {
		x.leaf(name, text)
	}
}

func (x *xmlOut) start(name string, attributes []attribute) {
	x.indent()
	x.WriteString("<" + name)
	for _, a := range attributes {
		if a.value == "" {
			continue
		}
		x.WriteString(" " + a.name + `="`)
		x.escape(a.value, true)
		x.WriteByte('"')
	}
}

func (x *xmlOut) indent() {
	for range x.open {
		x.WriteByte(' ')
	}
}

// escape writes text so that a parser gives it back as it is: line ends and tabs as they are in
// elements, as references in attributes, where they would become spaces.
func (x *xmlOut) escape(text string, inAttribute bool) {
	for _, r := range text {
		switch {
		case r == '&':
			x.WriteString("&amp;")
		case r == '<':
			x.WriteString("&lt;")
		case r == '>':
			x.WriteString("&gt;")
		case r == '"' && inAttribute:
			x.WriteString("&#34;")
		case r == '\r' || inAttribute && (r == '\n' || r == '\t'):
			x.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		case r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF:
			x.refuse(r)
		default:
			x.WriteRune(r)
		}
	}
}

func (x *xmlOut) refuse(r rune) {
	if x.err == nil {
		x.err = fault.New(fault.Invalid, "The character U+%04X cannot be written in XML; use JSON, or remove it.", r)
	}
}
