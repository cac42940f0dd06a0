package workbench

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"galley/address"
	"galley/engine/markup"
	"galley/locale"
	"galley/views/parts"
)

// row is a block with what follows from the blocks around it.
type row struct {
	BlockRow
	Page     int
	Label    string // the article's number, such as 3 or P1
	Colour   int    // 1 to 4; 0 for none
	First    bool   // the first block of a run of its article, or of a run of none
	Package  string // first, inside, last or only, within the rail of a package; "" outside
	Language string
}

// rows are the blocks as they are drawn: with article numbers, colours and the rails of packages.
func (w Workbench) rows() []row {
	labels, groups := w.articleLabels()
	colours := coloursOf(w.Blocks, groups)
	rows := make([]row, len(w.Blocks))
	for i, b := range w.Blocks {
		rows[i] = row{BlockRow: b, Page: w.Page, Label: labels[b.Article], Colour: colours[b.Article], Language: w.Language}
		rows[i].First = i == 0 || w.Blocks[i-1].Article != b.Article
	}
	groupAt := func(i int) string {
		if i < 0 || i >= len(rows) {
			return ""
		}
		return groups[rows[i].Article]
	}
	for i := range rows {
		rows[i].Package = railPart(groupAt(i-1), groupAt(i), groupAt(i+1))
	}
	return rows
}

// articleLabels gives every article's number, and the group that it is or stands under.
func (w Workbench) articleLabels() (labels, groups map[string]string) {
	labels, groups = map[string]string{}, map[string]string{}
	for _, r := range w.Outline {
		if r.Article == "" {
			continue
		}
		labels[r.Article] = r.Number
		if r.Kind == PackageRow {
			groups[r.Article] = r.Article
		}
	}
	for _, r := range w.Outline {
		if groups[r.Parent] != "" && r.Kind == ArticleRow {
			groups[r.Article] = r.Parent
		}
	}
	return labels, groups
}

// A long page is drawn in windows: stretches of rows that the script fills as they come into view.
// static/js/galley/windows.js says the same.
const (
	PerWindow = 10             // blocks of the source in a window, so few that one is filled within a frame
	LongPage  = 200            // a page of more blocks of the source is long
	FirstRows = 12 * PerWindow // what the server draws of a long page
)

// windows are the rows by window.
func (w Workbench) windows() [][]row {
	var windows [][]row
	source := -1
	for _, r := range w.rows() {
		if !r.Cut {
			source++
		}
		if i := max(source, 0) / PerWindow; i == len(windows) {
			windows = append(windows, nil)
		}
		windows[len(windows)-1] = append(windows[len(windows)-1], r)
	}
	return windows
}

// rowCount is how many blocks the page has, drawn or not.
func (w Workbench) rowCount() int {
	for _, p := range w.Pages {
		if p.Key == w.Page {
			return p.Blocks
		}
	}
	return len(w.Blocks)
}

// railPart says which part of a package's rail stands beside a block between two others.
func railPart(above, here, below string) string {
	switch {
	case here == "":
		return ""
	case above != here && below != here:
		return "only"
	case above != here:
		return "first"
	case below != here:
		return "last"
	}
	return "inside"
}

// articleColours is the length of the cycle of colours.
const articleColours = 4

// coloursOf gives each article on the page a colour from 1 to 4, so that articles which touch in
// the galley differ. Packages have none. static/js/markup/articles.js counts in the same way.
func coloursOf(blocks []BlockRow, groups map[string]string) map[string]int {
	var order []string
	touch := map[string][]string{}
	last := ""
	for _, b := range blocks {
		if b.Article == "" || b.Article == last || groups[b.Article] == b.Article {
			continue
		}
		if _, seen := touch[b.Article]; !seen {
			order = append(order, b.Article)
		}
		touch[b.Article] = append(touch[b.Article], last)
		touch[last] = append(touch[last], b.Article)
		last = b.Article
	}
	colours := map[string]int{}
	next := 0
	for _, article := range order {
		next = freeColour(next, touch[article], colours)
		colours[article] = next
	}
	return colours
}

// freeColour is the first colour after last that no neighbour has.
func freeColour(last int, neighbours []string, colours map[string]int) int {
	for i := range articleColours {
		colour := (last+i)%articleColours + 1
		taken := false
		for _, n := range neighbours {
			taken = taken || colours[n] == colour
		}
		if !taken {
			return colour
		}
	}
	return last%articleColours + 1
}

// marked is the block's text with its marks.
func (r row) marked() parts.MarkedText {
	return parts.MarkedText{Text: r.Text, Start: r.Start, End: r.End, Marks: r.Marks}
}

// id is the element of the block that begins at start.
func (r row) id() string { return fmt.Sprintf("b-%d-%d", r.Page, r.Start) }

// label is what a screen reader says of the row; static/js/markup/words.js says the same.
func (r row) label(ctx context.Context) string {
	words := []string{locale.T(ctx, "block %d", r.Number)}
	if r.Role == "" {
		words = append(words, locale.T(ctx, "undecided"))
	} else {
		words = append(words, parts.RoleWords(ctx, r.Role))
	}
	if r.Label != "" {
		words = append(words, articleName(ctx, r.Label))
	}
	if r.State == string(markup.Assumed) {
		words = append(words, locale.T(ctx, "assumed"))
	}
	if r.Doubtful {
		words = append(words, locale.T(ctx, "doubtful"))
	}
	return strings.Join(words, locale.T(ctx, ", "))
}

// How many code points of the last words a chip has room for: letters are narrower than characters.
const (
	fewCharacters = 6
	fewLetters    = 12
)

// lastFew are the last few of the words that go on, of letters whole words.
func (j *JoinEnd) lastFew() string {
	runes := []rune(j.Words)
	latin := runes[max(0, len(runes)-fewLetters):]
	if slices.ContainsFunc(latin, func(r rune) bool { return r >= 0x2E80 }) {
		return "…" + string(runes[max(0, len(runes)-fewCharacters):])
	}
	if _, rest, found := strings.Cut(string(latin), " "); found {
		return "…" + rest
	}
	return "…" + string(latin)
}

// articleName is how an article's number is spoken.
func articleName(ctx context.Context, label string) string {
	if number, found := strings.CutPrefix(label, "P"); found {
		return locale.T(ctx, "package %s", number)
	}
	return locale.T(ctx, "article %s", label)
}

// other names the other end of a join as seen from a page: a block, or another page.
func (j *JoinEnd) other(ctx context.Context, page int) string {
	if j.Page != page {
		return locale.T(ctx, "page %d", j.Page)
	}
	return fmt.Sprint(j.Number)
}

func (j *JoinEnd) url(set int64, page int) string {
	id := fmt.Sprintf("#b-%d-%d", j.Page, j.Start)
	if j.Page == page {
		return id
	}
	return address.SetPage.At(set, j.Page) + id
}
