package review

import (
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
)

// Value is what one set says where the sets differ: of each part, whatever the difference is about,
// and nothing else.
type Value struct {
	Blocks      []BlockValue
	Articles    []ArticleValue
	Joins       []JoinValue
	Spans       []markup.MarkView
	Corrections []markup.CorrectionView
	Pictures    []markup.PlacedPicture
	Notes       markup.Notes
	Dismissals  []markup.Dismissal
}

// IsNothing reports whether the set has nothing of what the difference is about.
func (v Value) IsNothing() bool {
	return len(v.Blocks)+len(v.Articles)+len(v.Joins)+len(v.Spans)+len(v.Corrections)+len(v.Pictures)+len(v.Notes)+len(v.Dismissals) == 0
}

// BlockValue is a block as a set has it.
type BlockValue struct {
	markup.BlockView
	Story  int    // the number of its article among the stories, from 1; 0 for none
	Title  string // of its article
	Begins bool   // it is the first of its article
}

// ArticleValue is an article as a set has it.
type ArticleValue struct {
	ID     text.ID
	Story  int // from 1
	Title  string
	Blocks int
	Parent string // the title of what it stands under
	markup.Article
}

// JoinValue is a join with the place that it leaves from.
type JoinValue struct {
	Page, End int
	markup.Join
}

// show is what a set says of a group of facts.
func (c *Comparison) show(group []fact, set int) Value {
	var v Value
	seen := map[int]bool{}
	for _, f := range group {
		switch f.kind {
		case factCut, factRole, factGroup, factDoubt, factTurns, factPlace:
			for _, p := range c.piecesOf(f) {
				if in := c.pieces[p].in[set]; !seen[in] {
					seen[in] = true
					v.Blocks = append(v.Blocks, c.blockValue(in, set))
				}
			}
		case factJoin, factSpan, factCorrection, factPicture, factDismissal:
			c.showPart(&v, f, set)
		case factPageNotes:
			v.Notes, _ = c.sides[set].set.Get(markup.Cell{Kind: markup.NotesCell, Page: f.of}).(markup.Notes)
		default:
			c.showArticle(&v, f.of, set)
		}
	}
	slices.SortFunc(v.Blocks, func(a, b BlockValue) int {
		return comparePoints(point{a.Page, a.Start}, point{b.Page, b.Start})
	})
	return v
}

// showPart adds what a set says of one thing that stands for itself.
func (c *Comparison) showPart(v *Value, f fact, set int) {
	switch f.kind {
	case factJoin:
		if j, found := c.joinOf(f.of, set); found {
			v.Joins = append(v.Joins, JoinValue{c.joins[f.of].page, c.joins[f.of].at, j})
		}
	case factSpan:
		if m, found := c.markOf(f.of, set); found {
			v.Spans = append(v.Spans, markup.MarkView{ID: c.spans.list[f.of].ids[set], Mark: m})
		}
	case factCorrection:
		if id, correction, found := c.correctionOf(f.of, set); found {
			v.Corrections = append(v.Corrections, markup.CorrectionView{ID: id, Correction: correction})
		}
	case factPicture:
		if _, p, found := c.pictureOf(f.of, set); found {
			v.Pictures = append(v.Pictures, p)
		}
	case factDismissal:
		if _, d, found := c.dismissalOf(f.of, set); found {
			v.Dismissals = append(v.Dismissals, d)
		}
	}
}

func (c *Comparison) blockValue(in, set int) BlockValue {
	r := c.sides[set]
	b := r.blocks[in]
	v := BlockValue{BlockView: b, Story: c.storyAt[set][in] + 1}
	if b.Article != "" {
		v.Title = r.titles[b.Article]
		v.Begins = r.firsts[b.Article] == in
	}
	return v
}

func (c *Comparison) showArticle(v *Value, story, set int) {
	id, a, found := c.article(story, set)
	if !found || slices.ContainsFunc(v.Articles, func(shown ArticleValue) bool { return shown.ID == id }) {
		return
	}
	titles := c.sides[set].titles
	shown := ArticleValue{ID: id, Story: story + 1, Title: titles[id], Blocks: c.sides[set].members[id], Article: a}
	if a.Parent != "" {
		shown.Parent = titles[a.Parent]
	}
	v.Articles = append(v.Articles, shown)
}
