package handlers

import (
	"strings"
	"unicode/utf8"
)

// How much of a load is searched for its masthead and page lines, in bytes and
// pages. They stand near the top, sometimes at the foot, of a page; looking
// further would cost seconds on a large load and find nothing.
const (
	firstPageRead = 64 << 10
	headRead      = 3 << 10
	footRead      = 1 << 10
	pagesRead     = 8
)

// pageEnds is the beginning and the end of a page's text, in whole lines where
// that can be.
func pageEnds(text string) string {
	if len(text) <= headRead+footRead {
		return text
	}
	foot := text[len(text)-footRead:]
	if i := strings.IndexByte(foot, '\n'); i >= 0 {
		foot = foot[i:]
	}
	return head(text, headRead) + "\n\n" + strings.ToValidUTF8(foot, "")
}

// head is the beginning of a text, n bytes at most, in whole lines where that
// can be.
func head(text string, n int) string {
	if len(text) <= n {
		return text
	}
	if i := strings.LastIndexByte(text[:n], '\n'); i > 0 {
		return text[:i]
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}
