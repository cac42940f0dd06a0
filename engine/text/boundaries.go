package text

import (
	"strings"
	"unicode"
)

// Boundaries cuts a text into blocks: maximal runs of lines that are not blank, without the line
// end of the last. A line is blank when it holds only Unicode White_Space.
func Boundaries(t *Text) []Span {
	var blocks []Span
	start, end, at := -1, 0, 0
	for line := range strings.Lines(t.Text) {
		body := strings.TrimSuffix(line, "\n")
		points := len([]rune(body))
		switch {
		case strings.TrimFunc(body, unicode.IsSpace) != "":
			if start < 0 {
				start = at
			}
			end = at + points
		case start >= 0:
			blocks = append(blocks, Span{start, end})
			start = -1
		}
		at += points + len(line) - len(body)
	}
	if start >= 0 {
		blocks = append(blocks, Span{start, end})
	}
	return blocks
}
