package compare

import (
	"context"
	"fmt"

	"galley/address"
	"galley/engine/agreement"
	"galley/engine/review"
	"galley/fault"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// PairMeasures is how well two sets agree.
type PairMeasures struct {
	First, Second ComparedSet
	Agreement     review.Agreement
	Intervals     *review.Intervals // nil if they were not asked for
}

// measure is one line of the table.
type measure struct {
	Name, Says string
	Score      agreement.Score
	Interval   *agreement.Interval
}

// phraseWords is a phrase in the reader's language.
func phraseWords(ctx context.Context, p fault.Phrase) string {
	return p.In(func(format string, words ...any) string { return locale.T(ctx, format, words...) })
}

// scoreWords are a score with three digits, or a dash if it is not defined.
func scoreWords(s agreement.Score) string {
	if !s.Defined() {
		return "–"
	}
	return fmt.Sprintf("%.3f", s.Value)
}

// intervalWords are where a score lies, or why nobody knows.
func intervalWords(ctx context.Context, i *agreement.Interval) string {
	switch {
	case i == nil:
		return ""
	case !i.Low.Defined():
		return phraseWords(ctx, i.Low.Why)
	}
	return fmt.Sprintf("%.3f – %.3f", i.Low.Value, i.High.Value)
}

// short is a pair's agreement in one line.
func (m PairMeasures) short(ctx context.Context) string {
	return locale.T(ctx, "%s and %s: boundaries %s, roles κ %s, articles B³ %s, marks %s", m.First.name(ctx), m.Second.name(ctx),
		scoreWords(m.Agreement.Boundaries.F1), scoreWords(m.Agreement.Roles), scoreWords(m.Agreement.Articles.F1), scoreWords(m.Agreement.Exact.F1))
}

// measures are all lines of a pair.
func (m PairMeasures) measures(ctx context.Context) []measure {
	a := m.Agreement
	list := []measure{
		{locale.T(ctx, "Boundaries of articles, F1"), prfWords(ctx, a.Boundaries), a.Boundaries.F1, nil},
		{"Pk", locale.T(ctx, "the share of windows in which they disagree whether an article ends; 0 is full agreement"), a.Pk, nil},
		{"WindowDiff", locale.T(ctx, "the share of windows in which they see a different number of ends; 0 is full agreement"), a.WindowDiff, nil},
		{locale.T(ctx, "Articles, B³ F1"), prfWords(ctx, a.Articles), a.Articles.F1, nil},
		{locale.T(ctx, "Roles of blocks, Cohen’s κ"), locale.N(ctx, a.Pieces, "%d piece of text, corrected for chance", "%d pieces of text, corrected for chance"), a.Roles, nil},
		{locale.T(ctx, "Marks in the text, exact F1"), prfWords(ctx, a.Exact), a.Exact.F1, nil},
		{locale.T(ctx, "Marks in the text, overlapping F1"), prfWords(ctx, a.Overlap), a.Overlap.F1, nil},
		{locale.T(ctx, "Marks in the text, αU"), locale.T(ctx, "Krippendorff’s alpha for unitizing: where marks are and what they are, corrected for chance"), a.Unitizing.All, nil},
	}
	if i := m.Intervals; i != nil {
		for n, interval := range []*agreement.Interval{&i.Boundaries, &i.Pk, &i.WindowDiff, &i.Articles, &i.Roles, &i.Exact, &i.Overlap} {
			list[n].Interval = interval
		}
	}
	return list
}

// prfWords are precision and recall with what they are of.
func prfWords(ctx context.Context, p agreement.PRF) string {
	return locale.T(ctx, "precision %s, recall %s; %d in both, %d in the first, %d in the second", scoreWords(p.Precision), scoreWords(p.Recall), p.Both, p.First, p.Second)
}

// OverallWords say how well all sets agree, in one line.
func OverallWords(ctx context.Context, o review.Overall) string {
	return locale.T(ctx, "all: roles α %s, Fleiss’ κ %s", scoreWords(o.Alpha), scoreWords(o.Fleiss))
}

// Agreement is the page of how well sets agree.
type Agreement struct {
	Issue   models.IssueSummary
	Sets    []ComparedSet
	Pairs   []PairMeasures
	Overall review.Overall
	Alpha   agreement.Interval
	Gamma   agreement.GammaResult
	First   ComparedSet // of the matrix
	Second  ComparedSet
	Matrix  review.Matrix
	Chosen  *ChosenCell
	Query   Query
}

// ChosenCell are the blocks behind a cell of the matrix.
type ChosenCell struct {
	Row, Column string // roles
	Count       int
	Blocks      []ChosenBlock // the first of them
}

// ChosenBlock is one of them.
type ChosenBlock struct {
	Number, Text string
	URL          string
}

// overall are the lines about all sets.
func (v Agreement) overall(ctx context.Context) []measure {
	list := []measure{
		{locale.T(ctx, "Roles of blocks, Krippendorff’s α"), locale.T(ctx, "all sets together, corrected for chance; pieces without a role count as missing"), v.Overall.Alpha, &v.Alpha},
		{locale.T(ctx, "Roles of blocks, Fleiss’ κ"), locale.T(ctx, "all sets together, corrected for chance"), v.Overall.Fleiss, nil},
		{locale.T(ctx, "Marks in the text, αU"), locale.T(ctx, "Krippendorff’s alpha for unitizing: where marks are and what they are, corrected for chance"), v.Overall.Unitizing.All, nil},
		{locale.T(ctx, "Marks in the text, γ"), gammaWords(ctx, v.Gamma), v.Gamma.Score, nil},
	}
	return list
}

// gammaWords say how sure gamma is.
func gammaWords(ctx context.Context, g agreement.GammaResult) string {
	if !g.Defined() {
		return locale.T(ctx, "gamma of Mathet, Widlöcher and Métivier, by the best alignment of marks")
	}
	return locale.T(ctx, "gamma of Mathet, Widlöcher and Métivier, by the best alignment of marks; %d random samples", g.Samples)
}

// matrixRole is a role of the matrix in words.
func matrixRole(ctx context.Context, role string) string {
	if role == "" {
		return locale.T(ctx, "undecided")
	}
	return parts.RoleWords(ctx, role)
}

// heat is how strong a cell of the matrix is tinted, from 0 to 5, by its part of its row; cells beside
// the diagonal one step more, since they are what is looked for.
func (v Agreement) heat(row, column int) int {
	sum := 0
	for _, c := range v.Matrix.Cells[row] {
		sum += c.Count
	}
	n := v.Matrix.Cells[row][column].Count
	if n == 0 || sum == 0 {
		return 0
	}
	heat := 1 + 4*n/sum
	if row != column && heat < 5 {
		heat++
	}
	return heat
}

// cellURL opens the blocks behind a cell.
func (v Agreement) cellURL(row, column string) string {
	return fmt.Sprintf("%s&first=%d&second=%d&row=%s&column=%s#blocks", address.AgreementOf(v.Query.Sets), v.First.ID, v.Second.ID, orNone(row), orNone(column))
}

// NoRole stands for an undecided piece in an address.
const NoRole = "-"

func orNone(role string) string {
	if role == "" {
		return NoRole
	}
	return role
}

func (v Agreement) pairURL(first, second ComparedSet) string {
	return fmt.Sprintf("%s&first=%d&second=%d#matrix", address.AgreementOf(v.Query.Sets), first.ID, second.ID)
}
