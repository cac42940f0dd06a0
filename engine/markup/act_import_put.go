package markup

import (
	"fmt"

	"galley/engine/stages"
	"galley/engine/text"
)

func (in *importing) putCuts() error {
	for i, c := range in.marks.Cuts {
		path := fmt.Sprintf("marks.cuts[%d]", i)
		page, err := in.page(c.Page, path)
		if err != nil {
			return err
		}
		cell := cutCell(position{page.Key, c.At})
		if err := in.place(cell, Cut{}, path); err != nil {
			return err
		}
		// Blocks are read with the cuts before anything else is checked.
		if err := in.checkCut(cell.position()); err != nil {
			return in.refused(&violation{cell, err})
		}
	}
	return nil
}

func (in *importing) putArticles() error {
	for i, mark := range in.marks.Articles {
		path := fmt.Sprintf("marks.articles[%d]", i)
		a := mark.Article
		var err error
		if a.Parent, err = in.article(a.Parent, path); err != nil {
			return err
		}
		if a.Place, err = in.moved(a.Place, path+".place"); err != nil {
			return err
		}
		a.Attributes, a.Notes = OrNil(a.Attributes), someOrNil(a.Notes)
		if err := in.place(articleCell(in.articles[mark.ID]), a, path); err != nil {
			return err
		}
	}
	return nil
}

func (in *importing) putJoins() error {
	for i, mark := range in.marks.Joins {
		path := fmt.Sprintf("marks.joins[%d]", i)
		from, err := in.page(mark.Page, path)
		if err != nil {
			return err
		}
		to, err := in.page(mark.To.Page, path+".to")
		if err != nil {
			return err
		}
		cell, join := joinCell(position{from.Key, mark.End}), mark.To
		join.Page = to.Key
		if end, taken := in.now.enters(position{join.Page, join.Start}); taken && in.paths[joinCell(end)] != "" {
			return FaultAt(path, "another block already continues in the block at %d (%s).", join.Start, in.paths[joinCell(end)])
		}
		if err := in.place(cell, join, path); err != nil {
			return err
		}
	}
	return nil
}

func (in *importing) putSpans() error {
	for i, mark := range in.marks.Spans {
		path := fmt.Sprintf("marks.spans[%d]", i)
		m := Mark{Role: mark.Role, Attributes: OrNil(mark.Attributes)}
		var err error
		if m.Parent, err = find(in.spans, mark.Parent, path, "span"); err != nil {
			return err
		}
		text := ""
		for k, p := range mark.At {
			page, err := in.page(p.Page, fmt.Sprintf("%s.at[%d]", path, k))
			if err != nil {
				return err
			}
			if err := quote(page, p.Span(), "", fmt.Sprintf("%s.at[%d]", path, k)); err != nil {
				return err
			}
			p.Page = page.Key
			m.At = append(m.At, p)
			text += page.Text.Slice(p.Span())
		}
		if mark.Quote != "" && mark.Quote != text {
			return FaultAt(path, "it quotes “%s”, but the text says “%s” there.", Clip(mark.Quote), Clip(text))
		}
		if err := in.place(spanCell(in.spans[mark.ID]), m, path); err != nil {
			return err
		}
	}
	return nil
}

func (in *importing) putCorrections() error {
	names := map[string]bool{}
	for i, mark := range in.marks.Corrections {
		path := fmt.Sprintf("marks.corrections[%d]", i)
		page, err := in.page(mark.Page, path)
		if err != nil {
			return err
		}
		if names[mark.ID] {
			return FaultAt(path, "the id %q is used twice.", Clip(mark.ID))
		}
		names[mark.ID] = true
		if err := quote(page, mark.Piece().Span(), mark.Quote, path); err != nil {
			return err
		}
		c := mark.Correction
		c.Page = page.Key
		if err := in.place(correctionCell(in.corrections[i]), c, path); err != nil {
			return err
		}
	}
	return nil
}

