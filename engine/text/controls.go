package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// HasControls reports whether text holds what no title, note, attribute or correction may hold.
func HasControls(text string) bool {
	return !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF
	})
}
