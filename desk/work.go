package desk

import (
	"galley/engine/markup"
	"galley/engine/text"
	"galley/models"
)

// WorkPlace is where something that was given is now.
type WorkPlace struct {
	Article text.ID // the article itself, or the one that it was merged into; "" for a page or a set
	Merged  bool    // Article is another than the one that was given
	Gone    bool    // the article is no longer there, and its text belongs to none
	State   markup.State
}

// FindWork finds what was given. An article that is no longer there is looked for where it began: whichever
// article holds that text now has taken it in.
func FindWork(set *markup.Set, a models.Assignment) WorkPlace {
	cell := markup.Cell{Kind: markup.StateCell, Page: a.Page}
	if a.Article == "" {
		return WorkPlace{State: set.StateOf(cell)}
	}
	w := WorkPlace{Article: a.Article}
	if _, there := set.Article(a.Article); !there {
		w.Article, w.Merged = articleAt(set, a.Page, a.StartAt), true
	}
	if w.Article == "" {
		return WorkPlace{Gone: true}
	}
	w.State = set.StateOf(markup.Cell{Kind: markup.StateCell, ID: w.Article})
	return w
}

// articleAt is the article that holds a place in the text, or "" for none.
func articleAt(set *markup.Set, page, at int) text.ID {
	e, found := set.Extent(page, at)
	if !found {
		return ""
	}
	return set.Block(e).Article
}

// statesIn says how what was given stands in a set.
func statesIn(set *markup.Set) models.StateOf {
	return func(a models.Assignment) markup.State { return FindWork(set, a).State }
}
