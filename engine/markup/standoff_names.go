package markup

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"galley/engine/text"
)

// Names are the names that articles, spans, corrections and pictures have in an export: a letter
// and a number in reading order. Ids never decide the order, so that equal sets get equal names.
type Names struct {
	Set         *Set
	own         bool      // articles keep the ids of the set
	Missing     Missing   // what the export leaves out
	Articles    []text.ID // in reading order
	Spans       []text.ID // in text order, wholes before their parts
	Corrections []CorrectionView
	Pictures    []PictureView

	ArticleNames map[text.ID]string
	SpanName     map[text.ID]string
	Firsts       map[text.ID]Place // where an article begins
	blocks       map[text.ID]string
	forms        map[text.ID]string // content of an article or span, without any id
}

// PictureView is a picture and its id.
type PictureView struct {
	ID text.ID
	PlacedPicture
}

// NewNames names what stands in s.
func NewNames(s *Set) *Names {
	n := &Names{Set: s, ArticleNames: map[text.ID]string{}, SpanName: map[text.ID]string{}, Firsts: map[text.ID]Place{},
		blocks: map[text.ID]string{}, forms: map[text.ID]string{}}
	n.nameArticles()
	for id := range s.marks.all() {
		n.Spans = append(n.Spans, id)
	}
	n.nameSpans()
	for id, c := range s.Corrections() {
		n.Corrections = append(n.Corrections, CorrectionView{id, c})
	}
	slices.SortFunc(n.Corrections, func(a, b CorrectionView) int {
		return cmp.Or(comparePieces(a.Piece(), b.Piece()), strings.Compare(a.Text, b.Text))
	})
	for id, p := range s.Pictures() {
		n.Pictures = append(n.Pictures, PictureView{id, p})
	}
	slices.SortFunc(n.Pictures, n.comparePictures)
	return n
}

// OwnNames leaves the articles the ids of the set, and names only some of its spans.
func OwnNames(s *Set, spans []text.ID) *Names {
	n := &Names{Set: s, own: true, Spans: spans, SpanName: map[text.ID]string{}, forms: map[text.ID]string{}}
	n.nameSpans()
	return n
}

// OwnPictures are the placed pictures of an article in text order.
func (n *Names) OwnPictures(article text.ID) []PictureView {
	var pictures []PictureView
	for _, id := range n.Set.picturesOf(article) {
		p, _ := n.Set.pictures.get(id)
		pictures = append(pictures, PictureView{id, p})
	}
	slices.SortFunc(pictures, n.comparePictures)
	return pictures
}

// ArticleName is the name of an article; "" for none.
func (n *Names) ArticleName(article text.ID) string {
	if n.own {
		return article
	}
	return n.ArticleNames[article]
}

// Ordinal is a letter and the number of the place i, counted from 0.
func Ordinal(letter string, i int) string { return letter + strconv.Itoa(i+1) }

// nameArticles puts the articles into reading order. It reads assumed blocks like stored ones, so
// that it makes no difference how an assumed block is stored.
func (n *Names) nameArticles() {
	for _, p := range n.Set.source.Pages {
		for b := range n.Set.Blocks(p.Key) {
			if b.Article == "" {
				continue
			}
			place := placeOf(b.start(), b.Block)
			if first, seen := n.Firsts[b.Article]; !seen || place.compare(first) < 0 {
				n.Firsts[b.Article] = place
			}
			if n.blocks[b.Article] == "" {
				n.blocks[b.Article] = strconv.Itoa(b.Page) + "/" + strconv.Itoa(b.Start)
			}
		}
	}
	for id, a := range n.Set.articles.all() {
		n.Articles = append(n.Articles, id)
		if a.Place != nil {
			n.Firsts[id] = *a.Place
		}
	}
	slices.SortFunc(n.Articles, n.compareArticles)
	for i, id := range n.Articles {
		n.ArticleNames[id] = Ordinal("a", i)
	}
}

