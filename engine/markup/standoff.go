package markup

import (
	"galley/engine/text"
)

// Marks are the marks of a set apart from the set: what an export carries and an import reads.
// Articles, spans, corrections and pictures have names that mean something here only.
type Marks struct {
	Pages       []MarkedPage     `json:"-"`
	Cuts        []CutMark        `json:"cuts,omitempty"`
	Articles    []ArticleMark    `json:"articles,omitempty"`
	Joins       []JoinMark       `json:"joins,omitempty"`
	Spans       []SpanMark       `json:"spans,omitempty"`
	Corrections []CorrectionMark `json:"corrections,omitempty"`
	Pictures    []PictureMark    `json:"pictures,omitempty"`
	Notes       []NotesMark      `json:"notes,omitempty"`
	States      []StateMark      `json:"states,omitempty"`
	Dismissals  []DismissalMark  `json:"dismissals,omitempty"`
	Withheld    []WithheldMark   `json:"withheld,omitempty"`
}

// MarkedPage names a page by the hash of its text and lists all its blocks.
type MarkedPage struct {
	Key    int
	Hash   string
	Length int // code points; 0 is not checked
	Rule   int // that made the boundaries; 0 is not checked
	Blocks []BlockMark
}

// BlockMark is a block, assumed or stored. Role and article of an assumed block are what is assumed.
type BlockMark struct {
	Start    int        `json:"start"`
	End      int        `json:"end"`
	State    BlockState `json:"state"`
	Role     string     `json:"role,omitempty"`
	Article  string     `json:"article,omitempty"`
	Doubtful bool       `json:"doubtful,omitempty"`
	Turns    []int      `json:"turns,omitempty"`
	Place    *Place     `json:"place,omitempty"`
	Quote    string     `json:"-"` // the block's text, to be verified; "" is not
}

// CutMark is a boundary that an editor made.
type CutMark struct {
	Page int `json:"page"`
	At   int `json:"at"`
}

// ArticleMark is an article; its parent is a name as well.
type ArticleMark struct {
	ID string `json:"id"`
	Article
}

// JoinMark is a join, with the end of the piece that goes on.
type JoinMark struct {
	Page int  `json:"page"`
	End  int  `json:"end"`
	To   Join `json:"to"`
}

// SpanMark is a span; its parent is a name as well.
type SpanMark struct {
	ID string `json:"id"`
	Mark
	Quote string `json:"text,omitempty"` // the source text under it, to be verified; "" is not
}

// CorrectionMark is a correction with both readings.
type CorrectionMark struct {
	ID string `json:"id"`
	Correction
	Quote string `json:"source,omitempty"` // the source text under it, to be verified; "" is not
}

// PictureMark is a picture placed by hand.
type PictureMark struct {
	ID string `json:"id"`
	PlacedPicture
}

// NotesMark are the notes on a page.
type NotesMark struct {
	Page  int      `json:"page"`
	Notes []string `json:"notes"`
}

// StateMark is the state of a page or of an article. The set's own is provenance, and no mark.
type StateMark struct {
	Page    int    `json:"page,omitempty"`
	Article string `json:"article,omitempty"`
	State   State  `json:"state"`
	Stage   int    `json:"stage,omitempty"` // see StageAt; 0 for the first
	Next    int    `json:"next,omitempty"`
}

// DismissalMark is the dismissal of a problem: of the block that begins at Start of Page, or of an
// article.
type DismissalMark struct {
	Page    int         `json:"page,omitempty"`
	Start   *int        `json:"start,omitempty"`
	Article string      `json:"article,omitempty"`
	Problem ProblemKind `json:"problem"`
	Dismissal
}

// WithheldMark says that an article is withheld, and why.
type WithheldMark struct {
	Article string `json:"article"`
	Withholding
}

// Standoff are the marks of s, in reading order and with names that say so: two sets with equal
// marks give equal values, whatever their ids, tails and empty cells.
func (s *Set) Standoff() Marks { return NewNames(s).Standoff() }

