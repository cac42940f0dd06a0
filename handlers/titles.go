package handlers

import (
	"strconv"
	"strings"

	"galley/engine/markup"
	"galley/engine/text"
)

// withheldOf is why an article is withheld from export, itself or with what it stands under.
func withheldOf(set *markup.Set, id text.ID) (markup.Withholding, bool) {
	return set.Withheld(set.WithheldIn(id))
}

// titleOf is what an article is called; without a headline it is its first words.
func titleOf(set *markup.Set, id text.ID) (title string, headless bool) {
	if title := set.Title(id); title != "" {
		return title, false
	}
	for b := range set.Members(id) {
		return firstWords(set.TextOf(b.Extent)), true
	}
	return "", false
}

// pageName is what the issue calls a page, else its key.
func pageName(p *markup.Page) string {
	if p.Label != "" {
		return p.Label
	}
	return strconv.Itoa(p.Key)
}

func firstWords(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	return string(runes[:min(2*fewWords, len(runes))])
}
