package parts

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/a-h/templ"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown reads what people wrote in Markdown, with tables, strikethrough and bare addresses as links.
// HTML in it is left out, as goldmark does by default; the columns of tables are aligned without styles.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)), extension.Strikethrough, extension.Linkify),
	goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithASTTransformers(util.Prioritized(tame{}, 1000))),
)

// Heading is a heading of a text in Markdown.
type Heading struct{ ID, Words string }

// Markdown is a text in Markdown as a component. Its headings begin with h3, skip no rank and have anchors, its links
// lead to web pages, mail addresses and places of Galley only, and pictures become links to them.
func Markdown(source string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b bytes.Buffer
		if err := markdown.Convert([]byte(source), &b, parser.WithContext(parser.NewContext(parser.WithIDs(&anchors{used: map[string]bool{}})))); err != nil {
			return fmt.Errorf("render Markdown: %w", err)
		}
		_, err := b.WriteTo(w)
		return err
	})
}

// HeadingsOf are the headings of the first two ranks of a text in Markdown, for a list of them.
func HeadingsOf(source string) []Heading {
	body := []byte(source)
	read := markdown.Parser().Parse(text.NewReader(body), parser.WithContext(parser.NewContext(parser.WithIDs(&anchors{used: map[string]bool{}}))))
	var found []Heading
	for n := read.FirstChild(); n != nil; n = n.NextSibling() {
		h, is := n.(*ast.Heading)
		if !is || h.Level > 4 {
			continue
		}
		if id, has := h.AttributeString("id"); has {
			found = append(found, Heading{string(id.([]byte)), plainText(h, body)})
		}
	}
	return found
}

// plainText are the words in a node.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker never fails
		switch t := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(t.Segment.Value(source))
			}
		case *ast.String:
			if entering {
				b.Write(t.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// anchors gives headings their ids, in any script: the library's own keep ASCII only. They begin with a
// word of their own, so that none is the id of something else on the page.
type anchors struct{ used map[string]bool }

// Generate is part of parser.IDs.
func (a *anchors) Generate(value []byte, _ ast.NodeKind) []byte {
	words := strings.FieldsFunc(strings.ToLower(string(value)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	base := "g-" + strings.Join(words, "-")
	id := base
	for n := 2; a.used[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	a.used[id] = true
	return []byte(id)
}

// Put is part of parser.IDs.
func (a *anchors) Put(value []byte) { a.used[string(value)] = true }

// tame makes of what was read what may stand on a page of Galley.
type tame struct{}

// lowestHeading is the last rank of headings there is.
const lowestHeading = 6

// Transform is part of parser.ASTTransformer.
func (tame) Transform(document *ast.Document, reader text.Reader, _ parser.Context) {
	var images []*ast.Image
	var above []int                                                                  // the ranks of the headings over the one met
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker never fails
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			for len(above) > 0 && above[len(above)-1] >= n.Level {
				above = above[:len(above)-1]
			}
			above = append(above, n.Level)
			n.Level = min(2+len(above), lowestHeading)
		case *ast.Image:
			images = append(images, n)
		case *ast.Link:
			n.Destination = safeTarget(n.Destination)
			guardLink(n, n.Destination)
		case *ast.AutoLink:
			guardLink(n, n.URL(reader.Source()))
		}
		return ast.WalkContinue, nil
	})
	for _, image := range images {
		linkInstead(image)
	}
}

// linkInstead puts a link to a picture in its place: a page of Galley fetches nothing from elsewhere.
func linkInstead(image *ast.Image) {
	link := ast.NewLink()
	link.Destination, link.Title = safeTarget(image.Destination), image.Title
	guardLink(link, link.Destination)
	for child := image.FirstChild(); child != nil; {
		next := child.NextSibling()
		link.AppendChild(link, child)
		child = next
	}
	if link.FirstChild() == nil {
		link.AppendChild(link, ast.NewString(link.Destination))
	}
	image.Parent().ReplaceChild(image.Parent(), image, link)
}

// guardLink marks a link that leads away from Galley so that nothing is passed on there.
func guardLink(n ast.Node, target []byte) {
	if u, err := url.Parse(string(target)); err == nil && (u.Scheme != "" || u.Host != "") {
		n.SetAttributeString("rel", []byte("noopener noreferrer nofollow"))
	}
}

// schemes are what links may lead to.
var schemes = []string{"", "http", "https", "mailto"}

// safeTarget is a link's target, or "" for one that could do anything else than lead to a page.
func safeTarget(target []byte) []byte {
	resolved := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.IsSpace(r) {
			return -1 // browsers leave them out as well, before they read the scheme
		}
		return r
	}, string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(target)))))
	u, err := url.Parse(resolved)
	if err != nil || !slices.Contains(schemes, strings.ToLower(u.Scheme)) {
		return nil
	}
	return target
}
