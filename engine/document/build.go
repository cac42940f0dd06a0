package document

import (
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
)

// Build is the export of s: everything that is marked, with the texts it is marked on; of what is
// withheld, that it is. Version, state and sources of p are replaced by the set's own. Programs select, be it all:
// only tests of several packages ask for it so shortly.
func Build(s *markup.Set, info IssueInfo, p Provenance) *Document {
	return BuildSelected(s, info, p, nil)
}

// BuildSelected is the export of a selection of s; nil selects all.
func BuildSelected(s *markup.Set, info IssueInfo, p Provenance, sel *Selection) *Document {
	withheld := s.AllWithheld()
	out := absentOf(sel, withheld)
	left := s.Reduce(out, withheld)
	shown := left.Set()
	b := &builder{set: shown, names: markup.NewNames(shown), withheld: withheld}
	b.names.Missing = out
	d := &Document{Issue: info, Provenance: p, Selection: selected(b.names, sel), Marks: b.names.Standoff()}
	d.Provenance.Version = s.Version()
	d.Provenance.State = s.StateOf(markup.Cell{Kind: markup.StateCell})
	if d.Provenance.Stage = s.Lowest(markup.Cell{Kind: markup.StateCell}).Stage; d.Provenance.Stage == 1 {
		d.Provenance.Stage = 0
	}
	d.Provenance.Sources, d.Provenance.Queries = nil, named(b.names, leftQueries(left, p.Queries))
	d.Provenance.Stages = staged(b.names, leftStages(left, p.Stages))
	d.Provenance.Origins = namedOrigins(b.names, leftOrigins(left, p.Origins))
	for _, page := range shown.Source().Pages {
		d.Pages = append(d.Pages, documentPage(page, s.Source().Page(page.Key)))
		d.Provenance.Sources = append(d.Provenance.Sources, SourceHash{page.Key, page.Hash})
		b.loose(page.Key)
	}
	b.choose(sel)
	b.articles()
	d.Furniture, d.Undecided, d.Articles, d.Pictures = b.furniture, b.undecided, b.roots, b.lonely
	return d
}

// absentOf is what a document of a selection does not hold.
func absentOf(sel *Selection, withheld map[text.ID]markup.Withholding) markup.Missing {
	out := markup.Missing{Articles: map[text.ID]bool{}}
	for id := range withheld {
		out.Articles[id] = true
	}
	if sel != nil {
		out.Loose = sel.loose
		for _, l := range sel.Left {
			out.Articles[l.Article] = true
		}
	}
	return out
}

// documentPage is a page as it leaves; source is the page as it was loaded.
func documentPage(shown, source *markup.Page) Page {
	d := Page{Key: shown.Key, Label: shown.Label, Section: shown.Section, Text: shown.Text.String()}
	if shown != source || markup.HashOf(d.Text) != shown.Hash {
		d.Masked = markup.HashOf(d.Text)
	}
	return d
}

// builder makes the trees of a document.
type builder struct {
	set        *markup.Set
	names      *markup.Names
	assemblies bool // parts say how they were put together

	withheld map[text.ID]markup.Withholding
	counted  map[text.ID]string
	left     map[text.ID]bool
	replaced map[text.ID]*Replaced

	furniture []Part
	undecided []UndecidedRun
	roots     []*Article
	lonely    []Picture // of no article
	placed    map[text.ID][]markup.PictureView
}

// loose takes up the blocks of a page that are not an article's content: furniture, and what is not
// decided.
func (b *builder) loose(page int) {
	var run *UndecidedRun
	for v := range b.set.Blocks(page) {
		if b.names.Missing.Holds(v.Block, page) {
			run = nil
			continue
		}
		if v.State == markup.Decided {
			run = nil
			if v.Article == "" {
				b.furniture = append(b.furniture, b.part([]markup.BlockView{v}, []markup.Glue{""}).Part)
			}
			continue
		}
		article := b.names.ArticleName(v.Article)
		if run == nil || run.State != v.State || run.Role != v.Role || run.Article != article {
			b.undecided = append(b.undecided, UndecidedRun{Page: page, Start: v.Start, State: v.State, Role: v.Role, Article: article})
			run = &b.undecided[len(b.undecided)-1]
		}
		run.End = v.End
		run.Blocks = append(run.Blocks, b.fragment(v.Extent, ""))
	}
}

func (b *builder) fragment(e markup.Extent, glue markup.Glue) Fragment {
	return Fragment{e.Page, e.Start, e.End, glue, b.set.TextOf(e)}
}

