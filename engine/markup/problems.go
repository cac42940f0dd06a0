package markup

import (
	"encoding/json"
	"iter"
	"math"
	"slices"

	"galley/engine/reading"
	"galley/engine/text"
	"galley/engine/vocabulary"
)

// ProblemKind is a kind of problem; views hold its words.
type ProblemKind string

// The kinds of problems. What is not yet decided is counted, see Count.
const (
	NoHeadline   ProblemKind = "no-headline"   // article without headline, not marked headless
	HeadingOnly  ProblemKind = "heading-only"  // a heading with nothing under it
	EmptyArticle ProblemKind = "empty-article" // an article without blocks
	JumpLonely   ProblemKind = "jump-lonely"   // a jump whose other half is not in the article
	OpenEnd      ProblemKind = "open-end"      // body that breaks off and is not joined
	NoCredit     ProblemKind = "no-credit"     // caption without a credit; a hint
	BylineInside ProblemKind = "byline-inside" // byline between two pieces of body
	Repeated     ProblemKind = "repeated"      // text that stands elsewhere on the page
)

// Problem is what a check found about a block or an article.
type Problem struct {
	Kind ProblemKind `json:"kind"`
	Hint bool        `json:"hint,omitempty"` // worth a look, not wrong
	// Here and There are the two passages of a repeated text.
	Here  *Piece `json:"here,omitempty"`
	There *Piece `json:"there,omitempty"`
	// Dismissed says who dismissed the problem and why; nil while it is open.
	Dismissed *Dismissal `json:"dismissed,omitempty"`
}

// Counts reports whether the problem is open and more than a hint.
func (p Problem) Counts() bool { return !p.Hint && p.Dismissed == nil }

// MarshalJSON writes the problem together with whether it counts, so that whoever reads it need not know when.
func (p Problem) MarshalJSON() ([]byte, error) {
	type fields Problem
	return json.Marshal(struct {
		fields
		Counts bool `json:"counts,omitempty"`
	}{fields(p), p.Counts()})
}

// Problems are all problems of blocks and articles: articles first, then blocks in text order.
func (s *Set) Problems() iter.Seq2[Cell, []Problem] { return s.problems.all() }

// ProblemsOf are the problems of one block or article.
func (s *Set) ProblemsOf(c Cell) []Problem {
	found, _ := s.problems.get(c)
	return found
}

// OpenProblemsOf are the problems of one block or article that nobody dismissed, hints among them.
func (s *Set) OpenProblemsOf(c Cell) []Problem {
	return slices.DeleteFunc(slices.Clone(s.ProblemsOf(c)), func(p Problem) bool { return p.Dismissed != nil })
}

// CountProblems is the number of open problems, hints apart.
func (s *Set) CountProblems() int { return s.wrong }

// wrongs counts the open problems of a list, hints apart.
func wrongs(list []Problem) int {
	n := 0
	for _, p := range list {
		if p.Counts() {
			n++
		}
	}
	return n
}

// refreshProblems looks again at what step touched and at what stands beside it, in s and as it was
// before.
func (s *Set) refreshProblems(before *Set, step Step) {
	scopes := map[Cell]bool{}
	for _, c := range step.Changes {
		before.addScopes(scopes, c.Cell, c.From)
		s.addScopes(scopes, c.Cell, c.To)
	}
	for scope := range scopes {
		s.refreshProblem(scope)
	}
}

func (s *Set) refreshProblem(scope Cell) {
	found := s.findProblems(scope)
	s.wrong += wrongs(found) - wrongs(s.ProblemsOf(scope))
	switch {
	case len(found) > 0:
		s.problems = s.problems.put(scope, found)
	case s.problems.has(scope):
		s.problems = s.problems.drop(scope)
	}
}

// findProblems are the problems of a block or article as they are now; nil if it is gone.
func (s *Set) findProblems(scope Cell) []Problem {
	if scope.Kind == ArticleCell {
		return s.articleProblems(scope.ID)
	}
	if e, stands := s.startsAt(scope.position()); stands {
		return s.blockProblems(e)
	}
	return nil
}

