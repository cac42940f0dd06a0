package compare

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"galley/engine/markup"
	"galley/engine/review"
	"galley/handlers/core"
	views "galley/views/compare"
	"galley/views/parts"
)

// How much of a page is shown at once.
const (
	rowsShown   = 200 // pieces of text
	followShown = 3   // pieces of a difference behind the first, where only differences are shown
)

// comparing makes a page of a comparison.
type comparing struct {
	compared
	ctx     context.Context
	words   parts.DifferenceWords
	numbers core.BlockNumbers
	decided map[string]review.Decision
	rows    map[string]views.DecidedRow
	colours map[int]int
}

func newComparing(ctx context.Context, o compared) *comparing {
	p := &comparing{compared: o, ctx: ctx, numbers: core.BlockNumbers{}, decided: map[string]review.Decision{},
		rows: map[string]views.DecidedRow{}, colours: map[int]int{}}
	for _, d := range o.Decided() {
		p.decided[d.Key] = d
	}
	p.words = parts.DifferenceWords{Numbers: p.called, Text: p.text, Starts: p.starts}
	return p
}

// called is a block's number on its page in a set, with the page's label if that is another one.
func (p *comparing) called(set, page, start int) string {
	n := strconv.Itoa(p.numbers.Of(p.Comparison.Comparison, set, page, start))
	if page != p.query.Page {
		return core.PageLabel(p.Set(set).Source(), page) + ":" + n
	}
	return n
}

func (p *comparing) text(set int, at markup.Piece) string {
	return core.SourceText(p.Comparison.Comparison, set, at)
}

func (p *comparing) starts(set, story int) (page, start int, found bool) {
	return core.StoryStart(p.Comparison.Comparison, set, story)
}

// comparisonPage is what the page of a comparison shows.
func (s *Server) comparisonPage(ctx context.Context, o compared) views.Comparison {
	p := newComparing(ctx, o)
	v := views.Comparison{Issue: o.Issue, Query: o.query, Total: len(o.Differences), Now: s.Clock().Local()}
	for i, set := range o.Sets {
		v.Sets = append(v.Sets, views.ComparedSet{SetView: set, Number: i + 1})
	}
	p.countOpen(&v)
	if o.Adjudicated != nil {
		v.Adjudicated = o.Adjudicated.ID
	}
	if err := o.mayDecide(); err != nil {
		v.Why = core.Sentence(ctx, err)
	} else {
		v.MayDecide = true
		v.MayFinish = o.Adjudicated != nil && v.Open == 0 && (o.Adjudicated.State == markup.Draft || o.Adjudicated.State == markup.Returned)
	}
	p.addRows(&v)
	p.addStale(&v)
	for i := range o.Sets {
		for j := i + 1; j < len(o.Sets); j++ {
			v.Measures = append(v.Measures, views.PairMeasures{First: v.Sets[i], Second: v.Sets[j], Agreement: o.Agree(i, j)})
		}
	}
	if len(o.Sets) > 2 {
		v.Agreed = views.OverallWords(ctx, o.AgreeAll())
	}
	return v
}

// countOpen counts what is open: by page, by kind, and in all; and the reasons given.
func (p *comparing) countOpen(v *views.Comparison) {
	pages, kinds := map[int][2]int{}, map[review.Kind]int{}
	first := p.Set(0).Source().Pages[0].Key
	for _, d := range p.Differences {
		page := d.Page
		if page == 0 {
			page = first // what stands nowhere is shown on the first page
		}
		n := pages[page]
		n[1]++
		if _, done := p.decided[d.Key]; !done {
			n[0]++
			kinds[d.Kind]++
			v.Open++
		}
		pages[page] = n
	}
	for _, page := range p.Set(0).Source().Pages {
		v.Pages = append(v.Pages, views.Page{Key: page.Key, Label: parts.PageName(page.Label, page.Key, p.Set(0).Source().Language), Open: pages[page.Key][0], Total: pages[page.Key][1]})
	}
	for _, kind := range review.Kinds {
		if kinds[kind] > 0 {
			v.Kinds = append(v.Kinds, views.KindCount{Kind: kind, Open: kinds[kind]})
		}
	}
	reasons := map[review.Reason]int{}
	for _, byReason := range p.CountReasons(p.Decided()) {
		for reason, n := range byReason {
			reasons[reason] += n
		}
	}
	for _, reason := range review.Reasons {
		if reasons[reason] > 0 {
			v.Reasons = append(v.Reasons, views.ReasonCount{Reason: reason, Count: reasons[reason]})
		}
	}
}

