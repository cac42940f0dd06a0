package document

import (
	"strings"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
)

// lineRoles are the roles of lines that an article is given apart; credits go with its pictures.
var lineRoles = []string{vocabulary.RoleByline, vocabulary.RoleDateline, vocabulary.RoleSignature, vocabulary.RoleJump}

// linesOf are the lines of an article's parts, by their role.
func (b *builder) linesOf(parts []builtPart) map[string][]Line {
	lines := map[string][]Line{}
	seen := map[text.ID]bool{}
	for i := range parts {
		for _, role := range lineRoles {
			lines[role] = append(lines[role], b.lines(&parts[i], role, seen)...)
		}
	}
	return lines
}

// lines are the lines of one role in a part: its spans of that role, or all of it if it has that
// role and no such span. A span that stands in several parts is taken apart in the first.
func (b *builder) lines(p *builtPart, role string, seen map[text.ID]bool) []Line {
	var lines []Line
	spanned := false
	for i, m := range p.marks {
		if m.Role != role {
			continue
		}
		spanned = true
		if seen[m.ID] {
			continue
		}
		seen[m.ID] = true
		line := b.line(p, p.Spans[i], m)
		lines = append(lines, line)
	}
	if p.is(role) && !spanned {
		line := Line{Text: p.Text, Source: p.Source}
		for _, f := range p.At {
			line.At = append(line.At, markup.Piece{Page: f.Page, Start: f.Start, End: f.End})
		}
		b.takeApart(&line, p, func(text.ID) bool { return true })
		lines = append(lines, line)
	}
	return lines
}

// line is one span taken apart.
func (b *builder) line(p *builtPart, at Inline, m markup.MarkView) Line {
	line := Line{Text: string(p.reads.out[at.Start:at.End]), Span: at.ID, At: m.At}
	line.Source = p.sourceOf(m.Mark, line.Text)
	b.takeApart(&line, p, func(part text.ID) bool { return isPartOf(b.set, part, m.ID) })
	return line
}

// sourceOf is the source reading of a span, or "" if it equals text.
func (p *builtPart) sourceOf(m markup.Mark, text string) string {
	here, found := p.source.spanOf(m.At)
	if !found {
		return ""
	}
	return differing(string(p.source.out[here.Start:here.End]), text)
}

// takeApart fills a line with the named parts of p that it holds.
func (b *builder) takeApart(line *Line, p *builtPart, holds func(text.ID) bool) {
	for i, m := range p.marks {
		if !holds(m.ID) {
			continue
		}
		at := p.Spans[i]
		text := string(p.reads.out[at.Start:at.End])
		named := Named{text, at.ID}
		switch m.Role {
		case vocabulary.RolePerson:
			line.Persons = append(line.Persons, Person{text, personRoles(m.Attributes["as"]), at.ID})
		case vocabulary.RoleSource:
			line.Sources = append(line.Sources, named)
		case vocabulary.RolePlace:
			line.Places = append(line.Places, named)
		case vocabulary.RoleDate:
			line.Dates = append(line.Dates, named)
		case vocabulary.RoleIssuer:
			line.Issuers = append(line.Issuers, named)
		}
	}
}

// personRoles are the roles in which a person is named, as the attribute has them.
func personRoles(as string) []string {
	var roles []string
	for role := range strings.FieldsFuncSeq(as, func(r rune) bool { return r == ';' || r == '；' }) {
		if role = strings.TrimSpace(role); role != "" {
			roles = append(roles, role)
		}
	}
	return roles
}

// isPartOf reports whether span id stands under whole, however deep.
func isPartOf(s *markup.Set, id, whole text.ID) bool {
	for depth := 0; depth <= markup.MaxDepth; depth++ {
		m, found := s.Mark(id)
		if !found || m.Parent == "" {
			return false
		}
		if m.Parent == whole {
			return true
		}
		id = m.Parent
	}
	return false
}