// Standoff is everything that is marked, by the names of n.
func (n *Names) Standoff() Marks {
	s := n.Set
	m := Marks{Pages: n.pages()}
	for c := range s.Cuts() {
		m.Cuts = append(m.Cuts, CutMark{c.Page, c.At})
	}
	for _, id := range n.Articles {
		m.Articles = append(m.Articles, n.Article(id))
	}
	for c, j := range s.Joins() {
		m.Joins = append(m.Joins, JoinMark{c.Page, c.At, j})
	}
	for _, id := range n.Spans {
		m.Spans = append(m.Spans, n.span(id))
	}
	for i, c := range n.Corrections {
		quote := s.source.Page(c.Page).Text.Slice(c.Piece().Span())
		m.Corrections = append(m.Corrections, CorrectionMark{Ordinal("c", i), c.Correction, quote})
	}
	for i, p := range n.Pictures {
		p.PlacedPicture.Article = n.ArticleName(p.PlacedPicture.Article)
		p.PlacedPicture.Attributes = OrNil(p.PlacedPicture.Attributes)
		m.Pictures = append(m.Pictures, PictureMark{Ordinal("g", i), p.PlacedPicture})
	}
	m.Notes, m.States = n.remarks()
	m.Dismissals = n.dismissals()
	for _, id := range n.Articles {
		if w, withheld := s.Withheld(id); withheld {
			m.Withheld = append(m.Withheld, WithheldMark{n.ArticleName(id), w})
		}
	}
	return m
}

// pages are the pages with their blocks.
func (n *Names) pages() []MarkedPage {
	var pages []MarkedPage
	for _, p := range n.Set.source.Pages {
		page := MarkedPage{Key: p.Key, Hash: p.Hash, Length: p.Text.Len(), Rule: p.Rule}
		for b := range n.Set.Blocks(p.Key) {
			if n.Missing.Holds(b.Block, p.Key) {
				page.Blocks = append(page.Blocks, BlockMark{Start: b.Start, End: b.End, State: Absent, Article: n.ArticleName(b.Article), Place: b.placeInArticle()})
				continue
			}
			page.Blocks = append(page.Blocks, BlockMark{Start: b.Start, End: b.End, State: b.State, Role: b.Role,
				Article: n.ArticleName(b.Article), Doubtful: b.Doubtful, Turns: someOrNil(b.Turns), Place: b.Place})
		}
		pages = append(pages, page)
	}
	return pages
}

// placeInArticle is where a block was moved to; nil for one of no article.
func (b Block) placeInArticle() *Place {
	if b.Article == "" {
		return nil
	}
	return b.Place
}

// Article is an article by the names of n.
func (n *Names) Article(id text.ID) ArticleMark {
	a, _ := n.Set.articles.get(id)
	a.Parent = n.ArticleName(a.Parent)
	a.Attributes, a.Notes = OrNil(a.Attributes), someOrNil(a.Notes)
	return ArticleMark{n.ArticleName(id), a}
}

func (n *Names) span(id text.ID) SpanMark {
	m, _ := n.Set.marks.get(id)
	m.Parent = n.SpanName[m.Parent]
	m.Attributes = OrNil(m.Attributes)
	return SpanMark{n.SpanName[id], m, n.Set.markText(m)}
}

// remarks are the notes on pages and the states, the set's own left out.
func (n *Names) remarks() (notes []NotesMark, states []StateMark) {
	for c, v := range n.Set.Remarks() {
		switch v := v.(type) {
		case Notes:
			if len(v) > 0 {
				notes = append(notes, NotesMark{c.Page, v})
			}
		case State:
			if c.Page > 0 {
				states = append(states, n.stateMark(StateMark{Page: c.Page, State: v}, c))
			}
		}
	}
	for _, id := range n.Articles {
		if v, found := n.Set.remarks.get(Cell{Kind: StateCell, ID: id}); found {
			states = append(states, n.stateMark(StateMark{Article: n.ArticleName(id), State: v.(State)}, Cell{Kind: StateCell, ID: id}))
		}
	}
	return notes, states
}

// stateMark is a mark of a state with the stage of review that stands beside its cell.
func (n *Names) stateMark(m StateMark, state Cell) StateMark {
	at, _ := n.Set.Get(besides(state)).(StageAt)
	m.Stage, m.Next = at.Stage, at.Next
	return m
}

// dismissals are those of articles in reading order, then those of blocks in text order.
func (n *Names) dismissals() []DismissalMark {
	var marks []DismissalMark
	for _, id := range n.Articles {
		for _, c := range n.Set.dismissalsOf(articleCell(id)) {
			v, _ := n.Set.dismissals.get(c)
			marks = append(marks, DismissalMark{Article: n.ArticleName(id), Problem: c.Problem, Dismissal: v})
		}
	}
	for c, v := range n.Set.Dismissals() {
		if c.ID == "" {
			marks = append(marks, DismissalMark{Page: c.Page, Start: &c.At, Problem: c.Problem, Dismissal: v})
		}
	}
	return marks
}

// OrNil is attributes, or nil if empty, so that equal sets are written alike.
func OrNil(attributes map[string]string) map[string]string {
	if len(attributes) == 0 {
		return nil
	}
	return attributes
}

func someOrNil[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}
