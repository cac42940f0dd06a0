package workbench

import (
	"strings"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/handlers/core"
	views "galley/views/workbench"
)

// workbenchOf is what the workbench shows of a page.
func workbenchOf(o core.Opened, page *markup.Page) views.Workbench {
	set := o.Set
	cells, problems := cellsOf(set, page.Key)
	w := views.Workbench{
		Set: o.Record.ID, Issue: o.Issue.ID, User: o.User.ID,
		Publication: o.Issue.Publication, Date: o.Issue.Date, Number: o.Issue.Number,
		Language: set.Source().Language, Page: page.Key, Version: set.Version(),
		State: set.StateOf(markup.Cell{Kind: markup.StateCell}),
		Live:  true,
		Pages: tabsOf(set), Outline: outlineOf(set, page.Key),
		Data: views.Data{Cells: cells, Problems: problems, Elsewhere: elsewhere(set, page.Key), Ends: openEnds(set, page.Key)},
	}
	w.MayMark = markup.MayMark(o.User.Actor(), desk.StandingOf(o.Record), set) == nil
	w.MayWithhold = mayWithhold(o)
	w.MaySpeak = markup.MaySpeak(o.User.Actor(), desk.StandingOf(o.Record)) == nil
	w.MayDelete = w.MaySpeak && mayDeleteWords(o.User)
	for _, next := range []markup.State{markup.Submitted, markup.Draft, markup.Returned, markup.Accepted} {
		w.Moves = appendMove(w.Moves, o, next)
	}
	for i, b := range page.Blocks {
		w.Sources = append(w.Sources, views.SourceBlock{Start: b.Start, End: b.End, Gap: page.GapBefore(i)})
	}
	drawn := len(page.Blocks)
	if drawn > views.LongPage {
		drawn, w.Text = views.FirstRows, page.Text.String()
	}
	w.Blocks = blocksOf(set, page, drawn)
	return w
}

// mayWithhold says of which articles this person may say that they do not leave in exports.
func mayWithhold(o core.Opened) string {
	switch {
	case markup.MayWithhold(o.User.Actor(), desk.StandingOf(o.Record), markup.Accepted) == nil:
		return "always"
	case markup.MayWithhold(o.User.Actor(), desk.StandingOf(o.Record), markup.Draft) == nil:
		return "open"
	}
	return ""
}

// appendMove adds a state that this person may give the set now.
func appendMove(moves []markup.State, o core.Opened, next markup.State) []markup.State {
	act := &markup.SetState{State: next, Reason: "?"} // the gate asks for one if needed
	if markup.May(o.User.Actor(), desk.StandingOf(o.Record), o.Set, act) != nil {
		return moves
	}
	if _, err := o.Set.Resolve(act, text.NewID(), markup.Circumstances{}); err != nil {
		return moves
	}
	return append(moves, next)
}

func tabsOf(set *markup.Set) []views.PageTab {
	var tabs []views.PageTab
	for _, p := range set.Source().Pages {
		blocks, decided := set.Count(p.Key)
		tabs = append(tabs, views.PageTab{Key: p.Key, Label: p.Label, Section: p.Section, Blocks: blocks, Undecided: blocks - decided})
	}
	return tabs
}

// blocksOf are the rows of a page's galley, as far as the first blocks of its source go.
func blocksOf(set *markup.Set, p *markup.Page, first int) []views.BlockRow {
	var rows []views.BlockRow
	page := p.Key
	numbers := map[int]int{} // by start
	for b := range set.Blocks(page) {
		numbers[b.Start] = len(numbers) + 1
		if first < len(p.Blocks) && b.Start >= p.Blocks[first].Start {
			continue
		}
		row := views.BlockRow{
			Number: len(rows) + 1, Start: b.Start, End: b.End, Gap: b.Gap,
			Cut:  set.Get(markup.Cell{Kind: markup.CutCell, Page: page, At: b.Start}) != nil,
			Text: set.TextOf(b.Extent), Role: b.Role, Article: b.Article, State: string(b.State), Doubtful: b.Doubtful,
			Problems: len(set.OpenProblemsOf(b.Cell())), Marks: core.MarksOf(set, b.Extent), Picture: set.PictureIn(b.Extent) != "",
		}
		rows = append(rows, row)
	}
	for i, r := range rows {
		rows[i].From, rows[i].To = joinEnds(set, markup.Extent{Page: page, Start: r.Start, End: r.End}, numbers)
	}
	return rows
}

// joinEnds are the other ends of the joins that enter and leave a block. numbers are those of the
// blocks of its page.
func joinEnds(set *markup.Set, e markup.Extent, numbers map[int]int) (from, to *views.JoinEnd) {
	number := func(page, start int) int {
		if page == e.Page {
			return numbers[start]
		}
		return numberOn(set, page, start)
	}
	if left, _, joined := set.JoinTo(e); joined {
		from = &views.JoinEnd{Page: left.Page, Start: left.Start, Number: number(left.Page, left.Start), Words: lastWords(set.TextOf(left))}
	}
	if j, joined := set.JoinFrom(e); joined {
		to = &views.JoinEnd{Page: j.Page, Start: j.Start, Number: number(j.Page, j.Start)}
	}
	return from, to
}

// numberOn counts the block that starts there on its page.
func numberOn(set *markup.Set, page, start int) int {
	n := 0
	for b := range set.Blocks(page) {
		if n++; b.Start == start {
			return n
		}
	}
	return 0
}

// fewWords is how many code points a few words are.
const fewWords = 12

func lastWords(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	return string(runes[max(0, len(runes)-fewWords):])
}

// elsewhere are the articles that begin on other pages.
func elsewhere(set *markup.Set, page int) map[string]views.Elsewhere {
	found := map[string]views.Elsewhere{}
	for id := range set.Articles() {
		if e, other := elsewhereOf(set, id, page); other {
			found[id] = e
		}
	}
	return found
}

// elsewhereOf is where an article begins, when that is another page.
func elsewhereOf(set *markup.Set, id text.ID, page int) (views.Elsewhere, bool) {
	for b := range set.Members(id) {
		if b.Page == page {
			break
		}
		title, headless := core.TitleOf(set, id)
		if headless {
			title = "“" + title + "…”"
		}
		return views.Elsewhere{Page: b.Page, Start: b.Start, Title: title}, true
	}
	return views.Elsewhere{}, false
}

// openEnds are the texts on other pages that end open and are not joined.
func openEnds(set *markup.Set, page int) []views.OpenEnd {
	var ends []views.OpenEnd
	for scope, problems := range set.Problems() {
		if scope.Kind != markup.BlockCell || scope.Page == page {
			continue
		}
		for _, p := range problems {
			if e, found := set.Extent(scope.Page, scope.At); found && p.Kind == markup.OpenEnd {
				ends = append(ends, views.OpenEnd{Page: e.Page, Start: e.Start, End: e.End, Number: numberOn(set, e.Page, e.Start), Words: lastWords(set.TextOf(e))})
			}
		}
	}
	return ends
}
