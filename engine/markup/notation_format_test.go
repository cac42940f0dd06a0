package markup

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// formatSet is the notation of a set. What has no name yet is named in reading order.
func formatSet(s *Set) string {
	f := &formatter{set: s, blocks: numbered(s), names: map[text.ID]string{}}
	f.nameAll()
	var entries []string
	for i, b := range f.blocks {
		entries = append(entries, f.block(i, b))
	}
	for len(entries) > 1 && strings.HasSuffix(entries[len(entries)-1], " .") && !strings.Contains(entries[len(entries)-1], "'") {
		entries = entries[:len(entries)-1]
	}
	parts := []string{strings.Join(entries, " / ")}
	parts = append(parts, f.others()...)
	return strings.Join(parts, " | ")
}

type formatter struct {
	set    *Set
	blocks []BlockView
	names  map[text.ID]string
}

func (f *formatter) nameAll() {
	known := map[text.ID]string{}
	for _, letter := range "ascp" {
		for n := range 20 {
			name := fmt.Sprintf("%c%d", letter, n)
			known[testID(name)] = name
		}
	}
	taken := map[string]bool{}
	var fresh []string
	note := func(letter string, id text.ID) {
		if name, found := known[id]; found {
			f.names[id], taken[name] = name, true
		} else {
			fresh = append(fresh, letter+id)
		}
	}
	for id := range f.set.Articles() {
		note("a", id)
	}
	for _, b := range f.blocks {
		for _, m := range f.set.MarksIn(b.Extent) {
			note("s", m.ID)
		}
	}
	for id := range f.set.corrections.all() {
		note("c", id)
	}
	for id := range f.set.pictures.all() {
		note("p", id)
	}
	for _, entry := range fresh {
		for n := 1; f.names[entry[1:]] == ""; n++ {
			if name := entry[:1] + strconv.Itoa(n); !taken[name] {
				f.names[entry[1:]], taken[name] = name, true
			}
		}
	}
}

func (f *formatter) number(p position) int {
	return slices.IndexFunc(f.blocks, func(b BlockView) bool { return b.start() == p }) + 1
}

// within names a place by the block that holds it.
func (f *formatter) within(page, at int) (number, start int) {
	i := slices.IndexFunc(f.blocks, func(b BlockView) bool { return b.Page == page && b.Start <= at && at < b.End })
	return i + 1, f.blocks[i].Start
}

func (f *formatter) block(i int, b BlockView) string {
	words := []string{strconv.Itoa(i + 1)}
	if page := f.set.source.Page(b.Page); page.Blocks[page.blockAt(b.Start)].Start != b.Start {
		words[0] += "'" + strconv.Itoa(b.Start-page.Blocks[page.blockAt(b.Start)].Start)
	}
	stored := f.set.blocks.has(b.start())
	switch {
	case b.State == Undecided:
		words = append(words, ".")
		if stored && b.Tail == "" && !b.Doubtful {
			words[1] = "!" // a cell that says nothing, or only that no run goes on
		}
	case !stored:
		return words[0] + " ? " + f.names[b.Article]
	case b.State == Assumed:
		words = append(words, b.Role+"?")
	default:
		words = append(words, b.Role)
	}
	if b.Article != "" {
		words = append(words, f.names[b.Article])
	}
	return strings.Join(append(words, f.said(b, stored)...), " ")
}

// said is what a block's cell says beside role and article.
func (f *formatter) said(b BlockView, stored bool) []string {
	var words []string
	if stored && b.Tail != "" {
		words = append(words, "~"+f.names[b.Tail])
	}
	if j, joined := f.set.JoinFrom(b.Extent); joined {
		sign := map[Glue]string{GlueSpace: "_", GlueNewline: "|", GlueDehyphenate: "-"}[j.Glue]
		words = append(words, fmt.Sprintf(">%d%s", f.number(position{j.Page, j.Start}), sign))
	}
	if len(b.Turns) > 0 {
		var turns []string
		for _, turn := range b.Turns {
			turns = append(turns, strconv.Itoa(turn-b.Start))
		}
		words = append(words, "^"+strings.Join(turns, ","))
	}
	if b.Place != nil {
		words = append(words, f.place(*b.Place))
	}
	if b.Doubtful {
		words = append(words, "doubt")
	}
	return words
}

