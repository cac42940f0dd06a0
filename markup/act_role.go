package markup

import (
	"slices"

	"galley/fault"
)

// SetRole gives blocks a role: the act of the role keys.
type SetRole struct {
	Blocks []Extent `json:"blocks"`
	Role   string   `json:"role"`
	Start  bool     `json:"start,omitempty"` // a new article starts here, whatever the role
	New    ID       `json:"new,omitempty"`   // the id of the article, if one is started

	fresh []Extent // blocks that were not decided before
	spans []Extent // blocks that keep their role and get a span instead
}

func (a *SetRole) resolve(d *draft) error {
	role, known := rolesByID[a.Role]
	if !known || !role.Block {
		return fault.New(fault.Invalid, "%q is not a role of blocks.", a.Role)
	}
	if len(a.Blocks) == 0 {
		return fault.New(fault.Invalid, "No block is named.")
	}
	for i, e := range a.Blocks {
		if err := d.stands(e); err != nil {
			return err
		}
		if d.now.Block(e).State != Decided {
			a.fresh = append(a.fresh, e)
		}
		if err := a.setOne(d, e, role, i == 0); err != nil {
			return err
		}
	}
	d.moveOn(a.Blocks[len(a.Blocks)-1])
	return nil
}

// setOne gives one block the role, and an article where the role wants one.
func (a *SetRole) setOne(d *draft, e Extent, role Role, first bool) error {
	if first && !a.Start && a.asSpan(d, e) {
		return nil
	}
	id := role.ID
	if id == roleFurniture {
		id = guessFurniture(d.now.TextOf(e))
	}
	if rolesByID[id].Furniture {
		d.block(e, func(b *Block) { b.Role, b.Article, b.Decided, b.Turns = id, "", true, nil })
		return nil
	}
	start := first && a.Start || a.startsArticle(d, e, role, first)
	if !start {
		article := d.now.articleFor(e)
		d.block(e, func(b *Block) { b.Role, b.Article, b.Decided = id, article, true })
		if role.ID == roleNotice {
			d.article(article, func(a *Article) { a.Type = typeNotice })
		}
		return nil
	}
	_, err := d.startArticle(e, a.New, articleTypeFor(role))
	a.New = ""
	if err != nil {
		return err
	}
	d.block(e, func(b *Block) { b.Role, b.Decided = id, true })
	return nil
}

// articleTypeFor is the type of an article that a block with role begins; "" where the place says it.
func articleTypeFor(role Role) string {
	switch role.ID {
	case rolePackage:
		return typePackage
	case roleSection:
		return typeSection
	case roleSidebar:
		return typeSidebars
	case roleNotice:
		return typeNotice
	case roleAd:
		return typeAd
	}
	return ""
}

// startsArticle says whether a block with role begins an article where it stands.
func (a *SetRole) startsArticle(d *draft, e Extent, role Role, first bool) bool {
	article := d.now.articleFor(e)
	if article == "" {
		return true
	}
	own, _ := d.now.articles.get(article)
	switch {
	case role.Kind == GroupHead:
		return own.Type != articleTypeFor(role) || !d.now.headingAbove(e, article)
	case role.ID == roleAd:
		above, found := d.now.above(e)
		return d.now.Block(e).Role != roleAd && (!found || d.now.Block(above).Role != roleAd || d.now.Block(above).Article != article)
	case typesByID[own.Type].Group:
		return true
	case role.ID == roleKicker || role.ID == roleHeadline || role.ID == roleNotice:
		return first && d.now.textAbove(e, article)
	}
	return own.Type == typeAd && d.now.Block(e).Article != article
}

// headingAbove says whether the block above e is a group head of article.
func (s *Set) headingAbove(e Extent, article ID) bool {
	if s.Block(e).Article == article && s.Block(e).State == Decided {
		return true
	}
	above, found := s.above(e)
	b := s.Block(above)
	return found && b.Article == article && rolesByID[b.Role].Kind == GroupHead
}

// textAbove says whether anything but headings stands above e in article.
func (s *Set) textAbove(e Extent, article ID) bool {
	if above, found := s.above(e); found {
		if b := s.Block(above); b.State == Assumed && b.Article == article {
			return true
		}
	}
	place := placeOf(e.start(), s.Block(e).Block)
	for key := range s.members.down(memberKey{article, place, e.start()}) {
		if key.article != article {
			return false
		}
		if key.block == e.start() {
			continue
		}
		b, _ := s.blocks.get(key.block)
		if rolesByID[b.Role].Kind != Heading {
			return true
		}
	}
	return false
}

// articleFor is the article a block would belong to where it stands: its own, else that of the
// nearest block above on the page that has one; "" where there is none.
func (s *Set) articleFor(e Extent) ID {
	if b := s.Block(e); b.Article != "" {
		return b.Article
	}
	return s.articleAbove(e.start())
}

