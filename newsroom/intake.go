package newsroom

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"

	"galley/engine/formats"
	"galley/engine/reading"
	"galley/models"
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

// ProposePages are pages to be stored, with the sections and labels that their
// page lines say; a page without a label has its number.
func ProposePages(texts []formats.TextPage) []models.NewPage {
	pages := make([]models.NewPage, len(texts))
	for i, text := range texts {
		read := reading.ReadMasthead(pageEnds(text.Text))
		pages[i] = models.NewPage{Label: cmp.Or(read.PageLabel, strconv.Itoa(i+1)), Section: read.Section, Text: text.Text}
	}
	return pages
}

// ProposeIssue is the issue that pages seem to be, as far as their mastheads
// tell, the first one first; and how many pages it says it has, 0 if it does
// not. There is one page at least.
func ProposeIssue(pages []models.NewPage) (issue models.NewIssue, announced int) {
	issue = models.NewIssue{Pages: pages, Language: reading.GuessLanguage(pages[0].Text)}
	for i, page := range pages[:min(len(pages), pagesRead)] {
		text := head(page.Text, firstPageRead)
		if i > 0 {
			text = pageEnds(page.Text)
		}
		read := reading.ReadMasthead(text)
		issue.Publication = cmp.Or(issue.Publication, read.Publication)
		issue.Date = cmp.Or(issue.Date, read.Date)
		issue.Number = cmp.Or(issue.Number, read.Number)
		issue.Serial = cmp.Or(issue.Serial, read.Serial)
		issue.Publisher = cmp.Or(issue.Publisher, read.Publisher)
		announced = cmp.Or(announced, read.Pages)
	}
	return issue, announced
}

// pageEnds is the beginning and the end of a page's text, in whole lines if
// possible.
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

// head is the beginning of a text, n bytes at most, in whole lines if
// possible.
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
