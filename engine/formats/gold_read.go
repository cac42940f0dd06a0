package formats

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"galley/engine/document"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// readGold reads a page of the corpus to marks. The file has no text but its quotes: the document
// holds marks alone, under the names of the file, and page 1 stands for the text with its hash.
func readGold(r io.Reader) (*document.Document, error) {
	data, err := readWhole(r)
	if err != nil {
		return nil, err
	}
	if _, err := parseJSON(data); err != nil { // no field twice
		return nil, err
	}
	var g goldFile
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&g); err != nil {
		return nil, notGold(err)
	}
	if g.Format != goldName {
		return nil, at("format", "this is %q; this program reads %s.", clip(g.Format), goldName)
	}
	reader := goldReader{goldFile: &g, known: map[string]bool{}}
	for _, stage := range []func() error{reader.page, reader.blocks, reader.articles, reader.packages, reader.order, reader.joins, reader.spans} {
		if err := stage(); err != nil {
			return nil, err
		}
	}
	if len(g.Notes) > 0 {
		reader.marks.Notes = []markup.NotesMark{{Page: 1, Notes: g.Notes}}
	}
	if err := reader.marks.Verify(reader.source()); err != nil {
		return nil, err
	}
	return &document.Document{Issue: document.IssueInfo{Language: g.Language}, Marks: reader.marks}, nil
}

// notGold says what in a file is not of the format.
func notGold(err error) error {
	if name, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); unknown {
		return fault.Wrap(fault.Invalid, err, "The field %s is not one of %s.", clip(name), goldName)
	}
	return wrongType(err)
}

// goldReader turns a gold file into marks.
type goldReader struct {
	*goldFile
	marks markup.Marks
	known map[string]bool // ids of articles and packages
}

// page takes the name of the text.
func (g *goldReader) page() error {
	if len(g.Source.SHA256) != 64 || g.Source.Codepoints <= 0 {
		return at("source", "it must hold the text's sha256 and how many codepoints it has.")
	}
	if g.Source.Codepoints > MaxPageBytes {
		return at("source.codepoints", "%d are more than a page can have.", g.Source.Codepoints)
	}
	g.marks.Pages = []markup.MarkedPage{{Key: 1, Hash: g.Source.SHA256, Length: g.Source.Codepoints}}
	return nil
}

// blocks takes the blocks; which articles there are is known later.
func (g *goldReader) blocks() error {
	end := 0
	for i, b := range g.Blocks {
		path := fmt.Sprintf("blocks[%d]", i)
		switch {
		case b.Block != i:
			return at(path, "its number is %d, not %d.", b.Block, i)
		case b.Start < end || b.End <= b.Start || b.End > g.Source.Codepoints:
			return at(path, "%d–%d does not follow the block before, or lies outside the text.", b.Start, b.End)
		case utf8.RuneCountInString(b.Quote) != b.End-b.Start:
			return at(path, "it quotes %d code points for %d–%d.", utf8.RuneCountInString(b.Quote), b.Start, b.End)
		}
		end = b.End
		mark := markup.BlockMark{Start: b.Start, End: b.End, State: markup.Decided, Role: b.Role, Turns: b.Turns, Quote: b.Quote}
		if b.Article != nil {
			mark.Article = *b.Article
		}
		g.marks.Pages[0].Blocks = append(g.marks.Pages[0].Blocks, mark)
	}
	return nil
}

// articles takes the articles and verifies that each lists its own blocks.
func (g *goldReader) articles() error {
	own := map[string][]int{}
	for i, b := range g.Blocks {
		if b.Article != nil {
			own[*b.Article] = append(own[*b.Article], i)
		}
	}
	for i, a := range g.Articles {
		path := fmt.Sprintf("articles[%d]", i)
		if err := g.name(a.ID, path); err != nil {
			return err
		}
		listed := slices.Sorted(slices.Values(a.Blocks))
		if !slices.Equal(listed, own[a.ID]) {
			return at(path+".blocks", "it lists the blocks %v; those that name it are %v.", a.Blocks, own[a.ID])
		}
		g.moveBlocks(a.Blocks)
		mark := markup.ArticleMark{ID: a.ID, Article: markup.Article{Type: a.Type, Headless: a.HeadlineMissing}}
		if a.Title != nil {
			mark.Title = g.ownTitle(a.Blocks, *a.Title, false)
		}
		for name, value := range map[string]string{vocabulary.AttrAgency: a.Agency, vocabulary.AttrContinuesOn: a.ContinuesOn, vocabulary.AttrContinued: a.ContinuedFrom} {
			if value != "" {
				if mark.Attributes == nil {
					mark.Attributes = map[string]string{}
				}
				mark.Attributes[name] = value
			}
		}
		g.marks.Articles = append(g.marks.Articles, mark)
	}
	return nil
}

func (g *goldReader) name(id, path string) error {
	if id == "" || g.known[id] {
		return at(path, "the id %q is empty, or used twice.", clip(id))
	}
	g.known[id] = true
	return nil
}

// moveBlocks gives places to blocks of an article that do not stand in the order they are listed in.
func (g *goldReader) moveBlocks(listed []int) {
	last, rank := -1, int64(0)
	for _, i := range listed {
		if i > last {
			last, rank = i, 0
			continue
		}
		rank++
		g.marks.Pages[0].Blocks[i].Place = &markup.Place{Page: 1, Offset: g.Blocks[last].Start, Rank: rank}
	}
}

// ownTitle is the title of an article, "" if it is only the text of its headlines or heads.
func (g *goldReader) ownTitle(blocks []int, title string, heads bool) string {
	var words []string
	for _, i := range blocks {
		switch role, _ := vocabulary.RoleByID(g.Blocks[i].Role); {
		case role.Is(vocabulary.RoleHeadline) || role.Kind == vocabulary.GroupHead && heads:
			words = append(words, strings.Fields(g.Blocks[i].Quote)...)
			continue
		case role.Kind == vocabulary.Heading:
			continue
		}
		break
	}
	if strings.Join(words, " ") == title {
		return ""
	}
	return title
}

// source is a page with the quoted blocks and nothing between them, to try the marks on.
func (g *goldReader) source() *markup.Source {
	var words strings.Builder
	at := 0
	p := &markup.Page{Key: 1, Hash: g.Source.SHA256, Rule: markup.BoundaryRule}
	for _, b := range g.Blocks {
		words.WriteString(strings.Repeat("\n", b.Start-at))
		words.WriteString(b.Quote)
		at = b.End
		p.Blocks = append(p.Blocks, text.Span{Start: b.Start, End: b.End})
	}
	words.WriteString(strings.Repeat("\n", g.Source.Codepoints-at))
	p.Text = text.NewText(words.String())
	return &markup.Source{Language: g.Language, Pages: []*markup.Page{p}}
}
