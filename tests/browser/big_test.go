package browser

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
)

// big is a page as long as wanted: blocks of about size characters, most of them marked.
type big struct {
	blocks, size, spans int
}

const (
	bigArticle = 25 // blocks of an article
	bigOpen    = 20 // every so many blocks one is left undecided
)

// text is the page: no block's text is another's, and a few characters stand beyond the BMP.
func (b big) text() string {
	var text strings.Builder
	for i := range b.blocks {
		words := fmt.Sprintf("第%d段𠮷", i+1)
		text.WriteString(words)
		filling := []rune(strings.Repeat("铅字排在版上，读者早晨买报。", b.size/14+1))
		text.WriteString(string(filling[:max(1, b.size-len([]rune(words))-1)]))
		text.WriteString("。\n\n")
	}
	return text.String()
}

// marks are an article to 25 blocks, its first a headline, and spans spread evenly.
func (b big) marks(page *markup.Page) markup.Marks {
	marked := markup.MarkedPage{Key: page.Key, Hash: page.Hash}
	var marks markup.Marks
	for i, block := range page.Blocks {
		article := fmt.Sprintf("a%d", i/bigArticle+1)
		mark := markup.BlockMark{Start: block.Start, End: block.End, State: markup.Decided, Role: "body", Article: article}
		switch {
		case i%bigArticle == 0:
			marks.Articles = append(marks.Articles, markup.ArticleMark{ID: article, Article: markup.Article{Type: "news"}})
			mark.Role = "headline"
		case i%bigOpen == bigOpen-1:
			mark = markup.BlockMark{Start: block.Start, End: block.End, State: markup.Undecided}
		}
		marked.Blocks = append(marked.Blocks, mark)
	}
	marks.Pages = []markup.MarkedPage{marked}
	for i := range b.spans {
		at := page.Blocks[i*len(page.Blocks)/b.spans].Start + 2*(i%3)
		marks.Spans = append(marks.Spans, markup.SpanMark{ID: fmt.Sprintf("s%d", i+1), Mark: markup.Mark{
			Role: "person", At: []markup.Piece{{Page: page.Key, Start: at, End: at + 2}}}})
	}
	return marks
}

// loadBig stores the page as an issue of its own and marks it in one step.
func (s *site) loadBig(t testing.TB, name string, b big) int64 {
	t.Helper()
	return s.loadMarked(t, name, b.text(), b.marks)
}

// loadMarked stores a text as the one page of an issue and marks it in one step.
func (s *site) loadMarked(t testing.TB, name, words string, marks func(*markup.Page) markup.Marks) int64 {
	t.Helper()
	ctx := context.Background()
	made, err := s.store.CreateIssue(ctx, models.NewIssue{Publication: name, Language: "zh-Hans", Date: "2031-05-09", Number: "1",
		Pages: []models.NewPage{{Text: words}}})
	if err != nil {
		t.Fatal(err)
	}
	work := s.server.Desk
	view, err := work.View(ctx, made.Set.ID)
	if err != nil {
		t.Fatal(err)
	}
	author := models.User{Name: "marks of " + name, Role: vocabulary.Editor}
	if err := s.store.CreateUser(ctx, &author); err != nil {
		t.Fatal(err)
	}
	_, err = work.Apply(ctx, desk.Request{Set: made.Set.ID, ID: text.NewID(), Kind: "import", Raw: []byte(`{"kind":"import"}`),
		Act: &markup.Import{Marks: marks(view.Source().Pages[0])}, Actor: markup.Actor{ID: author.ID, Role: author.Role}, At: clock()})
	if err != nil {
		t.Fatal(err)
	}
	return made.Set.ID
}
