package core

import (
	"strconv"
	"strings"

	"galley/engine/markup"
	"galley/engine/text"
)

// WithheldOf is why an article is withheld from export, itself or with what it stands under.
func WithheldOf(set *markup.Set, id text.ID) (markup.Withholding, bool) {
	return set.Withheld(set.WithheldIn(id))
}

// TitleOf is what an article is called; without a headline it is its first words.
func TitleOf(set *markup.Set, id text.ID) (title string, headless bool) {
	if title := set.Title(id); title != "" {
		return title, false
	}
	for b := range set.Members(id) {
		return FirstWords(set.TextOf(b.Extent)), true
	}
	return "", false
}

// PageName is what the issue calls a page, else its key.
func PageName(p *markup.Page) string {
	if p.Label != "" {
		return p.Label
	}
	return strconv.Itoa(p.Key)
}

// titleLength is how many code points stand for a missing headline.
const titleLength = 24

// FirstWords are the first words of a text, as many as a title may have.
func FirstWords(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	return string(runes[:min(titleLength, len(runes))])
}
