package parts

import (
	"bufio"
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"galley/locale"
)

// MarkRow is a span, or a correction, as far as it lies in the block.
type MarkRow struct {
	ID         string
	Role       string // "" for a correction
	Start, End int    // code points of the page's text
	Correction string // the replacement, for a correction
	Depth      int    // how many spans are over it
	News       string // added or gone, to whom it is new; "" to whom it is not
}

// MarkedText is a block's text with its marks, in any order.
type MarkedText struct {
	Text       string
	Start, End int // code points of the page's text
	Marks      []MarkRow
}

// Component writes the text with its marks as nested elements. It is written by hand because not one space may
// come between the pieces: positions are counted over this text.
func (b MarkedText) Component() templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		out := bufio.NewWriter(w)
		t := &textWriter{ctx: ctx, out: out, text: []rune(b.Text), start: b.Start, at: b.Start}
		for _, m := range b.nestable() {
			t.open(m)
		}
		t.closeUntil(b.End)
		t.write(b.End)
		return out.Flush()
	})
}

// nestable are the marks of a block clipped to it, in the order in which they open. static/js/markup/state.js
// orders them the same way: two editors may mark the same words at once.
func (b MarkedText) nestable() []MarkRow {
	var marks []MarkRow
	for _, m := range b.Marks {
		m.Start, m.End = max(m.Start, b.Start), min(m.End, b.End)
		if m.Start < m.End {
			marks = append(marks, m)
		}
	}
	slices.SortFunc(marks, func(a, b MarkRow) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.rank(), b.rank()),
			cmp.Compare(a.Depth, b.Depth), strings.Compare(a.Role, b.Role), strings.Compare(a.ID, b.ID))
	})
	return marks
}

// rank puts corrections inside the spans of the same words.
func (m MarkRow) rank() int {
	if m.Role == "" {
		return 1
	}
	return 0
}

// textWriter writes text and opens and closes marks on the way.
type textWriter struct {
	ctx       context.Context // of the page being drawn, for its language
	out       *bufio.Writer
	text      []rune
	start, at int // code points of the page
	ends      []int
}

// open begins m, after everything that ends before it. A mark that would cross an open one is
// clipped, so that the text stays whole whatever the cells say.
func (t *textWriter) open(m MarkRow) {
	t.closeUntil(m.Start)
	t.write(m.Start)
	if n := len(t.ends); n > 0 {
		m.End = min(m.End, t.ends[n-1])
	}
	if m.Role == "" {
		t.raw(`<mark data-correction="` + templ.EscapeString(m.ID) + `" data-corrected="` + templ.EscapeString(m.Correction) + `" title="` + templ.EscapeString(locale.T(t.ctx, "Corrected to %s", m.Correction)) + `"` + m.newsAttribute() + `>`)
	} else {
		t.raw(`<mark data-span="` + templ.EscapeString(m.ID) + `" data-role="` + templ.EscapeString(m.Role))
		t.raw(`" data-word="` + templ.EscapeString(RoleWords(t.ctx, m.Role)) + `"` + m.newsAttribute() + `>`)
	}
	t.ends = append(t.ends, m.End)
}

// closeUntil closes every mark that ends at or before at.
func (t *textWriter) closeUntil(at int) {
	for n := len(t.ends); n > 0 && t.ends[n-1] <= at; n = len(t.ends) {
		t.write(t.ends[n-1])
		t.raw("</mark>")
		t.ends = t.ends[:n-1]
	}
}

// write writes the text up to a code point of the page.
func (t *textWriter) write(end int) {
	if end > t.at {
		t.raw(templ.EscapeString(string(t.text[t.at-t.start : end-t.start])))
		t.at = end
	}
}

// raw writes to the buffer, which keeps the first error for Flush.
func (t *textWriter) raw(s string) { _, _ = t.out.WriteString(s) }

// newsAttribute says of an element that its mark is new, or gone.
func (m MarkRow) newsAttribute() string {
	if m.News == "" {
		return ""
	}
	return ` data-news="` + m.News + `"`
}
