package formats

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"galley/engine/document"
	"galley/engine/markup"
)

// largeSet is an issue of one page with the given number of blocks of 100 characters: an article of
// twenty blocks after the other, each with a headline, a join and a byline.
func largeSet(t testing.TB, blocks int) *markup.Set {
	t.Helper()
	sentence := strings.Repeat("会议要求把各项工作落到实处。", 7)
	var text strings.Builder
	for i := range blocks {
		fmt.Fprintf(&text, "%-6d𠮷%s\n\n", i, string([]rune(sentence)[:91]))
	}
	page := markup.NewPage(1, text.String())
	m := markup.Marks{Pages: []markup.MarkedPage{{Key: 1, Hash: page.Hash}}}
	article := ""
	for i, b := range page.Blocks {
		role := "body"
		if i%20 == 0 {
			role, article = "headline", fmt.Sprintf("x%d", i)
			m.Articles = append(m.Articles, markup.ArticleMark{ID: article, Article: markup.Article{Type: "news"}})
		}
		m.Pages[0].Blocks = append(m.Pages[0].Blocks, markup.BlockMark{Start: b.Start, End: b.End, State: markup.Decided, Role: role, Article: article})
		switch i % 20 {
		case 1:
			m.Spans = append(m.Spans, markup.SpanMark{ID: fmt.Sprint(i), Mark: markup.Mark{Role: "byline", At: []markup.Piece{{Page: 1, Start: b.Start, End: b.Start + 8}}}})
		case 2, 4, 6, 8:
			next := markup.Join{Page: 1, Start: page.Blocks[i+1].Start, Glue: markup.GlueNone, Certain: true}
			m.Joins = append(m.Joins, markup.JoinMark{Page: 1, End: b.End, To: next})
		}
	}
	return imported(t, &markup.Source{Pages: []*markup.Page{page}}, m)
}

func TestALargeIssueSurvives(t *testing.T) { checkRoundTrip(t, largeSet(t, 500)) }

// BenchmarkExport writes an issue of 1,000,000 characters and 10,000 blocks, and reads it.
func BenchmarkExport(b *testing.B) {
	set := largeSet(b, 10_000)
	b.Logf("%d characters", set.Source().Pages[0].Text.Len())
	for _, f := range ownFormats() {
		b.Run("write "+f.Key, func(b *testing.B) {
			for b.Loop() {
				if err := f.Write(io.Discard, document.Build(set, testIssue, testProvenance)); err != nil {
					b.Fatal(err)
				}
			}
		})
		file := written(b, f, set)
		b.Run("check "+f.Key, func(b *testing.B) {
			b.SetBytes(int64(len(file)))
			for b.Loop() {
				if _, err := Check(bytes.NewReader(file), "x"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
