package markup

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sort"
	"strings"
	"sync"

	"galley/engine/reading"
	"galley/engine/text"
)

// BoundaryRule is the number of the rule that Boundaries follows. It is stored with every page, so
// that a better rule never moves the blocks of an old one.
const BoundaryRule = 1

// Page is one page of an issue as it was loaded. It never changes.
type Page struct {
	Key     int    // 1, 2, …; never reused within an issue
	Label   string // as printed, such as A1
	Section string // such as 要闻
	Hash    string // SHA-256 of the text's UTF-8 bytes, in hexadecimal
	Text    *text.Text
	Blocks  []text.Span // ascending, apart from each other by blank lines
	Rule    int         // the rule that made Blocks

	repeats map[int]Repeat // by start of block
	open    *sync.Map      // whether a piece of the text ends open, by its span; read when asked first
	gaps    func() []int   // blank lines above each block; counted when asked first
}

// NewPage is a page of text with its hash and its blocks by the current rule.
func NewPage(key int, words string) *Page {
	t := text.NewText(words)
	return StoredPage(Page{Key: key, Hash: HashOf(words), Text: t, Blocks: text.Boundaries(t), Rule: BoundaryRule})
}

// StoredPage is a page as it was stored, with what is computed from its text.
func StoredPage(p Page) *Page {
	p.repeats = findRepeats(p.Text, p.Blocks)
	p.open = new(sync.Map)
	stored := &p
	p.gaps = sync.OnceValue(stored.countGaps)
	return stored
}

// HashOf is the SHA-256 of text's UTF-8 bytes in hexadecimal.
func HashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// endsOpen reports whether the text of a piece breaks off inside a sentence. The text never changes, so
// each piece is read once.
func (p *Page) endsOpen(s text.Span) bool {
	if p.open == nil {
		return reading.EndsOpen(p.Text.Slice(s))
	}
	if known, found := p.open.Load(s); found {
		return known.(bool)
	}
	open := reading.EndsOpen(p.Text.Slice(s))
	p.open.Store(s, open)
	return open
}

// blockAt is the index of the source block that holds position at, -1 between blocks.
func (p *Page) blockAt(at int) int {
	i := sort.Search(len(p.Blocks), func(i int) bool { return p.Blocks[i].End > at })
	if i == len(p.Blocks) || p.Blocks[i].Start > at {
		return -1
	}
	return i
}

// GapBefore is the number of blank lines above the source block with index i.
func (p *Page) GapBefore(i int) int {
	if p.gaps == nil {
		return p.countGap(i)
	}
	return p.gaps()[i]
}

func (p *Page) countGaps() []int {
	gaps := make([]int, len(p.Blocks))
	for i := range gaps {
		gaps[i] = p.countGap(i)
	}
	return gaps
}

func (p *Page) countGap(i int) int {
	above := 0
	if i > 0 {
		above = p.Blocks[i-1].End
	}
	lines := strings.Count(p.Text.Slice(text.Span{Start: above, End: p.Blocks[i].Start}), "\n")
	if i > 0 {
		lines--
	}
	return lines
}

// Source is what an annotation set points at: the pages of one issue.
type Source struct {
	Language string  // BCP 47, such as zh-Hans
	Pages    []*Page // by ascending key
}

// Page is the page with key, or nil if absent.
func (s *Source) Page(key int) *Page {
	i, found := slices.BinarySearchFunc(s.Pages, key, func(p *Page, key int) int { return p.Key - key })
	if !found {
		return nil
	}
	return s.Pages[i]
}

// PageByHash is the first page whose text has hash, or nil if absent.
func (s *Source) PageByHash(hash string) *Page {
	for _, p := range s.Pages {
		if p.Hash == hash {
			return p
		}
	}
	return nil
}
