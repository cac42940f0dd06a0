package markup

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// Value is what a cell holds; nil is an empty cell. Values are never changed once they are in a set.
type Value interface{ equal(Value) bool }

// Place is where a block or an article stands in reading order: the place it was moved to. Rank
// orders what was moved to the same point; what stands there by itself has rank 0.
type Place struct {
	Page   int   `json:"page"`
	Offset int   `json:"offset"`
	Rank   int64 `json:"rank,omitempty"`
}

// compare orders places as they are read.
func (p Place) compare(q Place) int {
	return cmp.Or(cmp.Compare(p.Page, q.Page), cmp.Compare(p.Offset, q.Offset), cmp.Compare(p.Rank, q.Rank))
}

// Block is the mark on a block.
type Block struct {
	Role     string  `json:"role,omitempty"` // "" is undecided
	Article  text.ID `json:"article,omitempty"`
	Decided  bool    `json:"decided,omitempty"` // false with a role is assumed
	Doubtful bool    `json:"doubtful,omitempty"`
	Turns    []int   `json:"turns,omitempty"` // ascending code points where a heading's line turned
	Place    *Place  `json:"place,omitempty"`
	// Tail is the article whose assumed body are the blocks below, as far as they have no cell.
	Tail text.ID `json:"tail,omitempty"`
}

// Cut is a boundary that an editor made inside a block of the source.
type Cut struct{}

// Article is one story, or a package of stories.
type Article struct {
	Type       string            `json:"type"`
	Parent     text.ID           `json:"parent,omitempty"`
	Title      string            `json:"title,omitempty"` // when it is not the headline's text
	Headless   bool              `json:"headless,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`
	Notes      []string          `json:"notes,omitempty"`
	Place      *Place            `json:"place,omitempty"`
}

// Glue is what stands between two joined pieces.
type Glue string

// The kinds of glue.
const (
	GlueNone        Glue = "none"
	GlueSpace       Glue = "space"
	GlueNewline     Glue = "newline"
	GlueDehyphenate Glue = "dehyphenate" // the hyphen at the first piece's end is dropped
)

var glues = []Glue{GlueNone, GlueSpace, GlueNewline, GlueDehyphenate}

// Join says that the piece which ends where its cell stands goes on at Start of Page.
type Join struct {
	Page    int  `json:"page"`
	Start   int  `json:"start"`
	Glue    Glue `json:"glue"`
	Certain bool `json:"certain,omitempty"`
}

// Piece is a stretch of one page's text.
type Piece struct {
	Page  int `json:"page"`
	Start int `json:"start"`
	End   int `json:"end"`
}

// Span is the piece without its page.
func (p Piece) Span() text.Span { return text.Span{Start: p.Start, End: p.End} }

// Mark is a role on a stretch of text: one piece, or fragments in joined blocks in reading order.
type Mark struct {
	At         []Piece           `json:"at"`
	Role       string            `json:"role"`
	Parent     text.ID           `json:"parent,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`
}

// Correction replaces a stretch of text in what is read; the source stays as it is.
type Correction struct {
	Page  int    `json:"page"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Piece is the stretch that c replaces.
func (c Correction) Piece() Piece { return Piece{c.Page, c.Start, c.End} }

// PlacedPicture is a picture that an editor placed by hand, before the text at Offset.
type PlacedPicture struct {
	Page       int               `json:"page"`
	Offset     int               `json:"offset"`
	Article    text.ID           `json:"article,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`
}

// Notes are an editor's remarks on a page.
type Notes []string

// State is how far a set, page or article has come.
type State string

// The states; a scope without a cell is a draft.
const (
	Draft     State = "draft"
	Submitted State = "submitted"
	Returned  State = "returned"
	Accepted  State = "accepted"
)

var states = []State{Draft, Submitted, Returned, Accepted}

// Dismissal says that something is not a problem, or cannot be helped. Who and when are provenance: sets that
// differ in nothing else are equal.
type Dismissal struct {
	Reason string `json:"reason"`
	By     string `json:"by,omitempty"` // the name of the person
	At     string `json:"at,omitempty"` // UTC, such as 2022-11-10T08:30:00Z; "" if nobody knows
}

