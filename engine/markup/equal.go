package markup

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Equal reports whether a and b are the same marks on the same texts, once articles and spans are
// renamed in reading order. Left aside are provenance (versions, authors, the state of the set, who
// dismissed a problem), how an assumed block is stored, and cells that say nothing.
func Equal(a, b *Set) bool { return len(Differences(a, b)) == 0 }

// Differences are sentences on what a and b do not share, or nil if they are equal. Only tests ask: it is the
// measure of the promise that what goes out comes back, to which the tests of several packages hold it.
func Differences(a, b *Set) []string {
	if differing := differingSources(a.source, b.source); len(differing) > 0 {
		return differing
	}
	first, second := a.Standoff().facts(), b.Standoff().facts()
	var sentences []string
	for _, key := range first.keys {
		x, y := first.said[key], second.said[key]
		switch {
		case y == "":
			sentences = append(sentences, fmt.Sprintf("Only the first set has %s: %s.", key, x))
		case x != y:
			sentences = append(sentences, fmt.Sprintf("The first set says of %s: %s; the second: %s.", key, x, y))
		}
	}
	for _, key := range second.keys {
		if first.said[key] == "" {
			sentences = append(sentences, fmt.Sprintf("Only the second set has %s: %s.", key, second.said[key]))
		}
	}
	return sentences
}

// differingSources says in what the texts under two sets differ.
func differingSources(a, b *Source) []string {
	if len(a.Pages) != len(b.Pages) {
		return []string{fmt.Sprintf("The first set has %d pages, the second %d.", len(a.Pages), len(b.Pages))}
	}
	var sentences []string
	for i, p := range a.Pages {
		q := b.Pages[i]
		if p.Key != q.Key || p.Hash != q.Hash || !slices.Equal(p.Blocks, q.Blocks) {
			sentences = append(sentences, fmt.Sprintf("Page %d of the first set and page %d of the second are different texts.", p.Key, q.Key))
		}
	}
	return sentences
}

// facts are marks as sentences, by what they are about.
type facts struct {
	keys []string
	said map[string]string
}

func (f *facts) add(key string, value any) {
	for n := 2; f.said[key] != ""; n++ {
		key = fmt.Sprintf("%s (%d)", strings.TrimSuffix(key, fmt.Sprintf(" (%d)", n-1)), n)
	}
	data, err := json.Marshal(value)
	if err != nil {
		panic("markup: a mark cannot be written: " + err.Error()) // plain structs of strings and numbers
	}
	f.keys = append(f.keys, key)
	f.said[key] = string(data)
}

func (m Marks) facts() *facts {
	f := &facts{said: map[string]string{}}
	for _, p := range m.Pages {
		for _, b := range p.Blocks {
			f.add(fmt.Sprintf("block %d–%d of page %d", b.Start, b.End, p.Key), b)
		}
	}
	for _, c := range m.Cuts {
		f.add(fmt.Sprintf("the cut at %d of page %d", c.At, c.Page), c)
	}
	for _, a := range m.Articles {
		f.add("article "+a.ID, a)
	}
	for _, j := range m.Joins {
		f.add(fmt.Sprintf("the join at %d of page %d", j.End, j.Page), j)
	}
	for _, s := range m.Spans {
		f.add("span "+s.ID, s)
	}
	for _, c := range m.Corrections {
		f.add("correction "+c.ID, c)
	}
	for _, p := range m.Pictures {
		f.add("picture "+p.ID, p)
	}
	for _, n := range m.Notes {
		f.add(fmt.Sprintf("the notes of page %d", n.Page), n)
	}
	for _, s := range m.States {
		f.add(fmt.Sprintf("the state of %s", s.scope()), s)
	}
	for _, d := range m.Dismissals {
		f.add(fmt.Sprintf("the dismissed %s of %s", d.Problem, d.scope()), d.Reason)
	}
	return f
}

func (d DismissalMark) scope() string {
	if d.Start != nil {
		return fmt.Sprintf("the block at %d of page %d", *d.Start, d.Page)
	}
	return "article " + d.Article
}

func (s StateMark) scope() string {
	if s.Page > 0 {
		return fmt.Sprintf("page %d", s.Page)
	}
	return "article " + s.Article
}
