package formats

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// naturalPath compares two paths part by part as people count: p2 before p10, capitals like small
// letters. Names that are alike so far are put in order of their spelling.
func naturalPath(a, b string) int {
	left, right := pathParts(a), pathParts(b)
	for i := range min(len(left), len(right)) {
		if c := natural(left[i], right[i]); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(len(left), len(right)), strings.Compare(a, b))
}

// natural compares two names; runs of digits count as numbers of any length.
func natural(a, b string) int {
	for a != "" && b != "" {
		if isDigit(a[0]) && isDigit(b[0]) {
			x, restA := leadingNumber(a)
			y, restB := leadingNumber(b)
			if c := cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y)); c != 0 {
				return c
			}
			a, b = restA, restB
			continue
		}
		r, sizeA := utf8.DecodeRuneInString(a)
		q, sizeB := utf8.DecodeRuneInString(b)
		if c := cmp.Compare(unicode.ToLower(r), unicode.ToLower(q)); c != 0 {
			return c
		}
		a, b = a[sizeA:], b[sizeB:]
	}
	return cmp.Compare(len(a), len(b))
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// leadingNumber is the number that name begins with, without zeros in front, and the rest.
func leadingNumber(name string) (number, rest string) {
	end := 0
	for end < len(name) && isDigit(name[end]) {
		end++
	}
	return strings.TrimLeft(name[:end], "0"), name[end:]
}