// compareArticles orders articles by where they stand; those at one place by what they hold, and
// those that hold the same by what they stand under. What is left is alike in everything.
func (n *Names) compareArticles(a, b text.ID) int {
	if a == b {
		return 0
	}
	if c := n.Firsts[a].compare(n.Firsts[b]); c != 0 {
		return c
	}
	x, _ := n.Set.articles.get(a)
	y, _ := n.Set.articles.get(b)
	c := strings.Compare(n.articleForm(a), n.articleForm(b))
	if c == 0 && x.Parent != y.Parent {
		c = n.compareArticles(x.Parent, y.Parent)
	}
	return cmp.Or(c, strings.Compare(a, b))
}

// articleForm is what an article and everything under it hold, ids apart.
func (n *Names) articleForm(id text.ID) string {
	if form, done := n.forms[id]; done {
		return form
	}
	a, _ := n.Set.articles.get(id)
	a.Parent, a.Attributes, a.Notes = "", OrNil(a.Attributes), someOrNil(a.Notes)
	state, _ := n.Set.remarks.get(Cell{Kind: StateCell, ID: id})
	withheld, _ := n.Set.Withheld(id)
	parts := []string{Content(a), n.blocks[id], Content(state), string(withheld.Reason)}
	for _, c := range n.Set.dismissalsOf(articleCell(id)) {
		v, _ := n.Set.dismissals.get(c)
		parts = append(parts, string(c.Problem), Content(v.Reason))
	}
	var under []string
	for _, p := range n.Set.pictures.all() {
		if p.Article == id {
			p.Article = ""
			under = append(under, Content(p))
		}
	}
	for _, child := range n.Set.Children(id) {
		under = append(under, n.articleForm(child))
	}
	slices.Sort(under)
	n.forms[id] = "(" + strings.Join(append(parts, under...), " ") + ")"
	return n.forms[id]
}

// Content is v in writing, the same for the same.
func Content(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic("markup: a value cannot be written: " + err.Error()) // plain structs of strings and numbers
	}
	return string(data)
}

// nameSpans orders the spans and names them.
func (n *Names) nameSpans() {
	depths := map[text.ID]int{}
	for _, id := range n.Spans {
		depths[id] = n.Set.Depth(id)
	}
	slices.SortFunc(n.Spans, func(a, b text.ID) int {
		x, _ := n.Set.marks.get(a)
		y, _ := n.Set.marks.get(b)
		c := cmp.Or(comparePieces(x.At[0], y.At[0]), cmp.Compare(depths[a], depths[b]), strings.Compare(x.Role, y.Role))
		if c != 0 {
			return c
		}
		return n.compareSpans(a, b)
	})
	for i, id := range n.Spans {
		n.SpanName[id] = Ordinal("s", i)
	}
}

// compareSpans orders spans of one place, depth and role by what they hold, as compareArticles does.
func (n *Names) compareSpans(a, b text.ID) int {
	if a == b {
		return 0
	}
	c := strings.Compare(n.spanForm(a), n.spanForm(b))
	x, _ := n.Set.marks.get(a)
	y, _ := n.Set.marks.get(b)
	if c == 0 && x.Parent != y.Parent {
		c = n.compareSpans(x.Parent, y.Parent)
	}
	return cmp.Or(c, strings.Compare(a, b))
}

// spanForm is what a span and its parts hold, ids apart.
func (n *Names) spanForm(id text.ID) string {
	if form, done := n.forms[id]; done {
		return form
	}
	m, _ := n.Set.marks.get(id)
	m.Parent, m.Attributes = "", OrNil(m.Attributes)
	var under []string
	for _, part := range n.Set.PartsOf(id) {
		under = append(under, n.spanForm(part))
	}
	slices.Sort(under)
	n.forms[id] = "(" + Content(m) + strings.Join(under, " ") + ")"
	return n.forms[id]
}

// comparePieces orders pieces by where they begin, the longer first.
func comparePieces(a, b Piece) int {
	return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
}

func (n *Names) comparePictures(a, b PictureView) int {
	return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Offset, b.Offset), n.rank(a.Article)-n.rank(b.Article),
		strings.Compare(Content(OrNil(a.Attributes)), Content(OrNil(b.Attributes))))
}

// rank is the number in an article's name; 0 for none.
func (n *Names) rank(article text.ID) int {
	if article == "" || n.own {
		return 0
	}
	number, _ := strconv.Atoi(n.ArticleNames[article][1:]) // a name is a letter and a number
	return number
}
