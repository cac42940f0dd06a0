package review

import (
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
)

// putCorrections puts the corrections that were decided, over those that stand at the same place.
func (p *planner) putCorrections() error {
	there := map[markup.Piece]text.ID{}
	for id, c := range p.onto.set.Corrections() {
		there[c.Piece()] = id
	}
	for i := range p.corrections {
		f := fact{factCorrection, i}
		ch := p.settled(f)
		if ch.keeps() || !p.fresh(f) {
			continue
		}
		_, where, _ := p.correctionOf(i, p.firstWith(f))
		id, has := there[where.Piece()]
		_, c, found := p.correctionOf(i, ch.set)
		if ch.take == TakeNeither || !found {
			if has {
				p.put(markup.Cell{Kind: markup.CorrectionCell, ID: id}, nil)
			}
			continue
		}
		if ch.own != nil && ch.own.Text != nil {
			c.Text = *ch.own.Text
		}
		if !has {
			id = p.madeID(p.name(f))
		}
		p.put(markup.Cell{Kind: markup.CorrectionCell, ID: id}, c, p.origin(f, ch))
	}
	return nil
}

// plannedPicture is a picture as it will be; -1 as story for none.
type plannedPicture struct {
	markup.PlacedPicture
	story int
	gone  bool
	fact  fact
	take  choice
}

// plannedPictures are the pictures that are brought in, or taken away.
func (p *planner) plannedPictures() []plannedPicture {
	var list []plannedPicture
	for i := range p.pictures {
		f := fact{factPicture, i}
		ch := p.settled(f)
		if ch.keeps() || !p.fresh(f) {
			continue
		}
		_, picture, found := p.pictureOf(i, ch.set)
		if !found {
			_, picture, _ = p.pictureOf(i, p.firstWith(f))
		}
		list = append(list, plannedPicture{picture, p.matched.of(ch.set, picture.Article), ch.take == TakeNeither || !found, f, ch})
	}
	return list
}

// putPictures puts the pictures that were decided.
func (p *planner) putPictures() error {
	put := map[text.ID]bool{}
	for _, planned := range p.plannedPictures() {
		id := p.pictureID(planned)
		if put[id] = true; planned.gone {
			p.put(markup.Cell{Kind: markup.PictureCell, ID: id}, nil)
			continue
		}
		planned.Article = p.articleID(planned.story)
		p.put(markup.Cell{Kind: markup.PictureCell, ID: id}, planned.PlacedPicture, p.origin(planned.fact, planned.take))
	}
	for id, picture := range p.onto.set.Pictures() {
		if story := p.to.of(p.own, picture.Article); !put[id] && picture.Article != "" && !p.wanted[story] {
			picture.Article = ""
			p.put(markup.Cell{Kind: markup.PictureCell, ID: id}, picture)
		}
	}
	return nil
}

// pictureID is the id of a picture in the adjudicated set: of the one made for it, else of one that is
// there alike, else a new one.
func (p *planner) pictureID(planned plannedPicture) text.ID {
	made := p.madeID(p.name(planned.fact))
	if p.onto.set.Get(markup.Cell{Kind: markup.PictureCell, ID: made}) != nil {
		return made
	}
	for id, there := range p.onto.set.Pictures() {
		article := there.Article
		there.Article = ""
		planned.Article = ""
		if p.to.of(p.own, article) == planned.story && pictureForm(there, "") == pictureForm(planned.PlacedPicture, "") && !p.isMade(id) {
			return id
		}
	}
	return made
}

// isMade reports whether a picture was made for one of those compared.
func (p *planner) isMade(id text.ID) bool {
	for i := range p.pictures {
		if p.madeID(p.name(fact{factPicture, i})) == id {
			return true
		}
	}
	return false
}

// putRemarks puts notes and dismissals that were decided.
func (p *planner) putRemarks() error {
	for _, page := range p.onto.set.Source().Pages {
		p.putNotes(page.Key)
	}
	changed := p.changedStories()
	for i := range p.dismissals {
		p.putDismissal(i, changed)
	}
	return nil
}

// changedStories are the stories of which anything is brought in: a dismissed problem of such a one may
// have been away while only part of it was decided.
func (p *planner) changedStories() map[int]bool {
	changed := map[int]bool{}
	for set := range p.sides {
		for i, piece := range p.pieces {
			if story := p.story(i, set); story >= 0 && p.touched[piece.region] {
				changed[story] = true
			}
		}
		for story := range p.matched.list {
			for _, kind := range storyFacts {
				if p.fresh(fact{kind, story}) {
					changed[story], changed[p.parent(story, set)] = true, true
				}
			}
		}
	}
	return changed
}

func (p *planner) putNotes(page int) {
	f, cell := fact{factPageNotes, page}, markup.Cell{Kind: markup.NotesCell, Page: page}
	ch := p.settled(f)
	if ch.keeps() || !p.fresh(f) {
		return
	}
	var notes markup.Notes
	for set, r := range p.sides {
		said, _ := r.set.Get(cell).(markup.Notes)
		for _, note := range said {
			if taken := ch.take == TakeBoth && !slices.Contains(notes, note) || ch.take == TakeSet && set == ch.set; taken {
				notes = append(notes, note)
			}
		}
	}
	if len(notes) == 0 {
		p.put(cell, nil)
		return
	}
	p.put(cell, notes, p.origin(f, ch))
}

// putDismissal puts a dismissal whose block or article is there.
func (p *planner) putDismissal(i int, changed map[int]bool) {
	f := fact{factDismissal, i}
	ch := p.settled(f)
	cell := p.dismissals[i].cell
	here := p.starts[point{cell.Page, cell.At}] != nil
	touched := false
	if story := p.dismissals[i].story; story >= 0 {
		cell.ID = p.articleID(story)
		here = cell.ID != ""
		touched = changed[story]
	} else if piece := p.pieceFrom(cell.Page, cell.At); piece >= 0 {
		touched = p.touched[p.pieces[piece].region]
	}
	if ch.keeps() || !here || !p.fresh(f) && !touched {
		return
	}
	if _, d, found := p.dismissalOf(i, ch.set); found && ch.take != TakeNeither {
		p.put(cell, d, p.origin(f, ch))
		return
	}
	p.put(cell, nil)
}
