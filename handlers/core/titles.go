package core

import (
	"strings"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/views/parts"
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

// PageLabel is the label of a page of a source, or its key if it has none.
func PageLabel(s *markup.Source, key int) string { return parts.PageLabel(s.Page(key).Label, key) }

// titleLength is how many code points stand for a missing headline.
const titleLength = 24

// FirstWords are the first words of a text, as many as a title may have.
func FirstWords(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	return string(runes[:min(titleLength, len(runes))])
}
