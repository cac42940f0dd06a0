package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// covers says whether span is the whole of text, white space at its ends apart.
func covers(text string, span Span) bool {
	left := utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.TrimLeftFunc(text, unicode.IsSpace))
	right := utf8.RuneCountInString(strings.TrimRightFunc(text, unicode.IsSpace))
	return span.Start <= left && span.End >= right
}

// inferMarks adds the spans that a decided block's text shows by itself, as its role allows.
func (d *draft) inferMarks(e Extent) {
	b := d.now.Block(e)
	text := d.now.TextOf(e)
	one := func(r Reading, found bool) {
		if found {
			d.addReading(e, r)
		}
	}
	switch BaseOf(b.Role) {
	case roleBody, roleLead:
		d.inferBody(e, text)
	case roleByline:
		one(whole(text, roleByline, readByline))
	case roleDateline:
		one(whole(text, roleDateline, readDateline))
	case roleCredit:
		one(whole(text, roleCredit, readCredit))
	case roleCaption:
		one(readCredit(text))
	case roleSignature:
		one(readSignature(text))
	case roleStaffLine:
		one(readStaffLine(text))
	case roleMasthead, "index", "weather":
		one(readFolio(text))
	case roleJump:
		one(whole(text, roleJump, readJump))
	}
	d.inferAttributes(e)
}

// whole reads text, all of which has role; where nothing is found the text itself is the mark.
func whole(text, role string, read func(string) (Reading, bool)) (Reading, bool) {
	if r, found := read(text); found && covers(text, r.Span) {
		return r, true
	}
	left := utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.TrimLeftFunc(text, unicode.IsSpace))
	right := utf8.RuneCountInString(strings.TrimRightFunc(text, unicode.IsSpace))
	return Reading{Role: role, Span: Span{left, right}}, true
}

// inferBody adds what opens and closes a body block. A title in it is marked only where the article
// begins, for elsewhere it would start one.
func (d *draft) inferBody(e Extent, text string) {
	article := d.now.Block(e).Article
	if !d.now.textAbove(e, article) && opensWithSign(text) {
		if r, found := readRunInHead(text); found {
			d.addReading(e, r)
		}
	}
	for _, r := range readOpening(text) {
		d.addReading(e, r)
	}
	for _, r := range readItems(d.articleType(article), text) {
		d.addReading(e, r)
	}
	for _, r := range readClosing(text) {
		d.addReading(e, r)
	}
}

// articleType is the type of an article; "" where there is none.
func (d *draft) articleType(id ID) string {
	a, _ := d.now.articles.get(id)
	return a.Type
}

// inferAttributes carries to the article what its marks say of it: the agency of its dateline, the
// page it comes from or goes on to.
func (d *draft) inferAttributes(e Extent) {
	b := d.now.Block(e)
	if b.Article == "" {
		return
	}
	text := d.now.TextOf(e)
	for _, m := range d.now.MarksIn(e) {
		switch m.Role {
		case roleDateline:
			if r, found := readDateline(text); found {
				d.attribute(b.Article, attrAgency, agencyOf(r, text))
			}
		case roleJump:
			if r, found := readJump(text); found {
				for _, name := range []string{attrContinuesOn, attrContinued} {
					d.attribute(b.Article, name, r.Attributes[name])
				}
			}
		}
	}
}

// attribute sets what an article does not say yet.
func (d *draft) attribute(article ID, name, value string) {
	a, _ := d.now.articles.get(article)
	if value == "" || a.Attributes[name] != "" {
		return
	}
	d.article(article, func(a *Article) { a.Attributes = with(a.Attributes, name, value) })
}

// with is attributes with one more; the given map is left alone.
func with(attributes map[string]string, name, value string) map[string]string {
	next := map[string]string{name: value}
	for n, v := range attributes {
		if n != name {
			next[n] = v
		}
	}
	return next
}

// addReading adds a mark that was read in block e, with its parts. What is marked there already, or
// would cross a mark, is left out.
func (d *draft) addReading(e Extent, r Reading) {
	p := Piece{e.Page, e.Start + r.Start, e.Start + r.End}
	if d.marked(p, r.Role) {
		return
	}
	attributes := r.Attributes
	if r.Role == roleJump {
		attributes = nil // they are the article's
	}
	d.nestMark(d.newID(), p, r.Role, attributes)
	for _, part := range r.Parts {
		d.addReading(e, part)
	}
}

// marked says whether a mark of role overlaps p already, or a mark or correction crosses it.
func (d *draft) marked(p Piece, role string) bool {
	for _, m := range d.now.MarksIn(Extent(p)) {
		for _, q := range m.At {
			if q.Page == p.Page && (q.Span().Crosses(p.Span()) || m.Role == role && q.Span().Overlaps(p.Span())) {
				return true
			}
		}
	}
	for _, c := range d.now.CorrectionsIn(Extent(p)) {
		if splits(Span{c.Start, c.End}, p.Span()) {
			return true
		}
	}
	return false
}