func same[T Value](v Value, equal func(T) bool) bool {
	w, ok := v.(T)
	return ok && equal(w)
}

func samePlace(a, b *Place) bool { return a == b || a != nil && b != nil && *a == *b }

func (b Block) equal(v Value) bool {
	return same(v, func(w Block) bool {
		return b.Role == w.Role && b.Article == w.Article && b.Decided == w.Decided && b.Doubtful == w.Doubtful &&
			b.Tail == w.Tail && slices.Equal(b.Turns, w.Turns) && samePlace(b.Place, w.Place)
	})
}

func (Cut) equal(v Value) bool { return same(v, func(Cut) bool { return true }) }

func (a Article) equal(v Value) bool {
	return same(v, func(w Article) bool {
		return a.Type == w.Type && a.Parent == w.Parent && a.Title == w.Title && a.Headless == w.Headless &&
			maps.Equal(a.Attributes, w.Attributes) && slices.Equal(a.Notes, w.Notes) && samePlace(a.Place, w.Place)
	})
}

func (j Join) equal(v Value) bool { return same(v, func(w Join) bool { return j == w }) }

func (m Mark) equal(v Value) bool {
	return same(v, func(w Mark) bool {
		return m.Role == w.Role && m.Parent == w.Parent && slices.Equal(m.At, w.At) && maps.Equal(m.Attributes, w.Attributes)
	})
}

func (c Correction) equal(v Value) bool { return same(v, func(w Correction) bool { return c == w }) }

func (p PlacedPicture) equal(v Value) bool {
	return same(v, func(w PlacedPicture) bool {
		return p.Page == w.Page && p.Offset == w.Offset && p.Article == w.Article && maps.Equal(p.Attributes, w.Attributes)
	})
}

func (n Notes) equal(v Value) bool { return same(v, func(w Notes) bool { return slices.Equal(n, w) }) }
func (s State) equal(v Value) bool { return same(v, func(w State) bool { return s == w }) }

func (d Dismissal) equal(v Value) bool { return same(v, func(w Dismissal) bool { return d == w }) }

func (h Withholding) equal(v Value) bool { return same(v, func(w Withholding) bool { return h == w }) }

func equalValues(a, b Value) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return a.equal(b)
}

// MarshalJSON writes a cut as true.
func (Cut) MarshalJSON() ([]byte, error) { return []byte("true"), nil }

// UnmarshalJSON reads true and nothing else.
func (*Cut) UnmarshalJSON(data []byte) error {
	if string(data) != "true" {
		return fmt.Errorf("read a cut: got %s, want true", data)
	}
	return nil
}

// decodeValue reads the value of a cell of kind, strictly: unknown fields and values are refused.
func decodeValue(kind CellKind, data []byte) (Value, error) {
	if len(data) == 0 || string(data) == "null" {
		return nil, nil
	}
	switch kind {
	case BlockCell:
		return decodeAs[Block](data)
	case CutCell:
		return decodeAs[Cut](data)
	case ArticleCell:
		return decodeAs[Article](data)
	case JoinCell:
		return decodeAs[Join](data)
	case SpanCell:
		return decodeAs[Mark](data)
	case CorrectionCell:
		return decodeAs[Correction](data)
	case PictureCell:
		return decodeAs[PlacedPicture](data)
	case NotesCell:
		return decodeAs[Notes](data)
	case StateCell:
		return decodeAs[State](data)
	case StageCell:
		return decodeAs[StageAt](data)
	case DismissalCell:
		return decodeAs[Dismissal](data)
	case WithheldCell:
		return decodeAs[Withholding](data)
	}
	return nil, fmt.Errorf("read a value of kind %q: not one this version knows", kind)
}

func decodeAs[T Value](data []byte) (Value, error) {
	var v T
	decoder := json.NewDecoder(strings.NewReader(string(data)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&v); err != nil {
		return nil, fmt.Errorf("read a value: %w", err)
	}
	if decoder.More() {
		return nil, fmt.Errorf("read a value: more than one")
	}
	return v, nil
}

// is reports whether the block's role behaves as the one with id.
func (b Block) is(id string) bool { return vocabulary.BaseOf(b.Role) == id }
