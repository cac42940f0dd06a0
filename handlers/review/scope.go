package review

import (
	"strconv"
	"strings"

	"galley/engine/markup"
	"galley/fault"
)

// What a decision is about has a key: an article's id, "page-3" for what stands outside articles on a page, "whole-3"
// for a page with the articles that begin there, or "set". A part of the queue has one of the first two.
const (
	outsidePrefix = "page-"
	wholePrefix   = "whole-"
	wholeSet      = "set"
)

func outsideKey(page int) string { return outsidePrefix + strconv.Itoa(page) }
func wholeKey(page int) string   { return wholePrefix + strconv.Itoa(page) }

// keyOf is the key of what an act is about.
func keyOf(act *markup.SetState) string {
	switch {
	case act.Article != "":
		return act.Article
	case act.Outside:
		return outsideKey(act.Page)
	case act.Page != 0:
		return wholeKey(act.Page)
	}
	return wholeSet
}

// aim lets an act be about what a key names. It returns NotFound for a page's key without a number.
func aim(act *markup.SetState, key string) error {
	if key == wholeSet {
		return nil
	}
	page, whole := strings.CutPrefix(key, wholePrefix)
	if !whole {
		if page, act.Outside = strings.CutPrefix(key, outsidePrefix); !act.Outside {
			act.Article = key
			return nil
		}
	}
	n, err := strconv.Atoi(page)
	if err != nil || n < 1 {
		return fault.New(fault.NotFound, "This issue has no page %q.", page)
	}
	act.Page = n
	return nil
}
