package text

import "unicode/utf8"

// stride is the number of code points between two entries of a text's offset table.
const stride = 256

// Span is a half-open stretch [Start, End) of a page's text, in code points.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of code points in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether the whole of other lies in s.
func (s Span) Contains(other Span) bool { return s.Start <= other.Start && other.End <= s.End }

// Overlaps reports whether s and other share a code point.
func (s Span) Overlaps(other Span) bool { return s.Start < other.End && other.Start < s.End }

// Crosses reports whether s and other overlap without one holding the other.
func (s Span) Crosses(other Span) bool {
	return s.Overlaps(other) && !s.Contains(other) && !other.Contains(s)
}

// Text is an immutable page text with the offsets of every 256th code point, so that a position is
// found without reading the text from its beginning. This file is the only place where bytes and
// UTF-16 units meet code points.
type Text struct {
	Text  string
	bytes []int // byte offset of code point i*stride
	wide  []int // code points beyond the BMP before code point i*stride
	len   int   // code points
}

// NewText is text with its offset table. It takes valid UTF-8; loading sees to that.
func NewText(text string) *Text {
	t := &Text{Text: text}
	wide := 0
	for at, r := range text {
		if t.len%stride == 0 {
			t.bytes = append(t.bytes, at)
			t.wide = append(t.wide, wide)
		}
		if r > 0xFFFF {
			wide++
		}
		t.len++
	}
	return t
}

// Len is the number of code points.
func (t *Text) Len() int { return t.len }

// String is the whole text.
func (t *Text) String() string { return t.Text }

// Byte is the byte offset of code point at, 0 ≤ at ≤ Len.
func (t *Text) Byte(at int) int {
	offset, _ := t.seek(at)
	return offset
}

// UTF16 is the offset of code point at in UTF-16 units, 0 ≤ at ≤ Len.
func (t *Text) UTF16(at int) int {
	_, wide := t.seek(at)
	return at + wide
}

// Slice is the text of s. It panics where s lies outside the text: callers check positions that
// come from elsewhere with Holds.
func (t *Text) Slice(s Span) string { return t.Text[t.Byte(s.Start):t.Byte(s.End)] }

// Holds reports whether s is a span of this text.
func (t *Text) Holds(s Span) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= t.len }

// seek gives the byte offset of code point at and how many before it are beyond the BMP.
func (t *Text) seek(at int) (offset, wide int) {
	if at >= t.len {
		if at > t.len {
			panic("markup: position outside the text")
		}
		at = t.len
	}
	if t.len == 0 {
		return 0, 0
	}
	entry := min(at/stride, len(t.bytes)-1)
	offset, wide = t.bytes[entry], t.wide[entry]
	for left := at - entry*stride; left > 0; left-- {
		r, size := utf8.DecodeRuneInString(t.Text[offset:])
		offset += size
		if r > 0xFFFF {
			wide++
		}
	}
	return offset, wide
}
