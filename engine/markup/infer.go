package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/engine/reading"
	"galley/engine/text"
	"galley/engine/vocabulary"
)

// covers reports whether span is the whole of text, white space at its ends apart.
func covers(text string, span text.Span) bool {
	left := utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.TrimLeftFunc(text, unicode.IsSpace))
	right := utf8.RuneCountInString(strings.TrimRightFunc(text, unicode.IsSpace))
	return span.Start <= left && span.End >= right
}

// inferFresh adds the spans of all blocks that the act decided.
func (d *draft) inferFresh() {
	for _, e := range d.found.fresh {
		d.inferMarks(e)
	}
}

// inferMarks adds the spans that a decided block's text shows by itself, as its role allows.
func (d *draft) inferMarks(e Extent) {
	b := d.now.Block(e)
	text := d.now.TextOf(e)
	one := func(r reading.Reading, found bool) {
		if found {
			d.addReading(e, r)
		}
	}
	switch vocabulary.BaseOf(b.Role) {
	case vocabulary.RoleBody, vocabulary.RoleLead:
		d.inferBody(e, text)
	case vocabulary.RoleByline:
		one(whole(text, vocabulary.RoleByline, reading.ReadByline))
	case vocabulary.RoleDateline:
		one(whole(text, vocabulary.RoleDateline, reading.ReadDateline))
	case vocabulary.RoleCredit:
		one(whole(text, vocabulary.RoleCredit, reading.ReadCredit))
	case vocabulary.RoleCaption:
		one(reading.ReadCredit(text))
	case vocabulary.RoleSignature:
		one(reading.ReadSignature(text))
	case vocabulary.RoleStaffLine:
		one(reading.ReadStaffLine(text))
	case vocabulary.RoleMasthead, vocabulary.RoleIndex, vocabulary.RoleWeather:
		one(reading.ReadFolio(text))
	case vocabulary.RoleJump:
		one(whole(text, vocabulary.RoleJump, reading.ReadJump))
	}
	d.inferAttributes(e)
}

// whole reads text, all of which has role; if it finds nothing, the text itself is the mark.
func whole(words, role string, read func(string) (reading.Reading, bool)) (reading.Reading, bool) {
	if r, found := read(words); found && covers(words, r.Span) {
		return r, true
	}
	left := utf8.RuneCountInString(words) - utf8.RuneCountInString(strings.TrimLeftFunc(words, unicode.IsSpace))
	right := utf8.RuneCountInString(strings.TrimRightFunc(words, unicode.IsSpace))
	return reading.Reading{Role: role, Span: text.Span{Start: left, End: right}}, true
}

// inferBody adds what opens and closes a body block. A title in it is marked only where the article
// begins: elsewhere it would start one.
func (d *draft) inferBody(e Extent, text string) {
	article := d.now.Block(e).Article
	if !d.now.textAbove(e, article) && reading.OpensWithSign(text) {
		if r, found := reading.ReadRunInHead(text); found {
			d.addReading(e, r)
		}
	}
	for _, r := range reading.ReadOpening(text) {
		d.addReading(e, r)
	}
	for _, r := range reading.ReadItems(d.articleType(article), text) {
		d.addReading(e, r)
	}
	for _, r := range reading.ReadClosing(text) {
		d.addReading(e, r)
	}
}

// articleType is the type of an article, or "" if absent.
func (d *draft) articleType(id text.ID) string {
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
		case vocabulary.RoleDateline:
			if r, found := reading.ReadDateline(text); found {
				d.attribute(b.Article, vocabulary.AttrAgency, reading.AgencyOf(r, text))
			}
		case vocabulary.RoleJump:
			if r, found := reading.ReadJump(text); found {
				for _, name := range []string{vocabulary.AttrContinuesOn, vocabulary.AttrContinued} {
					d.attribute(b.Article, name, r.Attributes[name])
				}
			}
		}
	}
}

// attribute sets what an article does not say yet.
func (d *draft) attribute(article text.ID, name, value string) {
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
func (d *draft) addReading(e Extent, r reading.Reading) {
	p := Piece{e.Page, e.Start + r.Start, e.Start + r.End}
	if d.marked(p, r.Role) {
		return
	}
	attributes := r.Attributes
	if r.Role == vocabulary.RoleJump {
		attributes = nil // they are the article's
	}
	d.nestMark(d.newID(), p, r.Role, attributes)
	for _, part := range r.Parts {
		d.addReading(e, part)
	}
}

// marked reports whether a mark of role overlaps p already, or a mark or correction crosses it.
func (d *draft) marked(p Piece, role string) bool {
	for _, m := range d.now.MarksIn(Extent(p)) {
		for _, q := range m.At {
			if q.Page == p.Page && (q.Span().Crosses(p.Span()) || m.Role == role && q.Span().Overlaps(p.Span())) {
				return true
			}
		}
	}
	for _, c := range d.now.CorrectionsIn(Extent(p)) {
		if splits(text.Span{Start: c.Start, End: c.End}, p.Span()) {
			return true
		}
	}
	return false
}
