package review

import (
	"sort"
	"strings"

	"galley/markup"
)

// reading is one set as it is compared.
type reading struct {
	set      *markup.Set
	blocks   []markup.BlockView // over all pages, in text order
	articles []markup.ID        // in reading order
	members  map[markup.ID]int  // how many blocks an article has, assumed ones counted
	firsts   map[markup.ID]int  // the index in blocks of an article's first
	data     map[markup.ID]markup.Article
	titles   map[markup.ID]string
	marks    map[markup.ID]markup.Mark
	parts    map[markup.ID][]markup.ID // of spans
	joins    map[point]markup.Join     // by where a piece ends that goes on
}

func readSet(s *markup.Set) *reading {
	blocks, _ := s.CountAll()
	n := s.CountArticles()
	r := &reading{set: s, blocks: make([]markup.BlockView, 0, blocks), articles: make([]markup.ID, 0, n),
		members: make(map[markup.ID]int, n), firsts: make(map[markup.ID]int, n), data: make(map[markup.ID]markup.Article, n),
		titles: make(map[markup.ID]string, n), marks: map[markup.ID]markup.Mark{}, parts: map[markup.ID][]markup.ID{}, joins: map[point]markup.Join{}}
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
func (r *reading) headlineOf(id markup.ID) string {
	for b := range r.set.Members(id) {
		if markup.BaseOf(b.Role) == roleHeadline {
			return strings.Join(strings.Fields(r.set.TextOf(b.Extent)), " ")
		}
	}
	return ""
}

// blockAt is the block that holds the beginning of e.
func (r *reading) blockAt(e markup.Extent) markup.BlockView {
	i := sort.Search(len(r.blocks), func(i int) bool {
		return comparePoints(point{r.blocks[i].Page, r.blocks[i].End}, point{e.Page, e.Start}) > 0
	})
	return r.blocks[i]
}

// sameSource says whether two sets stand on the same texts, cut into the same blocks.
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

func sameSpans(a, b []markup.Span) bool {
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