// addScopes names the blocks and articles whose problems may depend on cell c holding v.
func (s *Set) addScopes(scopes map[Cell]bool, c Cell, v Value) {
	if c.Kind == DismissalCell {
		scopes[c.scope()] = true
		return
	}
	switch v := v.(type) {
	case Block:
		s.addBlockScopes(scopes, c.position())
		if v.Article != "" {
			scopes[articleCell(v.Article)] = true
		}
		if v.Tail != "" {
			scopes[articleCell(v.Tail)] = true
		}
	case Article:
		scopes[c] = true
		if v.Parent != "" {
			scopes[articleCell(v.Parent)] = true
		}
		if s.IsWithdrawn(v.Parent) {
			s.addArticleScopes(scopes, c.ID)
		}
	case Withholding:
		if v.Reason == WithheldWithdrawn {
			s.addArticleScopes(scopes, c.ID)
		}
	case Join:
		s.addBlockScopes(scopes, position{c.Page, c.At - 1})
		s.addBlockScopes(scopes, position{v.Page, v.Start})
	case Mark:
		for _, p := range v.At {
			s.addPieceScopes(scopes, p)
		}
	case Cut:
		s.addBlockScopes(scopes, c.position())
	case nil:
		if c.Kind == BlockCell || c.Kind == CutCell {
			scopes[blockCell(c.position())] = true
			s.addBlockScopes(scopes, c.position())
		}
	}
}

// addArticleScopes names an article and what stands in and under it.
func (s *Set) addArticleScopes(scopes map[Cell]bool, id text.ID) {
	if scopes[articleCell(id)] = true; s.articles.has(id) {
		for b := range s.Members(id) {
			scopes[b.Cell()] = true
		}
		for _, child := range s.Children(id) {
			s.addArticleScopes(scopes, child)
		}
	}
}

// addPieceScopes names the blocks that a piece of a span lies in; several if the block was cut.
func (s *Set) addPieceScopes(scopes map[Cell]bool, p Piece) {
	for e, found := s.Extent(p.Page, p.Start); found && e.Start < p.End; e, found = s.below(e) {
		s.addBlockScopes(scopes, e.start())
	}
}

// addBlockScopes names the block at p, its neighbours, and its article.
func (s *Set) addBlockScopes(scopes map[Cell]bool, p position) {
	e, found := s.Extent(p.page, p.at)
	if !found {
		return
	}
	scopes[e.Cell()] = true
	if article := s.Block(e).Article; article != "" {
		scopes[articleCell(article)] = true
	}
	if above, found := s.above(e); found {
		scopes[above.Cell()] = true
	}
	if below, found := s.below(e); found {
		scopes[below.Cell()] = true
	}
}

func (s *Set) articleProblems(id text.ID) []Problem {
	a, found := s.articles.get(id)
	if !found || s.IsWithdrawn(id) {
		return nil
	}
	var problems []Problem
	add := func(kind ProblemKind, when bool) {
		if when {
			problems = append(problems, Problem{Kind: kind})
		}
	}
	t, _ := s.tallies.get(id)
	group := vocabulary.TypesByID[a.Type].Group
	follows := s.assumes(id)
	hasText := t.texts > 0 || follows
	add(EmptyArticle, t.blocks == 0 && !follows)
	add(NoHeadline, t.blocks > 0 && !group && !a.Headless && t.headlines == 0 && a.Title == "" && s.wantsHeadline(id, a))
	add(HeadingOnly, !group && t.headlines+t.titles > 0 && !hasText && t.jumps == 0)
	add(HeadingOnly, group && t.groups > 0 && !s.hasChildren(id))
	_, jumps := a.Attributes[vocabulary.AttrContinuesOn]
	_, continued := a.Attributes[vocabulary.AttrContinued]
	add(JumpLonely, (jumps || continued || t.jumps > 0) && !s.spansPages(id))
	return s.withDismissals(articleCell(id), problems)
}

// wantsHeadline reports whether an article of its type and beginning ought to have a headline:
// advertisements, continuations and blocks that open with a run-in head do without.
func (s *Set) wantsHeadline(id text.ID, a Article) bool {
	if _, continued := a.Attributes[vocabulary.AttrContinued]; continued || a.Type == vocabulary.TypeAd {
		return false
	}
	for b := range s.Members(id) {
		opening := b.Extent
		opening.End = min(b.End, b.Start+reading.Reach)
		return !slices.ContainsFunc(s.MarksIn(opening), func(m MarkView) bool { return m.Role == vocabulary.RoleRunInHead })
	}
	return true
}

