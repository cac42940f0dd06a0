package models

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"galley/engine/markup"
)

// editor is the count of a person, made if absent.
func (p *Progress) editor(user int64) *EditorCount {
	for i := range p.Editors {
		if p.Editors[i].UserID == user {
			return &p.Editors[i]
		}
	}
	p.Editors = append(p.Editors, EditorCount{UserID: user, Blocks: make([]BlockCount, len(p.Buckets))})
	return &p.Editors[len(p.Editors)-1]
}

// sent is something that somebody submitted.
type sent struct {
	by int64
	at time.Time
}

// countEditors counts what each person did within the buckets.
func (p *Progress) countEditors(hours []progressHour, moves []SetMove) {
	for _, h := range hours {
		if i := p.BucketOf(time.Unix(h.Hour*3600, 0)); i >= 0 {
			e := p.editor(h.AuthorID)
			e.Blocks[i].add(h)
			e.Sum.add(h)
		}
	}
	main := mainMoves(moves)
	waiting, waits := map[scope]sent{}, map[int64][]float64{}
	for _, m := range moves {
		key, within := scope{m.SetID, m.Cell}, p.BucketOf(m.At) >= 0
		was, known := waiting[key]
		switch m.State {
		case markup.Submitted:
			if main[stepOf{m.SetID, m.Version}] != m.Cell {
				delete(waiting, key) // it goes with the whole from here on
				continue
			}
			waiting[key] = sent{m.AuthorID, m.At}
			if within {
				p.editor(m.AuthorID).submit(m.Cell == wholeSet)
			}
		case markup.Returned:
			if known && within {
				p.editor(was.by).Returned++
			}
		case markup.Accepted:
			if known && within {
				p.editor(was.by).Accepted++
				waits[was.by] = append(waits[was.by], m.At.Sub(was.at).Hours()/day.Hours())
			}
		}
		if m.State != markup.Submitted {
			delete(waiting, key)
		}
	}
	for user, w := range waits {
		p.editor(user).Wait = quartilesOf(w)
	}
}

// scope is what a state is of: a set, a page or an article.
type scope struct {
	set  int64
	cell string
}

// stepOf names a step.
type stepOf struct{ set, version int64 }

// mainMoves are, by step, the cell that the step was about: the set, else the page; the others went along.
func mainMoves(moves []SetMove) map[stepOf]string {
	main := map[stepOf]string{}
	for _, m := range moves {
		step := stepOf{m.SetID, m.Version}
		if now, known := main[step]; !known || m.Cell == wholeSet || now != wholeSet && strings.HasPrefix(m.Cell, "state/page/") {
			main[step] = m.Cell
		}
	}
	return main
}

func (e *EditorCount) submit(whole bool) {
	if whole {
		e.Issues++
	} else {
		e.Parts++
	}
}

// nameEditors gives the counts their names and sorts them: who decided most comes first.
func (s *Store) nameEditors(ctx context.Context, p *Progress) error {
	var ids []int64
	for _, e := range p.Editors {
		ids = append(ids, e.UserID)
	}
	names, err := s.UserNames(ctx, ids)
	for i, e := range p.Editors {
		p.Editors[i].Name = names[e.UserID]
	}
	slices.SortFunc(p.Editors, func(a, b EditorCount) int {
		return cmp.Or(cmp.Compare(b.Sum.Decided, a.Sum.Decided), cmp.Compare(a.Name, b.Name), cmp.Compare(a.UserID, b.UserID))
	})
	return err
}
