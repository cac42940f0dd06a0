package workbench

import (
	"cmp"
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/handlers/core"
	views "galley/views/workbench"
)

// outlineOf are the rows of a page's outline: its articles with their packages and the undecided
// runs in text order, the furniture last.
func outlineOf(set *markup.Set, page int) []views.OutlineRow {
	here := surveyOf(set, page)
	rows := here.undecided
	numbers := set.Numbers()
	for _, id := range here.articles {
		rows = append(rows, here.articleRow(set, id, numbers[id]))
	}
	slices.SortStableFunc(rows, func(a, b views.OutlineRow) int { return cmp.Compare(a.Start, b.Start) })
	rows = underPackages(set, rows, numbers, here)
	return append(rows, here.furniture...)
}

// survey is what one walk over a page finds.
type survey struct {
	page      int
	articles  []text.ID // with a block here, in text order
	first     map[text.ID]int
	assumed   map[text.ID]int
	undecided []views.OutlineRow
	furniture []views.OutlineRow
}

func surveyOf(set *markup.Set, page int) *survey {
	s := &survey{page: page, first: map[text.ID]int{}, assumed: map[text.ID]int{}}
	number := 0
	running := false
	for b := range set.Blocks(page) {
		number++
		if b.Article != "" {
			if _, seen := s.first[b.Article]; !seen {
				s.first[b.Article] = b.Start
				s.articles = append(s.articles, b.Article)
			}
			if b.State == markup.Assumed {
				s.assumed[b.Article]++
			}
		}
		switch {
		case b.State == markup.Undecided && running:
			s.undecided[len(s.undecided)-1].Last = number
		case b.State == markup.Undecided:
			s.undecided = append(s.undecided, views.OutlineRow{Kind: views.UndecidedRow, Page: page, Start: b.Start, First: number, Last: number})
		case b.State == markup.Decided && b.Article == "":
			s.furniture = append(s.furniture, views.OutlineRow{Kind: views.FurnitureRow, Page: page, Start: b.Start, Title: core.FirstWords(set.TextOf(b.Extent)), Type: b.Role})
		}
		running = b.State == markup.Undecided
	}
	return s
}

// articleRow is the row of an article or package.
func (s *survey) articleRow(set *markup.Set, id text.ID, number string) views.OutlineRow {
	a, _ := set.Article(id)
	row := views.OutlineRow{Kind: views.ArticleRow, Article: id, Parent: a.Parent, Number: number, Type: a.Type,
		Undecided: s.assumed[id], Blocks: s.assumed[id], Page: s.page, Start: s.first[id]}
	if t, _ := vocabulary.TypeByID(a.Type); t.Group {
		row.Kind = views.PackageRow
	}
	row.Title, row.Headless = core.TitleOf(set, id)
	if w, withheld := core.WithheldOf(set, id); withheld {
		row.Withheld = string(w.Reason)
	}
	for b := range set.Members(id) {
		row.Blocks++
		if vocabulary.BaseOf(b.Role) == vocabulary.RoleCaption {
			row.Pictures++
		}
		row.Problems = appendKinds(row.Problems, set.ProblemsOf(b.Cell()))
	}
	row.Problems = appendKinds(row.Problems, set.ProblemsOf(markup.Cell{Kind: markup.ArticleCell, ID: id}))
	slices.Sort(row.Problems)
	return row
}

func appendKinds(kinds []string, problems []markup.Problem) []string {
	for _, p := range problems {
		if p.Counts() && !slices.Contains(kinds, string(p.Kind)) {
			kinds = append(kinds, string(p.Kind))
		}
	}
	return kinds
}

// underPackages puts the rows of children behind the row of their package. A package whose heading
// is on another page gets a row of its own before its first child.
func underPackages(set *markup.Set, rows []views.OutlineRow, numbers map[text.ID]string, s *survey) []views.OutlineRow {
	children := map[text.ID][]views.OutlineRow{}
	listed := map[text.ID]bool{}
	for _, row := range rows {
		listed[row.Article] = true
	}
	var ordered []views.OutlineRow
	for _, row := range rows {
		if row.Parent == "" {
			ordered = append(ordered, row)
			continue
		}
		if !listed[row.Parent] {
			listed[row.Parent] = true
			s.first[row.Parent] = row.Start
			over := s.articleRow(set, row.Parent, numbers[row.Parent])
			over.Parent = ""
			ordered = append(ordered, over)
		}
		children[row.Parent] = append(children[row.Parent], row)
	}
	var nested []views.OutlineRow
	var add func(views.OutlineRow)
	add = func(row views.OutlineRow) {
		nested = append(nested, row)
		if row.Article == "" {
			return
		}
		for _, child := range children[row.Article] {
			add(child)
		}
	}
	for _, row := range ordered {
		add(row)
	}
	return nested
}
