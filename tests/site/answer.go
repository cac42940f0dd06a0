package site

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Answer is what came back, with the page parsed.
type Answer struct {
	T        *testing.T // which fails when the answer is not what it should be
	Status   int
	Header   http.Header
	Location string
	Body     string
	Page     *html.Node
}

// LeadsTo checks that the answer sends the browser on to a path.
func (a *Answer) LeadsTo(path string) {
	a.T.Helper()
	if a.Status != http.StatusSeeOther || a.Location != path {
		a.T.Fatalf("answer: %d %q, want 303 %q\n%s", a.Status, a.Location, path, a.Text())
	}
}

// Is checks the status, and gives the answer back.
func (a *Answer) Is(status int) *Answer {
	a.T.Helper()
	if a.Status != status {
		a.T.Fatalf("answer: %d %q, want %d\n%s", a.Status, a.Location, status, a.Text())
	}
	return a
}

// Element is the one of an id, or nil if absent.
func (a *Answer) Element(id string) *html.Node {
	for n := range a.Page.Descendants() {
		if Attribute(n, "id") == id {
			return n
		}
	}
	return nil
}

// Elements are the texts of the elements with a name below the one with an id.
func (a *Answer) Elements(id, name string) []string {
	a.T.Helper()
	var all []string
	if root := a.Element(id); root != nil {
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && n.Data == name {
				all = append(all, TextOf(n))
			}
		}
	}
	return all
}

// Says checks the text of an element, white space folded, and gives the answer back.
func (a *Answer) Says(id, want string) *Answer {
	a.T.Helper()
	n := a.Element(id)
	if n == nil {
		a.T.Errorf("no #%s; the page says: %s", id, a.Text())
	} else if got := TextOf(n); got != want {
		a.T.Errorf("#%s says %q, want %q", id, got, want)
	}
	return a
}

// Contains checks that the body contains a text, and gives the answer back.
func (a *Answer) Contains(want string) *Answer {
	a.T.Helper()
	if !strings.Contains(a.Body, want) {
		a.T.Errorf("the answer does not contain %s:\n%s", want, a.Body)
	}
	return a
}

// Value is what stands in a field.
func (a *Answer) Value(id string) string {
	a.T.Helper()
	n := a.Element(id)
	if n == nil {
		a.T.Fatalf("no field #%s", id)
	}
	return Attribute(n, "value")
}

// Secret is the path of the link, or the token, that a page shows once.
func (a *Answer) Secret() string {
	a.T.Helper()
	secret := a.Is(http.StatusOK).Value("secret")
	if a.Header.Get("Cache-Control") != "no-store" {
		a.T.Errorf("a page with a secret may be kept: %q", a.Header.Get("Cache-Control"))
	}
	if address, err := url.Parse(secret); err == nil {
		return address.Path
	}
	return secret
}

// ErrorCode is the code of an error answered as JSON.
func (a *Answer) ErrorCode() string {
	a.T.Helper()
	var body struct {
		Error struct{ Code, Message string }
	}
	if err := json.Unmarshal([]byte(a.Body), &body); err != nil {
		a.T.Fatalf("answer %q: %v", a.Body, err)
	}
	return body.Error.Code
}

// Text is what the page says, white space folded, without its title and scripts.
func (a *Answer) Text() string { return TextOf(a.Page) }

// Attribute is an attribute of an element, "" without.
func Attribute(n *html.Node, name string) string {
	for _, attribute := range n.Attr {
		if attribute.Key == name {
			return attribute.Val
		}
	}
	return ""
}

// Has reports whether an element has an attribute, also one without a value.
func Has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// TextOf is the text below a node, white space folded, without titles and scripts.
func TextOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "title" {
			b.WriteString(d.Data)
			b.WriteString(" ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
