package review

import (
	"testing"

	"pgregory.net/rapid"

	"galley/engine/markup"
	"galley/engine/text"
)

// TestNewsIsWhatOthersChangedSinceItWasSeen lets two people mark at random while a third reads some of the text and of
// the cells now and then. Every block is held against the history itself: it is new if somebody else changed it last,
// after the version at which it was seen, and it does not hold again what it held then.
func TestNewsIsWhatOthersChangedSinceItWasSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := newHistory(t)
		seen := &Seen{}
		for range rapid.IntRange(1, 30).Draw(t, "rounds") {
			if rapid.IntRange(0, 3).Draw(t, "reads") == 0 {
				h.read(seen)
			} else {
				h.act()
			}
		}
		news := FindNews(h.set, seen, reader, h.steps)
		for _, p := range h.set.Source().Pages {
			for b := range h.set.Blocks(p.Key) {
				h.check(news, seen, b)
			}
		}
		for _, c := range news.All() {
			if c.Author == reader || h.set.Holds(c.Cell, c.From) {
				t.Fatalf("%s is new, by %d, and holds what it held", c.Cell, c.Author)
			}
			if at := seen.Of(c.Cell, valueOr(c.From, c.To)); c.Version <= at {
				t.Fatalf("%s is new since version %d, though it was seen at %d", c.Cell, c.Version, at)
			}
		}
		h.checkItems(news)
	})
}

func valueOr(v, or markup.Value) markup.Value {
	if v == nil {
		return or
	}
	return v
}

// The people of a history. The reader marks, too.
const (
	reader  int64 = 1
	another int64 = 2
)

// history is a set with all its steps.
type history struct {
	*marker
	steps []markup.LoggedStep
	at    []*markup.Set // by version
}

func newHistory(t *rapid.T) *history {
	set := markup.NewSet(randomSource(t))
	return &history{marker: &marker{T: t, set: set, name: "news"}, at: []*markup.Set{set}}
}

// act lets somebody do something, as the desk records it.
func (h *history) act() {
	before := h.set
	h.marker.act()
	if h.set == before {
		return
	}
	// The marker has no authors: what it did is recorded again, as somebody's.
	author := rapid.SampledFrom([]int64{reader, another, another}).Draw(h.T, "author")
	var step markup.Step
	for c := range changedCells(before, h.set) {
		step.Changes = append(step.Changes, markup.Change{Cell: c, From: before.Get(c), To: h.set.Get(c)})
	}
	e := markup.LoggedStep{Version: int64(len(h.at)), ID: text.DerivedID("news", len(h.at)), Author: author, Step: step}
	h.steps = append(h.steps, e)
	h.at = append(h.at, h.set)
}

// changedCells are the cells in which two sets differ.
func changedCells(a, b *markup.Set) map[markup.Cell]bool {
	changed := map[markup.Cell]bool{}
	for _, s := range []*markup.Set{a, b} {
		for c := range s.Cells() {
			if !markup.EqualValues(a.Get(c), b.Get(c)) {
				changed[c] = true
			}
		}
	}
	return changed
}

// read lets the reader look at some of the text, and at some cells, as they are now.
func (h *history) read(seen *Seen) {
	now := int64(len(h.at) - 1)
	for _, p := range h.set.Source().Pages {
		for b := range h.set.Blocks(p.Key) {
			switch rapid.IntRange(0, 3).Draw(h.T, "reads it") {
			case 0:
				seen.SeeText(markup.Piece(b.Extent), now)
			case 1:
				seen.See(b.Cell(), p.Key, now)
			}
		}
	}
	if rapid.Bool().Draw(h.T, "reads it all") {
		seen.SeeScope(h.set, markup.Cell{Kind: markup.StateCell}, now)
	}
}

// check holds one block against the history.
func (h *history) check(news *News, seen *Seen, b markup.BlockView) {
	cell := b.Cell()
	at := seen.Of(cell, nil)
	_, isNew := news.Of(cell)
	var last int64
	var then markup.Value
	for _, e := range h.steps {
		for _, c := range e.Step.Changes {
			switch {
			case c.Cell != cell:
			case e.Author == reader:
				at, last = max(at, e.Version), 0
			case at != 0 && e.Version > at:
				if last == 0 {
					then = c.From
				}
				last = e.Author
			}
		}
	}
	want := last == another && !h.set.Holds(cell, then)
	if isNew && !want || want && !isNew && !h.renamed(then, cell) {
		h.Fatalf("block %s: new %t, want %t (seen at %d, by %d)", cell, isNew, want, at, last)
	}
}

// renamed reports whether a block differs in the id of its article alone.
func (h *history) renamed(then markup.Value, cell markup.Cell) bool {
	was, _ := then.(markup.Block)
	is, _ := h.set.Get(cell).(markup.Block)
	was.Article, was.Tail, is.Article, is.Tail = "", "", "", ""
	return markup.EqualValues(was, is)
}

// checkItems holds that every change in the text is part of exactly one item of the blocks it stands in.
func (h *history) checkItems(news *News) {
	told := map[markup.Cell]int{}
	for _, p := range h.set.Source().Pages {
		var blocks []markup.BlockView
		for b := range h.set.Blocks(p.Key) {
			blocks = append(blocks, b)
		}
		for _, item := range news.InBlocks(blocks) {
			for _, c := range item.Cells() {
				told[c]++
			}
		}
	}
	for _, c := range news.All() {
		_, _, stands := placeOf(c.Cell, valueOr(c.To, c.From))
		if stands && told[c.Cell] != 1 {
			h.Fatalf("%s is told %d times", c.Cell, told[c.Cell])
		}
	}
}
