package reading

import (
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/engine/text"
)

// Reading is a mark found in a text, with its parts inside it. Positions are code points of the
// text that was read.
//
// Inside the readers a Reading counts bytes of a window cut from the text; settle turns it into
// code points, and nothing that has not been settled leaves a read function.
type Reading struct {
	Role string
	text.Span
	Attributes map[string]string // such as "as" of a person, or nil if absent
	Parts      []Reading         // in text order, inside the whole, not crossing
}

// window is a stretch of a longer text, small enough to be searched at every key.
type window struct {
	text   string
	before int // code points of the whole text in front of it
}

// Reach is how many code points at an end of a block are searched for what opens or closes it.
const Reach = 320

// opening is the window over the first code points of text.
func opening(text string) window {
	seen := 0
	for at := range text {
		if seen == Reach {
			return window{text: text[:at]}
		}
		seen++
	}
	return window{text: text}
}

// closing is the window over the last code points of text.
func closing(text string) window {
	at := len(text)
	for seen := 0; at > 0 && seen < Reach; seen++ {
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
	}
	return window{text: text[at:], before: utf8.RuneCountInString(text[:at])}
}

// settle turns a reading in bytes of w into one in code points of the whole text.
func (w window) settle(r Reading) Reading {
	r.Span = text.Span{Start: w.point(r.Span.Start), End: w.point(r.Span.End)}
	parts := r.Parts
	r.Parts = nil
	for _, p := range parts {
		r.Parts = append(r.Parts, w.settle(p))
	}
	return r
}

func (w window) point(offset int) int {
	return w.before + utf8.RuneCountInString(w.text[:offset])
}

// settleAll settles every reading.
func (w window) settleAll(readings []Reading) []Reading {
	var settled []Reading
	for _, r := range readings {
		settled = append(settled, w.settle(r))
	}
	return settled
}

// mark is a reading of role over [start, end).
func mark(role string, start, end int) Reading {
	return Reading{Role: role, Span: text.Span{Start: start, End: end}}
}

// moved is r shifted by so many bytes.
func (r Reading) moved(by int) Reading {
	r.Span = text.Span{Start: r.Span.Start + by, End: r.Span.End + by}
	parts := r.Parts
	r.Parts = nil
	for _, p := range parts {
		r.Parts = append(r.Parts, p.moved(by))
	}
	return r
}

func movedAll(readings []Reading, by int) []Reading {
	var moved []Reading
	for _, r := range readings {
		moved = append(moved, r.moved(by))
	}
	return moved
}

// with is r with one more attribute.
func (r Reading) with(name, value string) Reading {
	r.Attributes = maps.Clone(r.Attributes)
	if r.Attributes == nil {
		r.Attributes = map[string]string{}
	}
	r.Attributes[name] = value
	return r
}

// words is what r covers in text, while r still counts bytes.
func (r Reading) words(text string) string { return text[r.Span.Start:r.Span.End] }

// partOf is the first part of a role.
func (r Reading) partOf(role string) (Reading, bool) {
	for _, p := range r.Parts {
		if p.Role == role {
			return p, true
		}
	}
	return Reading{}, false
}

// trimmed is the stretch of text without white space around it.
func trimmed(text string) (start, end int) {
	start = len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	end = start + len(strings.TrimSpace(text[start:]))
	return start, end
}

// group is a submatch of a regular expression; ok is false if it took no part.
func group(match []int, n int) (start, end int, ok bool) {
	return match[2*n], match[2*n+1], match[2*n] >= 0
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) || r == '〇' }

// hasHan reports whether a text is written with Chinese characters, at least in part.
func hasHan(text string) bool { return strings.ContainsFunc(text, isHan) }

// lengthOf is the number of code points of a text.
func lengthOf(text string) int { return utf8.RuneCountInString(text) }
