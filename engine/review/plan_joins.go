package review

import (
	"galley/engine/markup"
)

// putJoins puts the joins that were decided, if the blocks that they join are there and belong to
// one article.
func (p *planner) putJoins() error {
	into := map[point]point{}
	for to, from := range p.joinsIn {
		into[to] = from
	}
	for i, at := range p.joins {
		f := fact{factJoin, i}
		ch := p.settled(f)
		if ch.keeps() || !p.fresh(f) && !p.touchesJoin(i) {
			continue
		}
		cell := markup.Cell{Kind: markup.JoinCell, Page: at.page, At: at.at}
		j, there := p.joinOf(i, ch.set)
		from, to := p.ends[at], p.starts[point{j.Page, j.Start}]
		if ch.take == TakeNeither || !there || from == nil || to == nil || from.story < 0 || from.story != to.story {
			p.put(cell, nil)
			continue
		}
		if ch.own != nil && ch.own.Glue != nil {
			j.Glue = *ch.own.Glue
		}
		if other, taken := into[point{j.Page, j.Start}]; taken && other != at {
			p.put(markup.Cell{Kind: markup.JoinCell, Page: other.page, At: other.at}, nil)
		}
		into[point{j.Page, j.Start}] = at
		from.joined, to.joined = true, true
		p.put(cell, j, p.origin(f, ch))
	}
	return nil
}

// touchesJoin reports whether a join of any set rests on a region that is brought in.
func (p *planner) touchesJoin(join int) bool {
	touched := func(piece int) bool { return piece >= 0 && p.touched[p.pieces[piece].region] }
	if touched(p.pieceTo(p.joins[join].page, p.joins[join].at)) {
		return true
	}
	for set := range p.sides {
		if j, found := p.joinOf(join, set); found && touched(p.pieceFrom(j.Page, j.Start)) {
			return true
		}
	}
	return false
}