func (f *formatter) place(p Place) string {
	return fmt.Sprintf("<%d.%g", f.number(position{p.Page, p.Offset}), float64(p.Rank)/rankStep)
}

func (f *formatter) piece(p Piece) string {
	n, start := f.within(p.Page, p.Start)
	return fmt.Sprintf("%d:%d-%d", n, p.Start-start, p.End-start)
}

func (f *formatter) others() []string {
	var entries []string
	for id, a := range f.set.Articles() {
		if words := f.article(a); len(words) > 1 || words[0] != vocabulary.TypeNews {
			entries = append(entries, f.names[id]+" "+strings.Join(words, " "))
		}
	}
	for id, m := range f.set.Marks() {
		var pieces []string
		for _, p := range m.At {
			pieces = append(pieces, f.piece(p))
		}
		words := append([]string{f.names[id], m.Role, strings.Join(pieces, "+")}, f.details(m.Parent, m.Attributes)...)
		entries = append(entries, strings.Join(words, " "))
	}
	for id, c := range f.set.Corrections() {
		entries = append(entries, fmt.Sprintf("%s %s=%s", f.names[id], f.piece(c.Piece()), c.Text))
	}
	for id, p := range f.set.Pictures() {
		n, _ := f.within(p.Page, p.Offset)
		words := append([]string{f.names[id], strconv.Itoa(n)}, f.details(p.Article, p.Attributes)...)
		entries = append(entries, strings.Join(words, " "))
	}
	for c, v := range f.set.Remarks() {
		var name string
		switch {
		case c.Kind == NotesCell:
			entries = append(entries, fmt.Sprintf("notes%d %s", c.Page, strings.Join(v.(Notes), " ")))
			continue
		case c.Kind == WithheldCell:
			w := v.(Withholding)
			entries = append(entries, strings.TrimSpace(fmt.Sprintf("w%s %s %s", f.names[c.ID], w.Reason, w.Words)))
			continue
		case c.ID != "":
			name = f.names[c.ID]
		case c.Page != 0:
			name = fmt.Sprintf("page%d", c.Page)
		default:
			name = "set"
		}
		entries = append(entries, fmt.Sprintf("%s %s", name, v))
	}
	for c, v := range f.set.Dismissals() {
		about := f.names[c.ID]
		if c.ID == "" {
			n, _ := f.within(c.Page, c.At)
			about = strconv.Itoa(n)
		}
		entries = append(entries, fmt.Sprintf("no%s %s %s", about, c.Problem, v.Reason))
	}
	slices.SortStableFunc(entries, compareEntries)
	return entries
}

// compareEntries orders a1, a2, s1, c1, p1, set.
func compareEntries(a, b string) int {
	rank := func(e string) int { return strings.IndexByte("ascpnw", e[0]) }
	if rank(a) != rank(b) {
		return rank(a) - rank(b)
	}
	x, _, _ := strings.Cut(a, " ")
	y, _, _ := strings.Cut(b, " ")
	return cmp2(x, y)
}

func cmp2(x, y string) int {
	if len(x) != len(y) {
		return len(x) - len(y)
	}
	return strings.Compare(x, y)
}

func (f *formatter) article(a Article) []string {
	words := append([]string{a.Type}, f.details(a.Parent, nil)...)
	if a.Headless {
		words = append(words, "headless")
	}
	if a.Title != "" {
		words = append(words, `"`+a.Title+`"`)
	}
	words = append(words, f.details("", a.Attributes)...)
	if len(a.Notes) > 0 {
		words = append(words, "notes="+strings.Join(a.Notes, ";"))
	}
	if a.Place != nil {
		words = append(words, f.place(*a.Place))
	}
	return words
}

func (f *formatter) details(parent text.ID, attributes map[string]string) []string {
	var words []string
	for name, value := range attributes {
		words = append(words, name+"="+value)
	}
	slices.Sort(words)
	if parent != "" {
		words = append([]string{"in " + f.names[parent]}, words...)
	}
	return words
}