func (in *importing) putPictures() error {
	for i, mark := range in.marks.Pictures {
		path := fmt.Sprintf("marks.pictures[%d]", i)
		page, err := in.page(mark.Page, path)
		if err != nil {
			return err
		}
		p := mark.PlacedPicture
		p.Page = page.Key
		p.Attributes = OrNil(p.Attributes)
		if p.Article, err = in.article(p.Article, path); err != nil {
			return err
		}
		for name, value := range p.Attributes {
			if name == "" || text.HasControls(name) || text.HasControls(value) {
				return FaultAt(path, "the attribute %q has no name, or contains control characters.", Clip(name))
			}
		}
		if err := in.place(pictureCell(in.pictures[i]), p, path); err != nil {
			return err
		}
	}
	return nil
}

// putRemarks puts notes and states.
func (in *importing) putRemarks() error {
	for i, mark := range in.marks.Notes {
		path := fmt.Sprintf("marks.notes[%d]", i)
		page, err := in.page(mark.Page, path)
		if err != nil {
			return err
		}
		for _, note := range mark.Notes {
			if text.HasControls(note) {
				return FaultAt(path, "notes cannot contain control characters.")
			}
		}
		if len(mark.Notes) == 0 {
			continue
		}
		if err := in.place(Cell{Kind: NotesCell, Page: page.Key}, Notes(mark.Notes), path); err != nil {
			return err
		}
	}
	for i, mark := range in.marks.States {
		if err := in.putState(mark, fmt.Sprintf("marks.states[%d]", i)); err != nil {
			return err
		}
	}
	return nil
}

func (in *importing) putState(mark StateMark, path string) error {
	cell := Cell{Kind: StateCell}
	switch {
	case (mark.Page == 0) == (mark.Article == ""):
		return FaultAt(path, "a state belongs to a page or to an article.")
	case mark.Page != 0:
		page, err := in.page(mark.Page, path)
		if err != nil {
			return err
		}
		cell.Page = page.Key
	default:
		id, err := in.article(mark.Article, path)
		if err != nil {
			return err
		}
		cell.ID = id
	}
	if min(mark.Stage, mark.Next) < 0 || max(mark.Stage, mark.Next) > stages.MaxStages {
		return FaultAt(path, "there is no such stage of review.")
	}
	if at := (StageAt{max(1, mark.Stage), mark.Next}); at != firstStage {
		if err := in.place(besides(cell), at, path); err != nil {
			return err
		}
	}
	return in.place(cell, mark.State, path)
}

func (in *importing) putDismissals() error {
	for i, mark := range in.marks.Dismissals {
		path := fmt.Sprintf("marks.dismissals[%d]", i)
		scope, err := in.scope(mark, path)
		if err != nil {
			return err
		}
		if !mark.Problem.isWord() {
			return FaultAt(path, "%q is not a kind of problem.", Clip(string(mark.Problem)))
		}
		if err := in.place(dismissalCell(scope, mark.Problem), mark.Dismissal, path); err != nil {
			return err
		}
	}
	return nil
}

func (in *importing) putWithheld() error {
	for i, mark := range in.marks.Withheld {
		path := fmt.Sprintf("marks.withheld[%d]", i)
		id, err := in.article(mark.Article, path)
		if err != nil {
			return err
		}
		if id == "" {
			return FaultAt(path, "it names no article.")
		}
		if err := in.place(withheldCell(id), mark.Withholding, path); err != nil {
			return err
		}
	}
	return nil
}

// scope is the block or article that a dismissal of the file is about.
func (in *importing) scope(mark DismissalMark, path string) (Cell, error) {
	if (mark.Page == 0) != (mark.Start == nil) || (mark.Start == nil) == (mark.Article == "") {
		return Cell{}, FaultAt(path, "a dismissed problem belongs to a block or to an article.")
	}
	if mark.Start == nil {
		id, err := in.article(mark.Article, path)
		return articleCell(id), err
	}
	page, err := in.page(mark.Page, path)
	if err != nil {
		return Cell{}, err
	}
	return blockCell(position{page.Key, *mark.Start}), nil
}
