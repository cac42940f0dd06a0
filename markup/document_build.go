package markup

// Build is the export of s: everything that is marked, with the texts it is marked on; of what is
// withheld, that it is. Version, state and sources of p are replaced by the set's own.
func Build(s *Set, info IssueInfo, p Provenance) *Document { return BuildSelected(s, info, p, nil) }

// BuildSelected is the export of a selection of s; nil selects all.
func BuildSelected(s *Set, info IssueInfo, p Provenance, sel *Selection) *Document {
	withheld := s.AllWithheld()
	out := absentOf(sel, withheld)
	left := s.Reduce(out, withheld)
	shown := left.Set()
	b := &builder{set: shown, names: NewNames(shown), withheld: withheld}
	b.names.Missing = out
	d := &Document{Issue: info, Provenance: p, Selection: b.names.selected(sel), Marks: b.names.standoff()}
	d.Provenance.Version = s.Version()
	d.Provenance.State = s.StateOf(Cell{Kind: StateCell})
	d.Provenance.Sources, d.Provenance.Queries = nil, b.names.named(leftQueries(left, p.Queries))
	d.Provenance.Stages = b.names.staged(leftStages(left, p.Stages))
	d.Provenance.Origins = b.names.namedOrigins(leftOrigins(left, p.Origins))
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
func absentOf(sel *Selection, withheld map[ID]Withholding) Missing {
	out := Missing{Articles: map[ID]bool{}}
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
func documentPage(shown, source *Page) DocumentPage {
	d := DocumentPage{Key: shown.Key, Label: shown.Label, Section: shown.Section, Text: shown.Text.String()}
	if shown != source || HashOf(d.Text) != shown.Hash {
		d.Masked = HashOf(d.Text)
	}
	return d
}

// builder makes the trees of a document.
type builder struct {
	set        *Set
	names      *Names
	assemblies bool // parts say how they were put together

	withheld map[ID]Withholding
	counted  map[ID]string
	left     map[ID]bool
	replaced map[ID]*Replaced

	furniture []Part
	undecided []UndecidedRun
	roots     []*DocumentArticle
	lonely    []DocumentPicture // of no article
	placed    map[ID][]PictureView
}

// loose takes up the blocks of a page that are no article's content: furniture, and what is not
// decided.
func (b *builder) loose(page int) {
	var run *UndecidedRun
	for v := range b.set.Blocks(page) {
		if b.names.Missing.Holds(v.Block, page) {
			run = nil
			continue
		}
		if v.State == Decided {
			run = nil
			if v.Article == "" {
				b.furniture = append(b.furniture, b.part([]BlockView{v}, []Glue{""}).Part)
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

func (b *builder) fragment(e Extent, glue Glue) Fragment {
	return Fragment{e.Page, e.Start, e.End, glue, b.set.TextOf(e)}
}

// articles builds all articles and puts each under the one it stands under.
func (b *builder) articles() {
	b.placed = map[ID][]PictureView{}
	for i, p := range b.names.pictures {
		p.ID = Ordinal("g", i)
		b.placed[p.Article] = append(b.placed[p.Article], p)
	}
	for _, p := range b.placed[""] {
		b.lonely = append(b.lonely, placedPicture(p))
	}
	built := map[ID]*DocumentArticle{}
	for _, id := range b.names.articles {
		if !b.left[id] {
			built[id] = b.whole(id)
		}
	}
	for _, id := range b.names.articles {
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
	b.left, b.replaced = map[ID]bool{}, map[ID]*Replaced{}
	for _, l := range sel.Left {
		b.left[l.Article] = true
	}
	for _, r := range sel.Replaces {
		b.replaced[r.Of] = &r.Replaced
	}
}

// whole is an article as it leaves, or what stands for it where it is withheld.
func (b *builder) whole(id ID) *DocumentArticle {
	w, withheld := b.withheld[id]
	if !withheld {
		a := b.article(id)
		a.Replaces = b.replaced[id]
		return a
	}
	mark := b.names.article(id)
	state, _ := b.set.Get(Cell{Kind: StateCell, ID: id}).(State)
	return &DocumentArticle{ID: mark.ID, Type: mark.Type, Number: b.numbers()[id], Withheld: &w, Replaces: b.replaced[id], State: state}
}

// numbers are the numbers of articles as Galley counts them: packages apart, and those last that stand
// nowhere.
func (b *builder) numbers() map[ID]string {
	if b.counted != nil {
		return b.counted
	}
	b.counted = b.set.NumbersIn(b.names.articles, func(id ID) bool {
		_, stands := b.names.firsts[id]
		return stands
	})
	return b.counted
}

func (b *builder) article(id ID) *DocumentArticle {
	mark := b.names.article(id)
	state, _ := b.set.Get(Cell{Kind: StateCell, ID: id}).(State)
	a := &DocumentArticle{ID: mark.ID, Type: mark.Type, Title: mark.Title, Headless: mark.Headless,
		Attributes: mark.Attributes, Notes: mark.Notes, State: state}
	parts := b.parts(id)
	if a.Title == "" {
		a.Title = title(parts)
	}
	lines := b.linesOf(parts)
	a.Bylines, a.Datelines = lines[roleByline], lines[roleDateline]
	a.Signatures, a.Jumps = lines[roleSignature], lines[roleJump]
	a.Pictures, a.Credits = b.pictures(id, parts)
	for _, p := range parts {
		if roleOf(p.Role).Kind != Picture {
			a.Parts = append(a.Parts, p.Part)
		}
	}
	return a
}

// parts are the decided blocks of an article in reading order, joined ones as one part. A join to a
// block of another role leaves two parts, for a part has one role.
func (b *builder) parts(id ID) []builtPart {
	var parts []builtPart
	for v := range b.set.Members(id) {
		if v.State != Decided || b.isContinued(v) {
			continue
		}
		chain, glues := []BlockView{v}, []Glue{""}
		for next, glue, more := b.next(v); more; next, glue, more = b.next(next) {
			chain, glues = append(chain, next), append(glues, glue)
		}
		parts = append(parts, b.part(chain, glues))
	}
	return parts
}

// isContinued says whether v is the continuation of a block that the same part begins with.
func (b *builder) isContinued(v BlockView) bool {
	from, _, joined := b.set.JoinTo(v.Extent)
	if !joined {
		return false
	}
	before := b.set.Block(from)
	return goesOn(before, v)
}

// next is the block that v goes on in, as far as one part holds both.
func (b *builder) next(v BlockView) (BlockView, Glue, bool) {
	join, joined := b.set.JoinFrom(v.Extent)
	if !joined {
		return BlockView{}, "", false
	}
	to, found := b.set.StartingAt(join.Page, join.Start)
	if !found {
		return BlockView{}, "", false
	}
	next := b.set.Block(to)
	return next, join.Glue, goesOn(v, next)
}

func goesOn(a, b BlockView) bool {
	return a.State == Decided && b.State == Decided && a.Article == b.Article && a.Role == b.Role
}
