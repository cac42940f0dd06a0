package workbench

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"galley/engine/document"
	"galley/engine/markup"
	"galley/engine/vocabulary"
	"galley/locale"
	"galley/views/parts"
)

// Proof is an issue as articles, or a piece of it, as a reader would see it after export.
type Proof struct {
	Set, User                   int64
	Paper                       parts.Paper
	Publication, Date, Number   string
	Language                    string
	State                       markup.State
	Version                     int64
	Corrections                 bool // whether the set has any
	Contents                    []ProofEntry
	Articles                    []ProofArticle // of this piece, packages with what is under them
	Loose                       []ProofLoose   // what belongs to no article, behind the last of them
	Title                       string         // of the article that is shown alone; "" for the issue
	Back                        string         // where in the workbench this began
	Before, Next                string         // addresses of the pieces before and after; "" for none
	Whole                       string         // address of the issue in one piece; "" if this is it
	Undecided, Blocks, Problems int            // over the whole issue
}

// ProofEntry is an article in the table of contents.
type ProofEntry struct {
	URL, Number, Title string
	Headless           bool
	Nested             bool // under a package
}

// ProofArticle is an article with what the editor wants to know of it.
type ProofArticle struct {
	*document.Article
	Set      int64
	Number   string // such as 3 or P1
	Depth    int    // 0 for an article that stands under no other
	Language string
	Problems []markup.Problem // of the article itself
	Assumed  []BlockStart     // its blocks that nobody has decided, and that are not shown
	Children []ProofArticle
	Places   *BlockIndex
}

// BlockStart names a block of the issue by where it begins.
type BlockStart struct{ Page, Start int }

// BlockIndex knows the blocks of the issue: their numbers and their problems.
type BlockIndex struct {
	Pages    int // of the issue
	Labels   map[int]string
	Numbers  map[BlockStart]int
	Problems func(BlockStart) []markup.Problem
}

// ProofLoose is what belongs to no article on a page.
type ProofLoose struct {
	Set       int64
	Page      int
	Name      string
	Language  string
	Furniture []document.Part
	Undecided []document.UndecidedRun
	Places    *BlockIndex
}

// title is the name of the page in the browser's tab.
func (p Proof) title() string {
	if p.Title != "" {
		return p.Title
	}
	return "Proof · " + p.Publication + " " + p.Date
}

// proofItem is what stands in the column of an article: a part, or a picture.
type proofItem struct {
	Part    *document.Part
	Picture *document.Picture
}

// heads are the parts over an article's text.
func (a ProofArticle) heads() []document.Part {
	return a.Parts[:a.headCount()]
}

func (a ProofArticle) headCount() int {
	for i, p := range a.Parts {
		if !isHead(p.Role) {
			return i
		}
	}
	return len(a.Parts)
}

func isHead(role string) bool {
	r, _ := vocabulary.RoleByID(role)
	return r.Kind == vocabulary.Heading || r.Kind == vocabulary.GroupHead
}

// items are the parts below the heads and the pictures, each picture before the first part that
// stands below it on its page. Bylines and datelines of their own stand in the line below the heads.
func (a ProofArticle) items() []proofItem {
	var items []proofItem
	pictures := a.Pictures
	for i := range a.Parts[a.headCount():] {
		p := &a.Parts[a.headCount()+i]
		if role := parts.Typeset(p.Role); role == vocabulary.RoleByline || role == vocabulary.RoleDateline {
			continue
		}
		for len(pictures) > 0 && standsAbove(pictures[0], *p) {
			items = append(items, proofItem{Picture: &pictures[0]})
			pictures = pictures[1:]
		}
		items = append(items, proofItem{Part: p})
	}
	for i := range pictures {
		items = append(items, proofItem{Picture: &pictures[i]})
	}
	return items
}

func standsAbove(picture document.Picture, p document.Part) bool {
	at := p.At[0]
	return cmp.Or(cmp.Compare(picture.Page, at.Page), cmp.Compare(picture.Offset, at.Start)) < 0
}

// lines are the bylines and datelines, the bylines first.
func (a ProofArticle) lines() []document.Line { return slices.Concat(a.Bylines, a.Datelines) }

// isSpare reports whether a line names nobody and nothing, so that its words are shown.
func isSpare(l document.Line) bool {
	return len(l.Persons)+len(l.Sources)+len(l.Places)+len(l.Dates)+len(l.Issuers) == 0
}

// named are the places, dates and issuers of a line.
func named(l document.Line) []document.Named {
	return slices.Concat(l.Sources, l.Issuers, l.Places, l.Dates)
}

// id is the element of the article.
func (a ProofArticle) id() string { return "article-" + a.ID }

// hasHeadline reports whether the heads hold a headline, or the head of a package.
func (a ProofArticle) hasHeadline() bool {
	return slices.ContainsFunc(a.heads(), func(p document.Part) bool { return level(p.Role) > 0 })
}