// articleAbove is the article of the nearest block above p on its page that belongs to one.
func (s *Set) articleAbove(p position) ID {
	for at, b := range s.blocks.down(position{p.page, p.at - 1}) {
		if at.page != p.page {
			return ""
		}
		if b.Tail != "" {
			return b.Tail
		}
		if b.Article != "" {
			return b.Article
		}
	}
	return ""
}

// parentFor is what an article starting at p stands under: the package or section that the article
// above stands under and that was not closed. Advertisements are passed over.
func (s *Set) parentFor(p position) ID {
	for at, b := range s.blocks.down(position{p.page, p.at - 1}) {
		if at.page != p.page {
			return ""
		}
		a, found := s.articles.get(b.Article)
		if !found || a.Type == typeAd {
			continue
		}
		if typesByID[a.Type].Group {
			return b.Article
		}
		return a.Parent
	}
	return ""
}

// startArticle lets an article begin at e. A decided block takes the rest of its article along.
// The type "" is news, or brief under a section.
func (d *draft) startArticle(e Extent, given ID, kind string) (ID, error) {
	id, err := d.id(given)
	if err != nil {
		return "", err
	}
	view := d.now.Block(e)
	parent := d.now.parentFor(e.start())
	if kind == typeAd || typesByID[kind].Group {
		parent = ""
	}
	if kind == "" {
		kind = typeNews
		if over, _ := d.now.articles.get(parent); over.Type == typeSection {
			kind = typeBrief
		}
	}
	d.put(articleCell(id), Article{Type: kind, Parent: parent})
	var rest []position
	if view.State == Decided && view.Article != "" {
		rest = d.now.membersFrom(view, e)
	}
	d.block(e, func(b *Block) { b.Article = id })
	for _, p := range rest {
		moved, _ := d.now.blocks.get(p)
		moved.Article = id
		if moved.Tail == view.Article {
			moved.Tail = id
		}
		d.put(blockCell(p), moved)
	}
	return id, nil
}

// membersFrom are the blocks of view's article that come after e in reading order.
func (s *Set) membersFrom(view BlockView, e Extent) []position {
	var rest []position
	for key := range s.members.from(memberKey{view.Article, placeOf(e.start(), view.Block), e.start()}) {
		if key.article != view.Article {
			break
		}
		if key.block != e.start() {
			rest = append(rest, key.block)
		}
	}
	return rest
}

// asSpan marks a piece of the block instead of the block, where the key means a piece: a byline or
// credit with text around it, a cross-head or title that opens the text.
func (a *SetRole) asSpan(d *draft, e Extent) bool {
	text := d.now.TextOf(e)
	var r Reading
	var found bool
	switch a.Role {
	case roleByline:
		r, found = readByline(text)
	case roleCredit:
		r, found = readCredit(text)
	case roleHeadline:
		if d.now.longText(e) {
			r, found = readRunInHead(text)
		}
	case roleSubhead:
		r, found = readCrossHead(text)
	}
	if !found || covers(text, r.Span) {
		return false
	}
	if a.Role == roleHeadline && d.startTitled(e, &a.New) != nil {
		return false
	}
	d.addReading(e, r)
	view := d.now.Block(e)
	if view.State != Decided {
		role, article := view.Role, view.Article
		if role == "" {
			role = roleBody
		}
		if article == "" {
			article = d.now.articleFor(e)
		}
		if article == "" {
			article, _ = d.startArticle(e, a.New, "")
		}
		d.block(e, func(b *Block) { b.Role, b.Article, b.Decided = role, article, true })
	}
	a.spans = append(a.spans, e)
	return true
}

// longText says whether a block is too long to be a heading as a whole.
func (s *Set) longText(e Extent) bool { return e.End-e.Start > longestHeading }

// longestHeading is how many code points a heading may have.
const longestHeading = 60

// startTitled starts an article at a block that opens with its own title, unless one begins there.
func (d *draft) startTitled(e Extent, given *ID) error {
	article := d.now.Block(e).Article
	if article != "" && !d.now.textAbove(e, article) && d.now.Block(e).State == Decided {
		return nil
	}
	_, err := d.startArticle(e, *given, "")
	*given = ""
	return err
}

func (a *SetRole) infer(d *draft) {
	last := a.Blocks[len(a.Blocks)-1]
	for _, e := range a.fresh {
		if !slices.Contains(a.spans, e) {
			d.inferMarks(e)
		}
	}
	b := d.now.Block(last)
	if !rolesByID[b.Role].Furniture && rolesByID[b.Role].Kind != GroupHead && b.Role != roleAd {
		d.tail(last, b.Article)
	}
	if rolesByID[b.Role].Kind == GroupHead {
		d.tail(last, "")
	}
}
