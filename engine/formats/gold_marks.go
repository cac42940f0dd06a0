package formats

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"galley/engine/markup"
	"galley/engine/vocabulary"
)

// groupTypes are the types of articles that the kinds of packages become.
var groupTypes = map[string]string{"": vocabulary.TypePackage, "package": vocabulary.TypePackage, "section": vocabulary.TypeSection, "sidebars": vocabulary.TypeSidebars}

// packages takes the packages as articles with their heads, and verifies their members.
func (g *goldReader) packages() error {
	for i, p := range g.Packages {
		path := fmt.Sprintf("packages[%d]", i)
		if err := g.name(p.ID, path); err != nil {
			return err
		}
		kind, known := groupTypes[p.Kind]
		if !known {
			return at(path+".kind", "%q is no kind of packages: it is package, section or sidebars.", clip(p.Kind))
		}
		for _, b := range p.Head {
			if b < 0 || b >= len(g.Blocks) {
				return at(path+".head", "there is no block %d.", b)
			}
			if owner := g.Blocks[b].Article; owner != nil && *owner != p.ID {
				return at(path+".head", "block %d belongs to %q.", b, clip(*owner))
			}
			g.marks.Pages[0].Blocks[b].Article = p.ID
		}
		for j, b := range g.Blocks {
			if b.Article != nil && *b.Article == p.ID && !slices.Contains(p.Head, j) {
				return at(path+".head", "block %d belongs to it, but is not listed.", j)
			}
		}
		mark := markup.ArticleMark{ID: p.ID, Article: markup.Article{Type: kind, Title: g.ownTitle(p.Head, p.Title, true)}}
		g.marks.Articles = append(g.marks.Articles, mark)
	}
	return g.members()
}

// members lets the members of packages stand under them, refuses an article that names another
// package, and a block that names an article that is not there.
func (g *goldReader) members() error {
	listed := map[string]string{}
	for i, p := range g.Packages {
		for _, id := range p.Members {
			if over, twice := listed[id]; twice || !g.known[id] {
				return at(fmt.Sprintf("packages[%d].members", i), "%q is no article, or a member of %q already.", clip(id), clip(over))
			}
			listed[id] = p.ID
		}
	}
	for i, a := range g.Articles {
		if a.Parent != nil && *a.Parent != listed[a.ID] {
			return at(fmt.Sprintf("articles[%d].parent", i), "it says %q, the packages say %q.", clip(*a.Parent), clip(listed[a.ID]))
		}
		g.marks.Articles[i].Parent = listed[a.ID]
	}
	for i, p := range g.Packages {
		g.marks.Articles[len(g.Articles)+i].Parent = listed[p.ID]
	}
	for i, b := range g.Blocks {
		if b.Article != nil && !g.known[*b.Article] {
			return at(fmt.Sprintf("blocks[%d].article", i), "there is no article or package %q.", clip(*b.Article))
		}
	}
	return nil
}

// order gives places to articles whose order is not that of the text.
func (g *goldReader) order() error {
	sorted := make([]int, len(g.Articles))
	for i := range sorted {
		sorted[i] = i
	}
	slices.SortStableFunc(sorted, func(a, b int) int { return g.Articles[a].Order - g.Articles[b].Order })
	last, rank := -1, int64(0)
	for n, i := range sorted {
		a := g.Articles[i]
		if a.Order != n+1 {
			return at(fmt.Sprintf("articles[%d].order", i), "it is %d; the articles are counted from 1.", a.Order)
		}
		if len(a.Blocks) == 0 {
			continue
		}
		if start := g.Blocks[slices.Min(a.Blocks)].Start; start > last {
			last, rank = start, 0
			continue
		}
		rank++
		g.marks.Articles[i].Place = &markup.Place{Page: 1, Offset: last, Rank: rank}
	}
	return nil
}

// glues are the kinds of glue by what stands between the pieces.
var glues = map[string]markup.Glue{
	"": markup.GlueNone, " ": markup.GlueSpace, "\n": markup.GlueNewline, "dehyphenate": markup.GlueDehyphenate,
}

func (g *goldReader) joins() error {
	for i, j := range g.Joins {
		path := fmt.Sprintf("joins[%d]", i)
		glue, known := glues[j.Glue]
		switch {
		case j.From < 0 || j.From >= len(g.Blocks) || j.To < 0 || j.To >= len(g.Blocks):
			return at(path, "there is no block %d, or no block %d.", j.From, j.To)
		case !known:
			return at(path+".glue", "%q is no glue: it is nothing, a space, a line end or dehyphenate.", clip(j.Glue))
		}
		g.marks.Joins = append(g.marks.Joins, markup.JoinMark{Page: 1, End: g.Blocks[j.From].End,
			To: markup.Join{Page: 1, Start: g.Blocks[j.To].Start, Glue: glue, Certain: j.Certain}})
	}
	return nil
}

func (g *goldReader) spans() error {
	for i, s := range g.Spans {
		path := fmt.Sprintf("spans[%d]", i)
		if s.Block < 0 || s.Block >= len(g.Blocks) {
			return at(path, "there is no block %d.", s.Block)
		}
		b := g.Blocks[s.Block]
		if s.Start < b.Start || s.End > b.End || s.Start >= s.End {
			return at(path, "%d–%d lies outside block %d.", s.Start, s.End, s.Block)
		}
		if s.Quote == "" || utf8.RuneCountInString(s.Quote) != s.End-s.Start {
			return at(path, "it quotes “%s” for %d–%d.", clip(s.Quote), s.Start, s.End)
		}
		mark := markup.SpanMark{ID: s.ID, Quote: s.Quote, Mark: markup.Mark{Role: s.Role, Attributes: s.Attrs,
			At: []markup.Piece{{Page: 1, Start: s.Start, End: s.End}}}}
		if s.Parent != nil {
			mark.Parent = *s.Parent
		}
		g.marks.Spans = append(g.marks.Spans, mark)
	}
	return nil
}
