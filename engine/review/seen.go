package review

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"galley/engine/markup"
)

// Seen is what somebody has seen of a set: of each piece of text the version at which they last looked at it, and
// of single cells a later one. A cell that stands in the text is as new as its text, unless it was looked at by
// itself; an article's cells are looked at by themselves only. The zero value has seen nothing.
type Seen struct {
	pages  map[int]*seenPage
	home   map[markup.Cell]int // the page on which a single cell is kept; 0 for what stands on none
	before *Seen               // stands in for what this person has not seen; nil for nobody
	all    int64               // the version at which everything else was seen; 0 if it was not
}

// seenPage is what somebody has seen of a page.
type seenPage struct {
	text    []seenText // ascending, without overlaps
	cells   map[markup.Cell]int64
	changed bool
}

// seenText says that [start, end) was seen at a version.
type seenText struct {
	start, end int
	version    int64
}

// storedSeen is the form in which a page is stored.
type storedSeen struct {
	Text  [][3]int64       `json:"t,omitempty"` // start, end, version
	Cells map[string]int64 `json:"c,omitempty"`
}

// ReadSeen reads what somebody has seen, page by page, as [Seen.Changed] wrote it.
func ReadSeen(pages map[int]string) (*Seen, error) {
	s := &Seen{}
	for page, data := range pages {
		var stored storedSeen
		if err := json.Unmarshal([]byte(data), &stored); err != nil {
			return nil, fmt.Errorf("read what was seen of page %d: %w", page, err)
		}
		p := s.page(page)
		for _, t := range stored.Text {
			p.text = append(p.text, seenText{int(t[0]), int(t[1]), t[2]})
		}
		for name, version := range stored.Cells {
			c, err := markup.ParseCell(name)
			if err != nil {
				return nil, fmt.Errorf("read what was seen of page %d: %w", page, err)
			}
			p.cells[c], s.home[c] = version, page
		}
	}
	return s, nil
}

// Over is s, with what somebody else has seen in place of what s has not.
func (s *Seen) Over(before *Seen) *Seen {
	return &Seen{pages: s.pages, home: s.home, before: before, all: s.all}
}

// page is what was seen of a page, to be added to.
func (s *Seen) page(key int) *seenPage {
	if s.pages == nil {
		s.pages, s.home = map[int]*seenPage{}, map[markup.Cell]int{}
	}
	if s.pages[key] == nil {
		s.pages[key] = &seenPage{cells: map[markup.Cell]int64{}}
	}
	return s.pages[key]
}

// SeeText says that a piece of text, and every cell that stands in it, was seen at a version. What was seen at a
// later one stays so.
func (s *Seen) SeeText(at markup.Piece, version int64) {
	if at.Start >= at.End {
		return
	}
	p := s.page(at.Page)
	var next []seenText
	add := func(t seenText) {
		switch n := len(next); {
		case t.start >= t.end:
		case n > 0 && next[n-1].end == t.start && next[n-1].version == t.version:
			next[n-1].end = t.end
		default:
			next = append(next, t)
		}
	}
	from := at.Start // what is still to be said of the piece
	for _, old := range p.text {
		add(seenText{from, min(old.start, at.End), version})
		if from < at.End {
			from = max(from, min(old.start, at.End))
		}
		add(seenText{old.start, min(old.end, at.Start), old.version})
		inside := seenText{max(old.start, at.Start), min(old.end, at.End), max(old.version, version)}
		add(inside)
		if inside.start < inside.end {
			from = inside.end
		}
		add(seenText{max(old.start, at.End), old.end, old.version})
	}
	add(seenText{from, at.End, version})
	if !slices.Equal(next, p.text) {
		p.text, p.changed = next, true
	}
}

// See says that a cell was seen at a version. Page is where it is kept: that of its text, or of the text of its
// article; 0 if absent.
func (s *Seen) See(c markup.Cell, page int, version int64) {
	if kept, known := s.home[c]; known {
		page = kept
	}
	p := s.page(page)
	if p.cells[c] < version {
		p.cells[c], p.changed = version, true
		s.home[c] = page
	}
}

