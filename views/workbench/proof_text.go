package workbench

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"galley/engine/document"
	"galley/engine/vocabulary"
	"galley/views/parts"
)

// proofText writes the text of a part: its blocks one after the other, each with its marks and with
// both readings of what is corrected in it. It is written by hand because not one space may come
// between the pieces.
func proofText(p document.Part) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		out := bufio.NewWriter(w)
		t := &proofWriter{out: out, text: []rune(p.Text), flows: flows(p.Role)}
		if p.Assembly == nil {
			t.write(len(t.text))
			return out.Flush()
		}
		for i, start := range p.Assembly.Starts {
			end := len(t.text)
			if i+1 < len(p.Assembly.Starts) {
				end = p.Assembly.Starts[i+1]
			}
			t.raw(fmt.Sprintf(`<span data-at="%d-%d">`, p.At[i].Page, p.At[i].Start))
			t.fragment(p, start, end)
			t.raw("</span>")
		}
		return out.Flush()
	})
}

// flows reports whether a line end in a part of role begins a new paragraph.
func flows(role string) bool {
	r, _ := vocabulary.RoleByID(role)
	base := parts.Typeset(role)
	return r.Kind == vocabulary.Prose && base != "verse" && base != "table"
}

// proofWriter writes text and opens and closes spans on the way.
type proofWriter struct {
	out   *bufio.Writer
	text  []rune
	at    int
	ends  []int
	flows bool
}

// fragment writes one block: spans and corrections clipped to it.
func (t *proofWriter) fragment(p document.Part, start, end int) {
	t.at = start
	edits := p.Assembly.Edits
	for _, s := range p.Spans {
		if s.Start >= end || s.End <= start || s.Start >= s.End {
			continue
		}
		edits = t.until(max(s.Start, start), edits)
		stop := min(s.End, end)
		if n := len(t.ends); n > 0 {
			stop = min(stop, t.ends[n-1])
		}
		t.open(s)
		t.ends = append(t.ends, stop)
	}
	t.until(end, edits)
}

// until writes up to a position, with the corrections before it, closing the spans that end there. It
// gives the corrections that are left.
func (t *proofWriter) until(end int, edits []document.Edit) []document.Edit {
	for {
		stop := end
		if n := len(t.ends); n > 0 {
			stop = min(stop, t.ends[n-1])
		}
		for len(edits) > 0 && edits[0].Start < t.at {
			edits = edits[1:]
		}
		for len(edits) > 0 && edits[0].End <= stop && edits[0].Start >= t.at {
			t.write(edits[0].Start)
			t.edit(edits[0])
			edits = edits[1:]
		}
		t.write(stop)
		n := len(t.ends)
		if n == 0 || t.ends[n-1] > end {
			return edits
		}
		t.raw("</span>")
		t.ends = t.ends[:n-1]
	}
}

func (t *proofWriter) open(s document.Inline) {
	apart := ""
	if s.Apart {
		apart = " data-apart"
	}
	t.raw(`<span data-role="` + templ.EscapeString(s.Role) + `"` + apart + `>`)
}

// edit writes both readings; the sheet shows the one that was asked for.
func (t *proofWriter) edit(e document.Edit) {
	t.raw("<del>" + templ.EscapeString(e.Source) + "</del><ins>")
	t.write(e.End)
	t.raw("</ins>")
}

// write writes the text up to a position; if it flows, a line end is a new paragraph.
func (t *proofWriter) write(end int) {
	if end <= t.at {
		return
	}
	piece := t.text[t.at:end]
	t.at = end
	for t.flows && slices.Contains(piece, '\n') {
		i := slices.Index(piece, '\n')
		t.raw(templ.EscapeString(string(piece[:i])) + "<span class=\"para\">\n</span>")
		piece = piece[i+1:]
	}
	t.raw(templ.EscapeString(string(piece)))
}

// raw writes to the buffer, which keeps the first error for Flush.
func (t *proofWriter) raw(s string) { _, _ = t.out.WriteString(s) }

// lineWords are the words of a line in both readings.
func lineWords(l document.Line) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		words := templ.EscapeString(strings.Join(strings.Fields(l.Text), " "))
		if l.Source != "" {
			words = "<del>" + templ.EscapeString(l.Source) + "</del><ins>" + words + "</ins>"
		}
		_, err := io.WriteString(w, words)
		return err
	})
}
