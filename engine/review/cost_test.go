//go:build unix

package review

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"galley/engine/markup"
	"galley/engine/text"
)

// The sizes between which the cost of comparing must grow as they do.
const (
	smallBlocks, smallSpans = 1_000, 500
	largeBlocks, largeSpans = 10_000, 5_000
	mostGrowth              = 12
)

// allOf is all that is computed of two sets, gamma apart; planOf is what it takes to decide all of it.
func allOf(t testing.TB, a, b *markup.Set) *Comparison {
	c := comparing(t, a, b)
	c.Agree(0, 1)
	c.AgreeAll()
	c.Confusion(0, 1)
	c.AlphaInterval(20, 0.95, 1)
	for _, p := range a.Source().Pages {
		c.Rows(p.Key)
	}
	if len(c.Differences) < 10 {
		t.Fatalf("only %d differences", len(c.Differences))
	}
	return c
}

func planOf(t testing.TB, c *Comparison) {
	if _, err := c.Plan(markup.NewSet(c.Set(0).Source()), c.TakeAll(0), Settings{Agreed: true}); err != nil {
		t.Fatal(err)
	}
}

// TestBenchGrowth measures the two sizes in turn and prints their ratio.
func TestBenchGrowth(t *testing.T) {
	if os.Getenv("GALLEY_BENCH") != "1" {
		t.Log("nothing is measured without GALLEY_BENCH=1, as make bench sets it")
		return
	}
	for _, shape := range []string{"one page", "many pages", "chained articles"} {
		a, b := largeSets(t, shape, smallBlocks, smallSpans)
		x, y := largeSets(t, shape, largeBlocks, largeSpans)
		small, large := allOf(t, a, b), allOf(t, x, y)
		if ratio := growth(t, shape+", compared and measured", func() { allOf(t, a, b) }, func() { allOf(t, x, y) }); ratio > mostGrowth {
			t.Errorf("%s: the ratio is %.1f, wanted ≤ %d", shape, ratio, mostGrowth)
		}
		growth(t, shape+", all decided", func() { planOf(t, small) }, func() { planOf(t, large) })
	}
}

// growth prints what large costs in relation to small. The cheapest of several rounds says what each
// costs; small is done ten times in a round, so that garbage is collected in both.
func growth(t *testing.T, what string, small, large func()) float64 {
	t.Helper()
	const times = 10
	s, l := time.Hour, time.Hour
	for range 6 {
		s = min(s, took(func() {
			for range times {
				small()
			}
		})/times)
		l = min(l, took(large))
	}
	ratio := float64(l) / float64(s)
	t.Logf("%s: %d blocks and %d spans cost %.1f times what %d and %d do (%v and %v)",
		what, largeBlocks, largeSpans, ratio, smallBlocks, smallSpans, l, s)
	return ratio
}

// took is the time that all processors spent on do, collecting garbage included: what else
// runs on the machine does not count.
func took(do func()) time.Duration {
	before := spent()
	do()
	return spent() - before
}

func spent() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err) // it knows no reason to fail for oneself
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func BenchmarkCompare(b *testing.B) {
	for _, size := range [][2]int{{smallBlocks, smallSpans}, {largeBlocks, largeSpans}} {
		first, second := largeSets(b, "one page", size[0], size[1])
		b.Run(fmt.Sprintf("%d blocks", size[0]), func(b *testing.B) {
			for b.Loop() {
				planOf(b, allOf(b, first, second))
			}
		})
	}
}

// largeSets are two sets that differ here and there: in cuts, starts of articles, roles and spans.
// If articles are chained, each begins one block later in the second set.
func largeSets(t testing.TB, shape string, blocks, spans int) (a, b *markup.Set) {
	const line = "渡口昨日重新开放，两岸居民不必再绕行。Text of a block."
	source := &markup.Source{Language: "zh-Hans"}
	perPage := blocks
	if shape == "many pages" {
		perPage = 50
	}
	for key := 1; len(source.Pages)*perPage < blocks; key++ {
		source.Pages = append(source.Pages, markup.NewPage(key, strings.Repeat(line+"\n\n", perPage)))
	}
	return largeSet(t, source, shape, spans, 0), largeSet(t, source, shape, spans, 1)
}

func largeSet(t testing.TB, source *markup.Source, shape string, spans, version int) *markup.Set {
	m := markup.NewSet(source).Standoff()
	number, article := 0, ""
	every := 0
	for i := range m.Pages {
		page := &m.Pages[i]
		var marked []markup.BlockMark
		for _, b := range page.Blocks {
			number++
			shift := 0
			if version == 1 && (shape == "chained articles" || number%70 < 10) {
				shift = 1
			}
			b.State, b.Role = markup.Decided, "body"
			if (number-shift)%10 == 1 || article == "" {
				article = fmt.Sprintf("a%d", number)
				m.Articles = append(m.Articles, markup.ArticleMark{ID: article, Article: markup.Article{Type: "news"}})
				b.Role = "headline"
			} else if number%33 == 5*version {
				b.Role = "caption"
			}
			b.Article = article
			if spansHere := spans * number / (len(source.Pages) * len(page.Blocks)); spansHere > every {
				every = spansHere
				at := markup.Piece{Page: page.Key, Start: b.Start + 2, End: b.Start + 6 + version*(number%3)}
				m.Spans = append(m.Spans, markup.SpanMark{ID: fmt.Sprintf("s%d", number), Mark: markup.Mark{At: []markup.Piece{at}, Role: "person"}})
			}
			if cut := b.Start + 20; version == 1 && number%50 == 7 {
				m.Cuts = append(m.Cuts, markup.CutMark{Page: page.Key, At: cut})
				left := b
				left.End, b.Start = cut, cut
				marked = append(marked, left)
			}
			marked = append(marked, b)
		}
		page.Blocks = marked
	}
	step, err := markup.NewSet(source).ImportStep(m, text.DerivedID("large", version), false)
	if err != nil {
		t.Fatal(err)
	}
	set, err := markup.NewSet(source).Apply(markup.LoggedStep{Version: 1, ID: text.DerivedID("large", 10+version), Author: 1, Step: step})
	if err != nil {
		t.Fatal(err)
	}
	return set
}