// level reports whether a head is one that names the article: 1 for the headline and heads of packages.
func level(role string) int {
	r, _ := vocabulary.RoleByID(role)
	if parts.Typeset(role) == "headline" || r.Kind == vocabulary.GroupHead {
		return 1
	}
	return 0
}

// opening are the first words of an article without a headline.
func (a ProofArticle) opening(ctx context.Context) string {
	for _, p := range a.Parts {
		if words := []rune(strings.Join(strings.Fields(p.Text), " ")); len(words) > 0 {
			return locale.T(ctx, "“%s…”", string(words[:min(len(words), 2*fewLetters)]))
		}
	}
	return locale.T(ctx, "Nothing in it yet")
}

// facts are the quiet words over an article.
func (a ProofArticle) facts(ctx context.Context) []string {
	var facts []string
	if t, known := vocabulary.TypeByID(a.Type); known {
		facts = append(facts, parts.Capital(t.Word(locale.Of(ctx).String())))
	}
	if a.Headless {
		facts = append(facts, locale.T(ctx, "no headline"))
	}
	for _, key := range slices.Sorted(keysOf(a.Attributes)) {
		facts = append(facts, attributeWord(ctx, key)+" "+a.Attributes[key])
	}
	if a.State != "" {
		facts = append(facts, strings.ToLower(parts.StateWord(ctx, a.State)))
	}
	return facts
}

func keysOf(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

// attributeWord is the name of an attribute.
func attributeWord(ctx context.Context, key string) string {
	switch key {
	case "agency":
		return locale.T(ctx, "agency")
	case "continues_on":
		return locale.T(ctx, "continues on")
	case "continued_from":
		return locale.T(ctx, "continued from")
	}
	return strings.ReplaceAll(key, "_", " ")
}

// notes are what is wrong with an article as a whole.
func (a ProofArticle) notes(ctx context.Context) []string {
	var notes []string
	for _, p := range a.Problems {
		if p.Kind != markup.NoHeadline || !a.Headless {
			notes = append(notes, problemNote(ctx, p))
		}
	}
	return append(notes, a.Article.Notes...)
}

func problemNote(ctx context.Context, p markup.Problem) string {
	return parts.Capital(parts.ProblemWords(ctx, string(p.Kind)))
}

// partNotes are the problems of a part, each once.
func (s *BlockIndex) partNotes(ctx context.Context, p document.Part) []string {
	var notes []string
	for _, f := range p.At {
		for _, problem := range s.Problems(BlockStart{f.Page, f.Start}) {
			if note := problemNote(ctx, problem); !slices.Contains(notes, note) {
				notes = append(notes, note)
			}
		}
	}
	if p.Doubtful {
		notes = append(notes, locale.T(ctx, "Doubtful"))
	}
	return notes
}

// ref is the short name of a block: its number, with its page if the issue has several.
func (s *BlockIndex) ref(page, start int) string {
	if s.Pages > 1 {
		return fmt.Sprintf("%s·%d", s.Labels[page], s.Numbers[BlockStart{page, start}])
	}
	return fmt.Sprint(s.Numbers[BlockStart{page, start}])
}

// refLabel is what a screen reader says of a reference.
func (s *BlockIndex) refLabel(ctx context.Context, page, start int) string {
	return locale.T(ctx, "Block %d on page %s", s.Numbers[BlockStart{page, start}], s.Labels[page])
}

// shownOfRun is how many blocks of an undecided run a proof shows.
const shownOfRun = 12

// shown are the first blocks of an undecided run.
func shown(r document.UndecidedRun) []document.Fragment {
	return r.Blocks[:min(len(r.Blocks), shownOfRun)]
}

// runWords say what is not decided.
func runWords(ctx context.Context, s *BlockIndex, r document.UndecidedRun) string {
	first, last := r.Blocks[0], r.Blocks[len(r.Blocks)-1]
	words := locale.T(ctx, "Block %s", s.ref(first.Page, first.Start))
	if len(r.Blocks) > 1 {
		words = locale.T(ctx, "Blocks %s–%d", s.ref(first.Page, first.Start), s.Numbers[BlockStart{last.Page, last.Start}])
	}
	if r.State == markup.Assumed {
		return locale.T(ctx, "%s assumed, not decided", words)
	}
	return locale.T(ctx, "%s undecided", words)
}

// pictureWord says what is known of a picture.
func pictureWord(ctx context.Context, p document.Picture) string {
	if alt := p.Attributes["alt"]; alt != "" {
		return alt
	}
	return locale.T(ctx, "Picture")
}

// creditOf are the names of those who made a picture; the whole credit if none is named.
func creditsOf(p document.Picture) []document.Line {
	var credits []document.Line
	for _, c := range p.Credits {
		if len(c.Persons)+len(c.Sources) > 0 {
			credits = append(credits, c)
		}
	}
	return credits
}
