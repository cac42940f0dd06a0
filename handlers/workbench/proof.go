package workbench

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/document"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/views/parts"
	views "galley/views/workbench"
)

// ShowProof shows an issue as its readers would see it: a piece of it from the article that the
// address names, or all with ?whole. With ?at it shows the article of one block, and with ?part the
// articles alone, for a page that stands already.
func (s *Server) ShowProof(c echo.Context) error {
	o, err := s.OpenNamed(c)
	if err != nil {
		return err
	}
	proof := s.proofOf(o)
	if at := c.QueryParam("at"); at != "" {
		err = proof.at(c.Request().Context(), at)
	} else {
		err = proof.piece(c.QueryParam("from"), c.QueryParams().Has("whole"))
	}
	if err != nil {
		return err
	}
	return s.renderProof(c, proof.Proof)
}

// ShowProofArticle shows one article.
func (s *Server) ShowProofArticle(c echo.Context) error {
	o, err := s.OpenNamed(c)
	if err != nil {
		return err
	}
	proof := s.proofOf(o)
	if !proof.alone(c.Request().Context(), c.Param("article")) {
		return fault.New(fault.NotFound, "This article is no longer in the set. Continue from the whole issue.")
	}
	return s.renderProof(c, proof.Proof)
}

func (s *Server) renderProof(c echo.Context, p views.Proof) error {
	page := views.ProofPage(p)
	if c.QueryParams().Has("part") {
		page = views.ProofPiece(p)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return s.Render(c, http.StatusOK, page)
}

// proof gathers what a proof shows of a set.
type proof struct {
	views.Proof
	set     *markup.Set
	places  *views.BlockIndex
	numbers map[text.ID]string
	roots   []text.ID // articles that stand under no other
	counted map[int]bool
	assumed map[text.ID][]views.BlockStart // blocks of articles that nobody has decided, on the pages counted
}

func (s *Server) proofOf(o core.Opened) *proof {
	set := o.Set
	p := &proof{set: set, numbers: set.Numbers(), counted: map[int]bool{}, assumed: map[text.ID][]views.BlockStart{}}
	p.places = &views.BlockIndex{Pages: len(set.Source().Pages), Labels: map[int]string{}, Numbers: map[views.BlockStart]int{}, Problems: p.problemsAt}
	p.Proof = views.Proof{Set: o.Record.ID, User: o.User.ID, Paper: parts.PaperOfIssue(o.Issue), Publication: o.Issue.Publication, Date: o.Issue.Date, Number: o.Issue.Number,
		Language: set.Source().Language, State: set.StateOf(markup.Cell{Kind: markup.StateCell}), Version: set.Version(),
		Problems: set.CountProblems()}
	for range set.Corrections() {
		p.Corrections = true
		break
	}
	for i, page := range set.Source().Pages {
		blocks, decided := set.Count(page.Key)
		p.Blocks, p.Undecided = p.Blocks+blocks, p.Undecided+blocks-decided
		p.places.Labels[page.Key] = parts.PageLabel(page.Label, page.Key)
		if i == 0 {
			p.Back = address.SetPage.At(p.Set, page.Key)
		}
	}
	for id, a := range set.Articles() {
		if _, under := set.Article(a.Parent); !under {
			p.roots = append(p.roots, id)
		}
	}
	return p
}

func (p *proof) problemsAt(at views.BlockStart) []markup.Problem {
	return p.set.ProblemsOf(markup.Cell{Kind: markup.BlockCell, Page: at.Page, At: at.Start})
}

// count numbers the blocks of a page, and notes those that are assumed, once.
func (p *proof) count(page int) {
	if p.counted[page] {
		return
	}
	p.counted[page] = true
	n := 0
	for b := range p.set.Blocks(page) {
		n++
		at := views.BlockStart{Page: page, Start: b.Start}
		p.places.Numbers[at] = n
		if b.State == markup.Assumed && b.Article != "" {
			p.assumed[b.Article] = append(p.assumed[b.Article], at)
		}
	}
}

// pieceSize is about how many characters a piece of a proof holds.
const pieceSize = 40_000

// pieceEnds are the counts of articles, and behind them of pages' loose blocks, after which a piece
// ends. Articles come first; of what belongs to none each page is one.
func (p *proof) pieceEnds() []int {
	var ends []int
	size := 0
	add := func(i, n int) {
		if size > 0 && size+n > pieceSize {
			ends = append(ends, i)
			size = 0
		}
		size += n
	}
	for i, id := range p.roots {
		add(i, p.sizeOf(id, 0))
	}
	for i, page := range p.set.Source().Pages {
		add(len(p.roots)+i, p.looseSize(page.Key))
	}
	return append(ends, len(p.roots)+len(p.set.Source().Pages))
}

// deepest is how deep articles may stand under each other.
const deepest = 8

func (p *proof) sizeOf(id text.ID, depth int) int {
	size := 0
	for b := range p.set.Members(id) {
		size += b.End - b.Start
	}
	if depth < deepest {
		for _, child := range p.set.Children(id) {
			size += p.sizeOf(child, depth+1)
		}
	}
	return size
}

func (p *proof) looseSize(page int) int {
	size := 0
	for b := range p.set.Blocks(page) {
		if b.State == markup.Decided && b.Article == "" {
			size += b.End - b.Start
		}
	}
	return size
}

// piece fills in the piece that begins at from, or everything.
func (p *proof) piece(from string, whole bool) error {
	ends := p.pieceEnds()
	start, end := 0, ends[len(ends)-1]
	if !whole {
		n, err := strconv.Atoi(from)
		if from != "" && (err != nil || n < 0) {
			return fault.New(fault.NotFound, "This issue has no piece %q.", from)
		}
		start, end = bounds(ends, n)
	}
	if start > 0 {
		before, _ := bounds(ends, start-1)
		p.Before = p.from(before)
	}
	if end < ends[len(ends)-1] {
		p.Next = p.from(end)
	}
	if !whole && len(ends) > 1 {
		p.Whole = address.Proof.At(p.Set) + "?whole"
	}
	p.contents(ends, whole)
	p.fill(start, end)
	return nil
}

// bounds are the start and the end of the piece that holds the nth thing; of the last one for more.
func bounds(ends []int, n int) (start, end int) {
	for i, e := range ends {
		if n < e || i == len(ends)-1 {
			return start, e
		}
		start = e
	}
	return start, start
}

func (p *proof) from(n int) string {
	if n == 0 {
		return address.Proof.At(p.Set)
	}
	return fmt.Sprintf("%s?from=%d", address.Proof.At(p.Set), n)
}

// fill puts in the articles and loose pages from start to end.
func (p *proof) fill(start, end int) {
	for _, id := range p.roots[min(start, len(p.roots)):min(end, len(p.roots))] {
		p.Articles = append(p.Articles, p.article(document.Excerpt(p.set, id), 0))
	}
	pages := p.set.Source().Pages
	for _, page := range pages[max(0, start-len(p.roots)):max(0, end-len(p.roots))] {
		p.loose(page)
	}
}

// loose puts in what belongs to no article on a page.
func (p *proof) loose(page *markup.Page) {
	furniture, undecided := document.ExcerptLoose(p.set, page.Key)
	if len(furniture)+len(undecided) == 0 {
		return
	}
	p.count(page.Key)
	p.Loose = append(p.Loose, views.ProofLoose{Set: p.Set, Page: page.Key, Name: parts.PageLabel(page.Label, page.Key), Language: p.Language,
		Furniture: furniture, Undecided: undecided, Places: p.places})
}

// contents lists all articles, each with the piece that it stands in.
func (p *proof) contents(ends []int, whole bool) {
	for i, id := range p.roots {
		start, _ := bounds(ends, i)
		address := p.from(start)
		if whole {
			address = ""
		}
		p.entry(id, address, false)
		for _, child := range p.set.Children(id) {
			p.entry(child, address, true)
		}
	}
}

func (p *proof) entry(id text.ID, address string, nested bool) {
	title, headless := core.TitleOf(p.set, id)
	if headless && title != "" {
		title = "“" + title + "…”"
	}
	p.Contents = append(p.Contents, views.ProofEntry{URL: address + "#article-" + id, Number: p.numbers[id], Title: title, Headless: headless, Nested: nested})
}

// article adds to an article of the export what an editor wants to know of it.
func (p *proof) article(a *document.Article, depth int) views.ProofArticle {
	shown := views.ProofArticle{Article: a, Set: p.Set, Number: p.numbers[a.ID], Depth: depth, Language: p.Language,
		Problems: p.set.ProblemsOf(markup.Cell{Kind: markup.ArticleCell, ID: a.ID}), Places: p.places}
	if w, withheld := core.WithheldOf(p.set, a.ID); withheld {
		a.Withheld = &w
	}
	for b := range p.set.Members(a.ID) {
		p.count(b.Page)
	}
	shown.Assumed = p.assumed[a.ID]
	for _, child := range a.Children {
		shown.Children = append(shown.Children, p.article(child, depth+1))
	}
	return shown
}

// alone fills in one article. It reports whether the set has it.
func (p *proof) alone(ctx context.Context, id text.ID) bool {
	a := document.Excerpt(p.set, id)
	if a == nil {
		return false
	}
	p.Title, _ = core.TitleOf(p.set, id)
	if p.Title == "" {
		p.Title = locale.T(ctx, "Article %s", p.numbers[id])
	}
	p.Whole = address.Proof.At(p.Set)
	p.Articles = []views.ProofArticle{p.article(a, 0)}
	for b := range p.set.Members(id) {
		p.Back = address.Block(p.Set, b.Page, b.Start)
		break
	}
	return true
}

// at fills in the article of the block that at names as PAGE-START, or the block itself if it
// belongs to none.
func (p *proof) at(ctx context.Context, at string) error {
	pageText, startText, _ := strings.Cut(at, "-")
	page, bad := strconv.Atoi(pageText)
	start, worse := strconv.Atoi(startText)
	e, found := p.set.Extent(page, start)
	if bad != nil || worse != nil || !found {
		return fault.New(fault.NotFound, "This issue has no block at %q.", at)
	}
	b := p.set.Block(e)
	if b.Article == "" || !p.alone(ctx, b.Article) {
		p.Title = locale.T(ctx, "Block %s", at)
		p.loose(p.set.Source().Page(page))
	}
	p.Back = address.Block(p.Set, page, e.Start)
	return nil
}
