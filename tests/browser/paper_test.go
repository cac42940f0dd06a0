package browser

import (
	"fmt"
	"strings"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
)

// paper is a page of articles as an editor leaves them: a headline, a byline with its persons, text in
// which persons and places are marked and which breaks off once and goes on in the next block, and
// now and then a block that is still undecided.
type paper struct {
	blocks int
	size   int // characters of a block of text
	marks  int // spans and joins together
}

// Where things stand among the blocks of an article.
const (
	paperArticle = 25
	paperByline  = 1
	paperBreak   = 10 // breaks off, and goes on in the next
	paperOpen    = 20 // every so many blocks one is left undecided
)

const paperAuthors = "本报记者 王小明 通讯员 李新华"

// paperParts are the parts of the byline: where they begin and end, and what they are.
var paperParts = []struct {
	start, end int
	role       string
}{{0, 2, "source"}, {2, 4, "person-role"}, {5, 8, "person"}, {9, 12, "person-role"}, {13, 16, "person"}}

// text is the page. No two texts are alike, and a few characters stand beyond the BMP.
func (p paper) text() string {
	filling := []rune(strings.Repeat("铅字排在版上，读者早晨买报。", p.size/14+1))
	var text strings.Builder
	for i := range p.blocks {
		switch i % paperArticle {
		case 0:
			fmt.Fprintf(&text, "第%d号消息昨夜传到渌江两岸", i/paperArticle+1)
		case paperByline:
			text.WriteString(paperAuthors)
		default:
			words := fmt.Sprintf("第%d段𠮷", i+1)
			text.WriteString(words + string(filling[:p.size-len([]rune(words))-1]))
			if i%paperArticle == paperBreak {
				text.WriteString("读")
			} else {
				text.WriteString("。")
			}
		}
		text.WriteString("\n\n")
	}
	return text.String()
}

// marked are the marks of the page: bylines and joins first, then as many spans in the text as make up
// the number, spread evenly.
func (p paper) marked(page *markup.Page) markup.Marks {
	marked := markup.MarkedPage{Key: page.Key, Hash: page.Hash}
	var marks markup.Marks
	var texts []text.Span
	span := func(role string, start, end int) {
		marks.Spans = append(marks.Spans, markup.SpanMark{ID: fmt.Sprintf("s%d", len(marks.Spans)+1), Mark: markup.Mark{
			Role: role, At: []markup.Piece{{Page: page.Key, Start: start, End: end}}}})
	}
	for i, block := range page.Blocks {
		article := fmt.Sprintf("a%d", i/paperArticle+1)
		mark := markup.BlockMark{Start: block.Start, End: block.End, State: markup.Decided, Role: "body", Article: article}
		switch i % paperArticle {
		case 0:
			marks.Articles = append(marks.Articles, markup.ArticleMark{ID: article, Article: markup.Article{Type: "news"}})
			mark.Role = "headline"
		case paperByline:
			mark.Role = "byline"
			for _, part := range paperParts {
				span(part.role, block.Start+part.start, block.Start+part.end)
			}
		case paperBreak:
			next := page.Blocks[i+1]
			marks.Joins = append(marks.Joins, markup.JoinMark{Page: page.Key, End: block.End, To: markup.Join{Page: page.Key, Start: next.Start, Glue: "none", Certain: true}})
			texts = append(texts, block)
		default:
			if i%paperOpen == paperOpen-1 {
				mark = markup.BlockMark{Start: block.Start, End: block.End, State: markup.Undecided}
			}
			texts = append(texts, block)
		}
		marked.Blocks = append(marked.Blocks, mark)
	}
	marks.Pages = []markup.MarkedPage{marked}
	rest := p.marks - len(marks.Spans) - len(marks.Joins)
	for i := range rest {
		// The k-th span of a block stands behind the one before it.
		n, turn := i%len(texts), i/len(texts)
		at := texts[n].Start + 8 + 6*turn
		span([]string{"person", "place"}[i%2], at, at+2)
	}
	return marks
}

func TestAPaperHasTheMarksThatItSays(t *testing.T) {
	for _, p := range []paper{{50, 108, 100}, {3500, 108, 5000}} {
		page := markup.NewPage(1, p.text())
		marks := p.marked(page)
		if got := len(marks.Spans) + len(marks.Joins); len(page.Blocks) != p.blocks || got != p.marks {
			t.Errorf("%d blocks with %d marks, want %d and %d", len(page.Blocks), got, p.blocks, p.marks)
		}
		if n := page.Text.Len(); n < p.blocks*100 {
			t.Errorf("%d characters for %d blocks", n, p.blocks)
		}
	}
}