// articles builds all articles and puts each under the one it stands under.
func (b *builder) articles() {
	b.placed = map[text.ID][]markup.PictureView{}
	for i, p := range b.names.Pictures {
		p.ID = markup.Ordinal("g", i)
		b.placed[p.Article] = append(b.placed[p.Article], p)
	}
	for _, p := range b.placed[""] {
		b.lonely = append(b.lonely, placedPicture(p))
	}
	built := map[text.ID]*Article{}
	for _, id := range b.names.Articles {
		if !b.left[id] {
			built[id] = b.whole(id)
		}
	}
	for _, id := range b.names.Articles {
		if b.left[id] {
			continue
		}
		a, _ := b.set.Article(id)
		if over := built[a.Parent]; over != nil {
			over.Children = append(over.Children, built[id])
		} else {
			b.roots = append(b.roots, built[id])
		}
	}
}

// choose takes up what a selection says of articles.
func (b *builder) choose(sel *Selection) {
	if sel == nil {
		return
	}
	b.left, b.replaced = map[text.ID]bool{}, map[text.ID]*Replaced{}
	for _, l := range sel.Left {
		b.left[l.Article] = true
	}
	for _, r := range sel.Replaces {
		b.replaced[r.Of] = &r.Replaced
	}
}

// whole is an article as it leaves, or what replaces it if it is withheld.
func (b *builder) whole(id text.ID) *Article {
	w, withheld := b.withheld[id]
	if !withheld {
		a := b.article(id)
		a.Replaces = b.replaced[id]
		return a
	}
	mark := b.names.Article(id)
	state, stage := b.standOf(id)
	return &Article{ID: mark.ID, Type: mark.Type, Number: b.numbers()[id], Withheld: &w, Replaces: b.replaced[id], State: state, Stage: stage}
}

// standOf is the state that an article has of its own, with the stage of review, 0 for the first.
func (b *builder) standOf(id text.ID) (state markup.State, stage int) {
	state, _ = b.set.Get(markup.Cell{Kind: markup.StateCell, ID: id}).(markup.State)
	at, _ := b.set.Get(markup.Cell{Kind: markup.StageCell, ID: id}).(markup.StageAt)
	return state, at.Stage
}

// numbers are the numbers of articles as Galley counts them: packages apart, and those last that stand
// nowhere.
func (b *builder) numbers() map[text.ID]string {
	if b.counted != nil {
		return b.counted
	}
	b.counted = b.set.NumbersIn(b.names.Articles, func(id text.ID) bool {
		_, stands := b.names.Firsts[id]
		return stands
	})
	return b.counted
}

func (b *builder) article(id text.ID) *Article {
	mark := b.names.Article(id)
	state, stage := b.standOf(id)
	a := &Article{ID: mark.ID, Type: mark.Type, Title: mark.Title, Headless: mark.Headless,
		Attributes: mark.Attributes, Notes: mark.Notes, State: state, Stage: stage}
	parts := b.parts(id)
	if a.Title == "" {
		a.Title = title(parts)
	}
	lines := b.linesOf(parts)
	a.Bylines, a.Datelines = lines[vocabulary.RoleByline], lines[vocabulary.RoleDateline]
	a.Signatures, a.Jumps = lines[vocabulary.RoleSignature], lines[vocabulary.RoleJump]
	a.Pictures, a.Credits = b.pictures(id, parts)
	for _, p := range parts {
		if vocabulary.RoleOf(p.Role).Kind != vocabulary.Picture {
			a.Parts = append(a.Parts, p.Part)
		}
	}
	return a
}

// parts are the decided blocks of an article in reading order, joined ones as one part. A join to a
// block of another role leaves two parts, for a part has one role.
func (b *builder) parts(id text.ID) []builtPart {
	var parts []builtPart
	for v := range b.set.Members(id) {
		if v.State != markup.Decided || b.isContinued(v) {
			continue
		}
		chain, glues := []markup.BlockView{v}, []markup.Glue{""}
		for next, glue, more := b.next(v); more; next, glue, more = b.next(next) {
			chain, glues = append(chain, next), append(glues, glue)
		}
		parts = append(parts, b.part(chain, glues))
	}
	return parts
}

// isContinued reports whether v is the continuation of a block that the same part begins with.
func (b *builder) isContinued(v markup.BlockView) bool {
	from, _, joined := b.set.JoinTo(v.Extent)
	if !joined {
		return false
	}
	before := b.set.Block(from)
	return goesOn(before, v)
}

// next is the block that v goes on in, as far as one part holds both.
func (b *builder) next(v markup.BlockView) (markup.BlockView, markup.Glue, bool) {
	join, joined := b.set.JoinFrom(v.Extent)
	if !joined {
		return markup.BlockView{}, "", false
	}
	to, found := b.set.StartingAt(join.Page, join.Start)
	if !found {
		return markup.BlockView{}, "", false
	}
	next := b.set.Block(to)
	return next, join.Glue, goesOn(v, next)
}

func goesOn(a, b markup.BlockView) bool {
	return a.State == markup.Decided && b.State == markup.Decided && a.Article == b.Article && a.Role == b.Role
}