// addRows adds the pieces of the page, or those that differ, with the differences that begin there.
func (p *comparing) addRows(v *views.Comparison) {
	rows := p.Rows(p.query.Page)
	begins := p.beginning(rows, v)
	skipped, drawn, follow := false, 0, map[int]int{}
	for i, row := range rows {
		colours := p.coloursOf(row)
		shown := p.query.All || len(begins[i]) > 0
		for _, d := range row.Differences {
			if follow[d] <= followShown {
				shown = true
			}
			follow[d]++
		}
		switch {
		case i < p.query.From:
			continue
		case !shown:
			skipped = true
			continue
		case drawn == rowsShown:
			v.Next = i
			return
		}
		drawn++
		var before *review.Row
		if i > 0 {
			before = &rows[i-1]
		}
		r := p.row(row, before, colours)
		r.Skipped, skipped = skipped && drawn > 1, false
		for _, d := range begins[i] {
			r.Differences = append(r.Differences, p.difference(p.Differences[d]))
		}
		v.Rows = append(v.Rows, r)
	}
}

// beginning are the differences of the page by the row where they begin; those that begin at none are the
// page's loose ones.
func (p *comparing) beginning(rows []review.Row, v *views.Comparison) map[int][]int {
	begins := map[int][]int{}
	first := p.Set(0).Source().Pages[0].Key
	for d, difference := range p.Differences {
		nowhere := difference.Page == 0 && p.query.Page == first
		if difference.Page != p.query.Page && !nowhere {
			continue
		}
		at := slices.IndexFunc(rows, func(r review.Row) bool { return r.Start <= difference.Start && difference.Start < r.End })
		if len(difference.Blocks) == 0 || at < 0 {
			if p.query.From == 0 {
				v.Loose = append(v.Loose, p.difference(difference))
			}
			continue
		}
		begins[at] = append(begins[at], d)
	}
	return begins
}

// coloursOf gives the stories of a row their colours: one after the other, so that neighbours differ.
func (p *comparing) coloursOf(row review.Row) map[int]int {
	for _, b := range row.Sets {
		if b.Story > 0 && p.colours[b.Story] == 0 {
			p.colours[b.Story] = len(p.colours)%4 + 1
		}
	}
	return p.colours
}

// row is a piece as it is drawn.
func (p *comparing) row(row review.Row, before *review.Row, colours map[int]int) views.Row {
	r := views.Row{Extent: row.Extent, Number: p.called(0, row.Page, row.Sets[0].Start), Differs: len(row.Differences) > 0,
		Text: p.text(0, markup.Piece{Page: row.Page, Start: row.Start, End: row.End})}
	for set, b := range row.Sets {
		cell := views.Cell{Role: b.Role, State: string(b.State), Story: b.Story, Colour: colours[b.Story], Doubtful: b.Doubtful,
			Cut: b.Start < row.Start, Begins: b.Begins && b.Start == row.Start}
		cell.Opens = before == nil || before.Sets[set].Story != b.Story
		r.Cells = append(r.Cells, cell)
	}
	return r
}

// difference is a difference as it is drawn.
func (p *comparing) difference(d review.Difference) views.DifferenceRow {
	r := views.DifferenceRow{Key: d.Key, Kind: d.Kind, Title: p.words.Title(p.ctx, d), Agreed: d.Majority(),
		Both: d.CanTake(review.TakeBoth), Neither: d.CanTake(review.TakeNeither), Own: d.Owns()}
	for set := range d.Values {
		r.Says = append(r.Says, p.words.Says(p.ctx, d, set))
		var same []string
		for other, first := range d.Alike {
			if first == d.Alike[set] {
				same = append(same, strconv.Itoa(other+1))
			}
		}
		r.Same = append(r.Same, strings.Join(same, ", "))
	}
	r.Own0 = ownFieldsOf(d)
	if decision, done := p.decided[d.Key]; done {
		row := p.decidedRow(d, decision)
		r.Decided = &row
	}
	return r
}

// ownFieldsOf are where a value of one's own begins: with what the first set says.
func ownFieldsOf(d review.Difference) (f views.OwnFields) {
	for _, v := range d.Values {
		for _, a := range v.Articles {
			if f.Title == "" {
				f.Title = a.Title
			}
		}
		for _, c := range v.Corrections {
			if f.Text == "" {
				f.Text = c.Text
			}
		}
	}
	return f
}
