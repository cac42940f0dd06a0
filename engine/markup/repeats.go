package markup

import (
	"galley/engine/text"
)

// repeatLength is the number of code points that must stand elsewhere word for word to be named.
const repeatLength = 40

// Repeat is a passage of a block that stands in an earlier block of the page as well.
type Repeat struct {
	Here  text.Span // in the block that repeats
	There text.Span // where the same words stand first
}

// RepeatAt is the longest passage of the source block starting at start which an earlier block of
// the page holds too; false when none has 40 code points.
func (p *Page) RepeatAt(start int) (Repeat, bool) {
	r, found := p.repeats[start]
	return r, found
}

// findRepeats looks for passages of repeatLength or more that stand in two blocks. Windows that
// begin at a multiple of half that length are kept by hash, all windows are looked up, so that the
// cost is linear in the text.
func findRepeats(t *text.Text, blocks []text.Span) map[int]Repeat {
	const window = repeatLength / 2
	runes := []rune(t.Text)
	first := map[uint64]int{}
	found := map[int]Repeat{}
	for _, b := range blocks {
		if b.Len() < repeatLength {
			continue
		}
		found = longestRepeat(runes, b, window, first, found)
		for at := b.Start; at+window <= b.End; at += window {
			h := hashRunes(runes[at : at+window])
			if _, known := first[h]; !known {
				first[h] = at
			}
		}
	}
	return found
}

// longestRepeat adds b's longest repeated passage to found. The rolling hash costs one step a rune.
func longestRepeat(runes []rune, b text.Span, window int, first map[uint64]int, found map[int]Repeat) map[int]Repeat {
	best, seen := Repeat{}, b.Start // up to seen, passages are known
	roll := newRolling(runes[b.Start : b.Start+window])
	for at := b.Start; ; {
		if there, known := first[roll.hash]; known && at >= seen {
			r := stretch(runes, b, at, there, window)
			if r.Here.Len() > best.Here.Len() {
				best = r
			}
			seen = max(seen, r.Here.End)
		}
		if at+window >= b.End {
			break
		}
		roll.next(runes[at], runes[at+window])
		at++
	}
	if best.Here.Len() >= repeatLength {
		found[b.Start] = best
	}
	return found
}

// stretch grows the equal windows at here and there to both sides, within b and before b.
func stretch(runes []rune, b text.Span, here, there, window int) Repeat {
	for i := range window {
		if runes[here+i] != runes[there+i] {
			return Repeat{}
		}
	}
	start := 0
	for here-start > b.Start && there-start > 0 && runes[here-start-1] == runes[there-start-1] {
		start++
	}
	end := window
	for here+end < b.End && there+end < b.Start && runes[here+end] == runes[there+end] {
		end++
	}
	return Repeat{Here: text.Span{Start: here - start, End: here + end}, There: text.Span{Start: there - start, End: there + end}}
}

// rolling is a polynomial hash over a window of runes (Karp and Rabin, 1987).
type rolling struct{ hash, power uint64 }

const rollBase = 1_000_003

func newRolling(window []rune) rolling {
	r := rolling{power: 1}
	for range len(window) - 1 {
		r.power *= rollBase
	}
	r.hash = hashRunes(window)
	return r
}

func (r *rolling) next(out, in rune) {
	r.hash = (r.hash-uint64(out)*r.power)*rollBase + uint64(in)
}

func hashRunes(runes []rune) uint64 {
	var h uint64
	for _, r := range runes {
		h = h*rollBase + uint64(r)
	}
	return h
}
