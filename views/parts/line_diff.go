package parts

import (
	"strings"
	"time"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// DiffLine is a line of two texts laid over each other.
type DiffLine struct {
	Kind  string // "same", "out" of the first or "in" the second text; "gap" for lines left out
	Words string
	Count int // of lines, for a gap
}

// Mark is the sign before a line.
func (l DiffLine) Mark() string {
	switch l.Kind {
	case "out":
		return "−"
	case "in":
		return "+"
	}
	return ""
}

// How much of what is the same stands around a difference, and how long a comparison may take: beyond
// that it is right, but not the shortest.
const (
	linesAround  = 3
	diffPatience = 2 * time.Second
)

// DiffLines lays two texts over each other, line by line; what is the same far from any difference is
// left out.
func DiffLines(before, after string) []DiffLine {
	if before == after {
		return nil
	}
	lines := &lineRunes{known: map[string]rune{}}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = diffPatience
	var all []DiffLine
	for _, d := range dmp.DiffMainRunes(lines.of(before), lines.of(after), false) {
		kind := map[diffmatchpatch.Operation]string{diffmatchpatch.DiffDelete: "out", diffmatchpatch.DiffInsert: "in", diffmatchpatch.DiffEqual: "same"}[d.Type]
		for _, r := range d.Text {
			all = append(all, DiffLine{Kind: kind, Words: lines.words[r]})
		}
	}
	return folded(all)
}

// lineRunes gives each different line a rune of its own, so that lines are compared as letters are.
type lineRunes struct {
	known map[string]rune
	words map[rune]string
}

// firstLine is the first rune that stands for a line: above the surrogates.
const firstLine = 0xE000

func (l *lineRunes) of(text string) []rune {
	if l.words == nil {
		l.words = map[rune]string{}
	}
	if text == "" {
		return nil
	}
	var runes []rune
	for line := range strings.SplitSeq(text, "\n") {
		r, known := l.known[line]
		if !known {
			r = rune(firstLine + len(l.known))
			l.known[line], l.words[r] = r, line
		}
		runes = append(runes, r)
	}
	return runes
}

// folded puts a gap in the place of lines that are far from any difference.
func folded(all []DiffLine) []DiffLine {
	near := make([]bool, len(all))
	for i, l := range all {
		if l.Kind == "same" {
			continue
		}
		for j := max(0, i-linesAround); j < min(len(all), i+linesAround+1); j++ {
			near[j] = true
		}
	}
	var shown []DiffLine
	for i, l := range all {
		switch {
		case near[i]:
			shown = append(shown, l)
		case len(shown) > 0 && shown[len(shown)-1].Kind == "gap":
			shown[len(shown)-1].Count++
		default:
			shown = append(shown, DiffLine{Kind: "gap", Count: 1})
		}
	}
	return shown
}
