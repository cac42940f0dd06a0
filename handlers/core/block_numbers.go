package core

import (
	"galley/engine/markup"
	"galley/engine/review"
)

// pageOfSet is a page of one of the sets, or versions, that are laid over each other.
type pageOfSet struct{ set, page int }

// BlockNumbers are the numbers of blocks on their pages, by where they begin; each page is counted once.
type BlockNumbers map[pageOfSet]map[int]int

// Of is a block's number on its page in one of the sets compared.
func (n BlockNumbers) Of(c *review.Comparison, set, page, start int) int {
	key := pageOfSet{set, page}
	if n[key] == nil {
		numbers := map[int]int{}
		for b := range c.Set(set).Blocks(page) {
			numbers[b.Start] = len(numbers) + 1
		}
		n[key] = numbers
	}
	return n[key][start]
}

// SourceText is a stretch of the text that the sets compared stand on.
func SourceText(c *review.Comparison, set int, at markup.Piece) string {
	return c.Set(set).Source().Page(at.Page).Text.Slice(at.Span())
}

// StoryStart is where a story begins in one of the sets compared; false if the set does not have it.
func StoryStart(c *review.Comparison, set, story int) (page, start int, found bool) {
	stories := c.Stories()
	if story < 1 || story > len(stories) || stories[story-1].Articles[set] == "" {
		return 0, 0, false
	}
	for b := range c.Set(set).Members(stories[story-1].Articles[set]) {
		return b.Page, b.Start, true
	}
	return 0, 0, false
}
