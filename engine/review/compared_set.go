package review

import (
	"sort"
	"strings"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
)

// comparedSet is one set as it is compared.
type comparedSet struct {
	set      *markup.Set
	blocks   []markup.BlockView // over all pages, in text order
	articles []text.ID          // in reading order
	members  map[text.ID]int    // how many blocks an article has, assumed ones counted
	firsts   map[text.ID]int    // the index in blocks of an article's first
	data     map[text.ID]markup.Article
	titles   map[text.ID]string
	marks    map[text.ID]markup.Mark
	parts    map[text.ID][]text.ID // of spans
	joins    map[point]markup.Join // by where a piece ends that goes on
}

func readSet(s *markup.Set) *comparedSet {
	blocks, _ := s.CountAll()
	n := s.CountAllArticles()
	r := &comparedSet{set: s, blocks: make([]markup.BlockView, 0, blocks), articles: make([]text.ID, 0, n),
		members: make(map[text.ID]int, n), firsts: make(map[text.ID]int, n), data: make(map[text.ID]markup.Article, n),
		titles: make(map[text.ID]string, n), marks: map[text.ID]markup.Mark{}, parts: map[text.ID][]text.ID{}, joins: map[point]markup.Join{}}
	for _, p := range s.Source().Pages {
		for b := range s.Blocks(p.Key) {
			if _, seen := r.firsts[b.Article]; !seen {
				r.firsts[b.Article] = len(r.blocks)
			}
			r.members[b.Article]++
			r.blocks = append(r.blocks, b)
		}
	}
	for id, a := range s.Articles() {
		r.articles = append(r.articles, id)
		r.data[id] = a
		if r.titles[id] = s.Title(id); r.titles[id] == "" {
			r.titles[id] = r.headlineOf(id)
		}
	}
	for cell, j := range s.Joins() {
		r.joins[point{cell.Page, cell.At}] = j
	}
	for id, m := range s.Marks() {
		r.marks[id] = m
		if m.Parent != "" {
			r.parts[m.Parent] = append(r.parts[m.Parent], id)
		}
	}
	return r
}

// headlineOf is the first headline of an article that does not begin with its headings; "" for none.
func (r *comparedSet) headlineOf(id text.ID) string {
	for b := range r.set.Members(id) {
		if vocabulary.BaseOf(b.Role) == vocabulary.RoleHeadline {
			return strings.Join(strings.Fields(r.set.TextOf(b.Extent)), " ")
		}
	}
	return ""
}

// blockAt is the block that holds the beginning of e.
func (r *comparedSet) blockAt(e markup.Extent) markup.BlockView {
	i := sort.Search(len(r.blocks), func(i int) bool {
		return comparePoints(point{r.blocks[i].Page, r.blocks[i].End}, point{e.Page, e.Start}) > 0
	})
	return r.blocks[i]
}

// sameSource reports whether two sets stand on the same texts, cut into the same blocks.
func sameSource(a, b *markup.Source) bool {
	if a == b {
		return true
	}
	if len(a.Pages) != len(b.Pages) {
		return false
	}
	for i, p := range a.Pages {
		q := b.Pages[i]
		if p.Key != q.Key || p.Hash != q.Hash || !sameSpans(p.Blocks, q.Blocks) {
			return false
		}
	}
	return true
}

func sameSpans(a, b []text.Span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
