package markup

// Document is the export of s: everything that is marked, with the texts it is marked on. Version,
// state and sources of p are replaced by the set's own.
func (s *Set) Document(info IssueInfo, p Provenance) *Document {
	b := &builder{set: s, names: newNames(s)}
	d := &Document{Issue: info, Provenance: p, Marks: b.names.standoff()}
	d.Provenance.Version = s.version
	d.Provenance.State = s.StateOf(Cell{Kind: StateCell})
	d.Provenance.Sources, d.Provenance.Queries = nil, b.names.named(p.Queries)
	d.Provenance.Stages = b.names.staged(p.Stages)
	d.Provenance.Origins = b.names.namedOrigins(p.Origins)
	for _, page := range s.source.Pages {
		d.Pages = append(d.Pages, DocumentPage{page.Key, page.Label, page.Section, page.Text.String()})
		d.Provenance.Sources = append(d.Provenance.Sources, SourceHash{page.Key, page.Hash})
		b.loose(page.Key)
	}
	b.articles()
	d.Furniture, d.Undecided, d.Articles, d.Pictures = b.furniture, b.undecided, b.roots, b.lonely
	return d
}

// builder makes the trees of a document.
type builder struct {
	set        *Set
	names      *names
	assemblies bool // parts say how they were put together

	furniture []Part
	undecided []UndecidedRun
	roots     []*DocumentArticle
	lonely    []DocumentPicture // of no article
	placed    map[ID][]pictureView
}

// loose takes up the blocks of a page that are no article's content: furniture, and what is not
// decided.
func (b *builder) loose(page int) {
	var run *UndecidedRun
	for v := range b.set.Blocks(page) {
		if v.State == Decided {
			run = nil
			if v.Article == "" {
				b.furniture = append(b.furniture, b.part([]BlockView{v}, []Glue{""}).Part)
			}
			continue
		}
		article := b.names.name(v.Article)
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
	b.placed = map[ID][]pictureView{}
	for i, p := range b.names.pictures {
		p.ID = ordinal("g", i)
		b.placed[p.Article] = append(b.placed[p.Article], p)
	}
	for _, p := range b.placed[""] {
		b.lonely = append(b.lonely, placedPicture(p))
	}
	built := map[ID]*DocumentArticle{}
	for _, id := range b.names.articles {
		built[id] = b.article(id)
	}
	for _, id := range b.names.articles {
		a, _ := b.set.articles.get(id)
		if over := built[a.Parent]; over != nil {
			over.Children = append(over.Children, built[id])
		} else {
			b.roots = append(b.roots, built[id])
		}
	}
}

func (b *builder) article(id ID) *DocumentArticle {
	mark := b.names.article(id)
	state, _ := b.set.remarks.get(Cell{Kind: StateCell, ID: id})
	a := &DocumentArticle{ID: mark.ID, Type: mark.Type, Title: mark.Title, Headless: mark.Headless,
		Attributes: mark.Attributes, Notes: mark.Notes}
	if state != nil {
		a.State = state.(State)
	}
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
	to, found := b.set.startsAt(position{join.Page, join.Start})
	if !found {
		return BlockView{}, "", false
	}
	next := b.set.Block(to)
	return next, join.Glue, goesOn(v, next)
}

func goesOn(a, b BlockView) bool {
	return a.State == Decided && b.State == Decided && a.Article == b.Article && a.Role == b.Role
}