// spansPages reports whether an article has blocks on more than one page.
func (s *Set) spansPages(id text.ID) bool {
	for first := range s.members.from(memberKey{article: id}) {
		for last := range s.members.down(memberKey{article: id, place: Place{Page: math.MaxInt}}) {
			return first.article == id && last.article == id && first.block.page != last.block.page
		}
	}
	return false
}

func (s *Set) blockProblems(e Extent) []Problem {
	var problems []Problem
	b := s.Block(e)
	if b.State == Decided && s.IsWithdrawn(b.Article) {
		return nil
	}
	role := vocabulary.RoleOf(b.Role)
	if b.State == Decided {
		if b.is(vocabulary.RoleBody) && s.openEnded(e) {
			problems = append(problems, Problem{Kind: OpenEnd})
		}
		if b.is(vocabulary.RoleCaption) && !s.credited(b) {
			problems = append(problems, Problem{Kind: NoCredit, Hint: true})
		}
		if b.is(vocabulary.RoleByline) && s.betweenBody(b) {
			problems = append(problems, Problem{Kind: BylineInside})
		}
	}
	if r, repeats := s.repeatIn(e); repeats && b.State == Decided && !role.Furniture {
		here, there := Piece{e.Page, r.Here.Start, r.Here.End}, Piece{e.Page, r.There.Start, r.There.End}
		problems = append(problems, Problem{Kind: Repeated, Here: &here, There: &there})
	}
	return s.withDismissals(e.Cell(), problems)
}

// repeatIn is the repeated passage that begins in e, which may be a piece of the source's block.
func (s *Set) repeatIn(e Extent) (Repeat, bool) {
	p := s.source.Page(e.Page)
	r, found := p.RepeatAt(p.Blocks[p.blockAt(e.Start)].Start)
	return r, found && e.Start <= r.Here.Start && r.Here.Start < e.End
}

// openEnded reports whether body breaks off at the end of e and goes on nowhere.
func (s *Set) openEnded(e Extent) bool {
	if _, joined := s.JoinFrom(e); joined {
		return false
	}
	last := Extent{e.Page, e.End - 1, e.End}
	for _, m := range s.MarksIn(last) {
		if p, _ := m.pieceIn(last); p.End == e.End {
			return false // a credit, jump or byline closes the text
		}
	}
	return s.source.Page(e.Page).endsOpen(e.Span())
}

// credited reports whether a caption has a credit: within it, or as the block beside it.
func (s *Set) credited(b BlockView) bool {
	for _, m := range s.MarksIn(b.Extent) {
		if m.Role == vocabulary.RoleCredit || m.Role == vocabulary.RoleByline {
			return true
		}
	}
	isCredit := func(e Extent, found bool) bool {
		return found && s.Block(e).is(vocabulary.RoleCredit) && s.Block(e).Article == b.Article
	}
	return isCredit(s.above(b.Extent)) || isCredit(s.below(b.Extent))
}

// betweenBody reports whether body of the same article stands both above and below.
func (s *Set) betweenBody(b BlockView) bool {
	isBody := func(e Extent, found bool) bool {
		return found && s.Block(e).is(vocabulary.RoleBody) && s.Block(e).Article == b.Article && s.Block(e).State == Decided
	}
	return isBody(s.above(b.Extent)) && isBody(s.below(b.Extent))
}

// ChangedProblems are the problems after, by block or article, that differ from what they were
// before; an empty list says that none is left. Only what steps touched is looked at.
func ChangedProblems(before, after *Set, steps ...Step) map[Cell][]Problem {
	scopes := map[Cell]bool{}
	for _, step := range steps {
		for _, c := range step.Changes {
			before.addScopes(scopes, c.Cell, c.From)
			after.addScopes(scopes, c.Cell, c.To)
		}
	}
	changed := map[Cell][]Problem{}
	for scope := range scopes {
		was, now := before.ProblemsOf(scope), after.ProblemsOf(scope)
		if !slices.EqualFunc(was, now, Problem.equal) {
			changed[scope] = append([]Problem{}, now...)
		}
	}
	return changed
}

func (p Problem) equal(q Problem) bool {
	samePiece := func(a, b *Piece) bool { return a == b || a != nil && b != nil && *a == *b }
	sameDismissal := p.Dismissed == q.Dismissed || p.Dismissed != nil && q.Dismissed != nil && *p.Dismissed == *q.Dismissed
	return p.Kind == q.Kind && p.Hint == q.Hint && samePiece(p.Here, q.Here) && samePiece(p.There, q.There) && sameDismissal
}
