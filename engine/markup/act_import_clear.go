package markup

import (
	"galley/engine/text"
	"galley/fault"
)

// clear takes away everything that is marked on the pages of the file. Without replace it refuses a
// page that is marked.
func (in *importing) clear(replace bool) error {
	here := map[int]bool{}
	for _, p := range in.marks.Pages {
		key := in.pages[p.Key].Key
		here[key] = true
		if !replace && in.now.isMarked(key) {
			return fault.New(fault.Conflict, "Page %d already has marks. They are replaced only if you ask for it.", key)
		}
	}
	candidates := in.orphansOf(here)
	in.clearJoins(here)
	in.clearSpans(here)
	in.clearRest(here)
	if replace {
		in.clearArticles(candidates, len(here) == len(in.now.source.Pages))
	}
	in.settle()
	return nil
}

// clearRest empties the cells on the pages that nothing else rests on any more.
func (in *importing) clearRest(here map[int]bool) {
	for id, c := range in.now.corrections.all() {
		if here[c.Page] {
			in.put(correctionCell(id), nil)
		}
	}
	for id, p := range in.now.pictures.all() {
		if here[p.Page] {
			in.put(pictureCell(id), nil)
		}
	}
	for c := range in.now.dismissals.all() {
		if here[c.Page] {
			in.put(c, nil)
		}
	}
	for p := range in.now.blocks.all() {
		if here[p.page] {
			in.put(blockCell(p), nil)
		}
	}
	for p := range in.now.cuts.all() {
		if here[p.page] {
			in.put(cutCell(p), nil)
		}
	}
	for c := range in.now.remarks.all() {
		if here[c.Page] {
			in.put(c, nil)
		}
	}
}

// isMarked reports whether anything is marked on a page.
func (s *Set) isMarked(page int) bool {
	for b := range s.Blocks(page) {
		if b.State != Undecided || b.Article != "" || b.Doubtful || len(b.Turns) > 0 || b.Place != nil {
			return true
		}
	}
	for c := range s.cuts.from(position{page, 0}) {
		if c.page == page {
			return true
		}
		break
	}
	for key := range s.marksAt.from(anchorKey{at: position{page, 0}}) {
		if key.at.page == page {
			return true
		}
		break
	}
	for key := range s.correctionsAt.from(anchorKey{at: position{page, 0}}) {
		if key.at.page == page {
			return true
		}
		break
	}
	for _, p := range s.pictures.all() {
		if p.Page == page {
			return true
		}
	}
	for c := range s.dismissals.from(Cell{Kind: DismissalCell, Page: page}) {
		if c.Page == page {
			return true
		}
		break
	}
	return s.hasRemarks(page)
}

func (s *Set) hasRemarks(page int) bool {
	for c, v := range s.remarks.all() {
		if notes, are := v.(Notes); c.Page == page && (!are || len(notes) > 0) {
			return true
		}
	}
	return false
}

// orphansOf are the articles that have something on the pages, and may be left with nothing.
func (in *importing) orphansOf(here map[int]bool) map[text.ID]bool {
	candidates := map[text.ID]bool{}
	for p, b := range in.now.blocks.all() {
		if here[p.page] {
			candidates[b.Article], candidates[b.Tail] = true, true
		}
	}
	for _, p := range in.now.pictures.all() {
		if here[p.Page] {
			candidates[p.Article] = true
		}
	}
	for id, a := range in.now.articles.all() {
		if a.Place != nil && here[a.Place.Page] {
			candidates[id] = true
		}
	}
	return candidates
}

// clearArticles removes the candidates that no block belongs to any more, and then the packages
// that held only them; all articles if no page is left.
func (in *importing) clearArticles(candidates map[text.ID]bool, all bool) {
	var gone []text.ID
	for id := range in.now.articles.all() {
		if all || candidates[id] && !in.now.lives(id) {
			gone = append(gone, id)
		}
	}
	for i := 0; i < len(gone); i++ {
		over := in.dissolve(gone[i])
		if over != "" && in.now.articles.has(over) && !in.now.lives(over) && len(in.now.Children(over)) == 0 {
			gone = append(gone, over)
		}
	}
}

// dissolve removes an article and what names it, and gives what it stood under.
func (in *importing) dissolve(id text.ID) text.ID {
	a, found := in.now.articles.get(id)
	if !found {
		return ""
	}
	for _, child := range in.now.Children(id) {
		in.draft.article(child, func(c *Article) { c.Parent = "" })
	}
	for picture, p := range in.now.pictures.all() {
		if p.Article == id {
			p.Article = ""
			in.put(pictureCell(picture), p)
		}
	}
	in.put(Cell{Kind: StateCell, ID: id}, nil)
	in.put(Cell{Kind: StageCell, ID: id}, nil)
	in.undismiss(articleCell(id))
	in.put(articleCell(id), nil)
	return a.Parent
}

// lives reports whether a block or a picture belongs to an article, or is assumed to.
func (s *Set) lives(id text.ID) bool {
	for _, p := range s.pictures.all() {
		if p.Article == id {
			return true
		}
	}
	for key := range s.members.from(memberKey{article: id}) {
		if key.article == id {
			return true
		}
		break
	}
	for key := range s.tails.from(memberKey{article: id}) {
		return key.article == id
	}
	return false
}

// clearJoins removes the joins that lead to or from the pages.
func (in *importing) clearJoins(here map[int]bool) {
	for end, j := range in.now.joins.all() {
		if here[end.page] || here[j.Page] {
			in.put(joinCell(end), nil)
		}
	}
}

// clearSpans removes the pieces of spans on the pages, and the spans that have no other.
func (in *importing) clearSpans(here map[int]bool) {
	var gone []text.ID
	for id, m := range in.now.marks.all() {
		var left []Piece
		for _, p := range m.At {
			if !here[p.Page] {
				left = append(left, p)
			}
		}
		switch {
		case len(left) == 0:
			gone = append(gone, id)
		case len(left) < len(m.At):
			m.At = left
			in.put(spanCell(id), m)
		}
	}
	for _, id := range gone {
		in.put(spanCell(id), nil)
	}
}