// Forget says that a piece of text was not seen, so that it is new again.
func (s *Seen) Forget(at markup.Piece) {
	p := s.page(at.Page)
	var next []seenText
	for _, old := range p.text {
		for _, rest := range []seenText{{old.start, min(old.end, at.Start), old.version}, {max(old.start, at.End), old.end, old.version}} {
			if rest.start < rest.end {
				next = append(next, rest)
			}
		}
	}
	if !slices.Equal(next, p.text) {
		p.text, p.changed = next, true
	}
}

// Of is the version at which a cell with a value, as it is or as it was, was last seen; 0 if it never was.
func (s *Seen) Of(c markup.Cell, v markup.Value) int64 {
	if s == nil {
		return 0
	}
	var version int64
	if page, kept := s.home[c]; kept {
		version = s.pages[page].cells[c]
	}
	if page, at, stands := placeOf(c, v); stands {
		version = max(version, s.ofText(page, at))
	}
	if version = max(version, s.all); version == 0 {
		return s.before.Of(c, v)
	}
	return version
}

// OfText is the version at which a place in the text was last seen; 0 if it never was.
func (s *Seen) OfText(page, at int) int64 {
	if s == nil {
		return 0
	}
	if version := max(s.ofText(page, at), s.all); version != 0 {
		return version
	}
	return s.before.OfText(page, at)
}

func (s *Seen) ofText(page, at int) int64 {
	p := s.pages[page]
	if p == nil {
		return 0
	}
	i, found := slices.BinarySearchFunc(p.text, at, func(t seenText, at int) int {
		if t.end <= at {
			return -1
		}
		return max(0, t.start-at)
	})
	if !found {
		return 0
	}
	return p.text[i].version
}

// Oldest is the earliest version at which something was last seen; false if nothing was.
func (s *Seen) Oldest() (version int64, found bool) {
	look := func(v int64) {
		if !found || v < version {
			version, found = v, true
		}
	}
	for t := s; t != nil; t = t.before {
		if t.all != 0 {
			look(t.all)
		}
		for _, p := range t.pages {
			for _, piece := range p.text {
				look(piece.version)
			}
			for _, v := range p.cells {
				look(v)
			}
		}
	}
	return version, found
}

// Changed are the pages on which something was seen since s was read, as they are stored.
func (s *Seen) Changed() map[int]string {
	changed := map[int]string{}
	for key, p := range s.pages {
		if p.changed {
			changed[key] = p.String()
		}
	}
	return changed
}

// String is the page as it is stored.
func (p *seenPage) String() string {
	stored := storedSeen{}
	for _, t := range p.text {
		stored.Text = append(stored.Text, [3]int64{int64(t.start), int64(t.end), t.version})
	}
	for c, v := range p.cells {
		if stored.Cells == nil {
			stored.Cells = map[string]int64{}
		}
		stored.Cells[c.String()] = v
	}
	data, _ := json.Marshal(stored) // numbers and names of cells only
	return string(data)
}

// Equal reports whether two people have seen the same.
func (s *Seen) Equal(t *Seen) bool {
	return maps.EqualFunc(s.pages, t.pages, func(a, b *seenPage) bool {
		return slices.Equal(a.text, b.text) && maps.Equal(a.cells, b.cells)
	})
}

// placeOf is where in the text a cell with a value stands; false for what stands nowhere, such as an article.
func placeOf(c markup.Cell, v markup.Value) (page, at int, stands bool) {
	switch c.Kind {
	case markup.BlockCell, markup.CutCell:
		return c.Page, c.At, true
	case markup.JoinCell:
		return c.Page, c.At - 1, true
	case markup.DismissalCell:
		return c.Page, c.At, c.ID == ""
	}
	switch v := v.(type) {
	case markup.Mark:
		return v.At[0].Page, v.At[0].Start, true
	case markup.Correction:
		return v.Page, v.Start, true
	case markup.PlacedPicture:
		return v.Page, v.Offset, true
	}
	return 0, 0, false
}
