package review

import (
	"fmt"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// putSpans puts the spans that were decided, and their parts if the whole changes.
func (p *planner) putSpans() error {
	fresh := make([]bool, len(p.spans.list))
	for g := range fresh {
		fresh[g] = p.fresh(fact{factSpan, g})
	}
	for g := range fresh {
		f := fact{factSpan, g}
		ch := p.settled(f)
		if ch.keeps() || !fresh[g] && !p.partOfFresh(g, fresh) {
			continue
		}
		versions, err := p.versions(g, ch)
		if err != nil {
			return err
		}
		p.dropTwins(g, len(versions))
		if len(versions) == 0 {
			p.dropSpan(g)
			continue
		}
		for n, m := range versions {
			id := p.spanID(g)
			if n > 0 {
				id = p.twin(g, n)
			}
			p.put(markup.Cell{Kind: markup.SpanCell, ID: id}, m, p.origin(f, ch))
		}
	}
	return nil
}

// partOfFresh reports whether a span is part of one that is brought in.
func (p *planner) partOfFresh(g int, fresh []bool) bool {
	for set := range p.sides {
		if over := p.wholeOf(g, set); over >= 0 && fresh[over] {
			return true
		}
	}
	return false
}

// wholeOf is the group of the span over a span in a set; -1 for none.
func (p *planner) wholeOf(g, set int) int {
	m, found := p.markOf(g, set)
	if !found {
		return -1
	}
	return p.spans.of(set, m.Parent)
}

// versions are the spans that a choice makes of a group: none, one, or for both all that differ.
func (p *planner) versions(g int, ch choice) ([]markup.Mark, error) {
	if ch.take == TakeNeither {
		return nil, nil
	}
	if ch.take != TakeBoth {
		m, found := p.markOf(g, ch.set)
		if !found {
			return nil, nil
		}
		if ch.own != nil && ch.own.Role != nil {
			if role, known := vocabulary.RoleByID(*ch.own.Role); !known || !role.Span {
				return nil, fault.New(fault.Invalid, "%q is not a role of marks in the text.", *ch.own.Role)
			}
			m.Role = *ch.own.Role
		}
		m.Parent = p.wholeID(g, ch.set)
		return []markup.Mark{m}, nil
	}
	var versions []markup.Mark
	seen := map[string]bool{}
	for set := range p.sides {
		m, found := p.markOf(g, set)
		if form := p.value(fact{factSpan, g}, set); found && !seen[form] {
			seen[form] = true
			m.Parent = p.wholeID(g, set)
			versions = append(versions, m)
		}
	}
	return versions, nil
}

// wholeID is the id of the span that a span of a set is part of, if that is kept.
func (p *planner) wholeID(g, set int) text.ID {
	over := p.wholeOf(g, set)
	if over < 0 {
		return ""
	}
	f := fact{factSpan, over}
	ch := p.settled(f)
	switch {
	case ch.keeps() && p.marks.list[over].ids[p.own] == "":
		return ""
	case ch.take == TakeNeither, ch.take == TakeSet && p.value(f, ch.set) == "":
		return ""
	case !ch.keeps() && !p.fresh(f) && p.marks.list[over].ids[p.own] == "":
		return ""
	}
	return p.spanID(over)
}

// spanID is the id of a group in the adjudicated set.
func (p *planner) spanID(g int) text.ID {
	if id := p.marks.list[g].ids[p.own]; id != "" {
		return id
	}
	return p.madeID(p.name(fact{factSpan, g}))
}

// twin is the id of the n-th span that stands beside the first of its group.
func (p *planner) twin(g, n int) text.ID {
	return p.madeID(fmt.Sprintf("%s beside %d", p.name(fact{factSpan, g}), n))
}

// dropTwins removes spans that no longer stand beside the first of their group.
func (p *planner) dropTwins(g, versions int) {
	for n := max(versions, 1); n < len(p.sides); n++ {
		if _, there := p.onto.set.Mark(p.twin(g, n)); there {
			p.put(markup.Cell{Kind: markup.SpanCell, ID: p.twin(g, n)}, nil)
		}
	}
}

// dropSpan takes a span away; parts of it that were not decided stay without it.
func (p *planner) dropSpan(g int) {
	id := p.marks.list[g].ids[p.own]
	if id == "" {
		return
	}
	for _, part := range p.onto.set.PartsOf(id) {
		m, _ := p.onto.set.Mark(part)
		m.Parent = ""
		p.put(markup.Cell{Kind: markup.SpanCell, ID: part}, m)
	}
	p.put(markup.Cell{Kind: markup.SpanCell, ID: id}, nil)
}
