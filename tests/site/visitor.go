package site

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Visitor is a browser with its cookies; it follows no redirect.
type Visitor struct {
	T      *testing.T // which fails when a request cannot be made
	Site   *Site
	Client *http.Client
}

// In is the same visitor within a part of the test.
func (v *Visitor) In(t *testing.T) *Visitor { return &Visitor{t, v.Site, v.Client} }

// Send sends a request, with the visitor's cookies, and reads the answer whole.
func (v *Visitor) Send(r *http.Request) *Answer {
	v.T.Helper()
	response, err := v.Client.Do(r)
	if err != nil {
		v.T.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }() // it has been read
	body, err := io.ReadAll(response.Body)
	if err != nil {
		v.T.Fatal(err)
	}
	page, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		v.T.Fatal(err)
	}
	return &Answer{v.T, response.StatusCode, response.Header, response.Header.Get("Location"), string(body), page}
}

// Request is one to a path of the site.
func (v *Visitor) Request(method, path string, body io.Reader) *http.Request {
	v.T.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, v.Site.Address+path, body)
	if err != nil {
		v.T.Fatal(err)
	}
	return r
}

// Get asks for a path.
func (v *Visitor) Get(path string) *Answer {
	v.T.Helper()
	return v.Send(v.Request(http.MethodGet, path, nil))
}

// Post sends a form.
func (v *Visitor) Post(path string, form url.Values) *Answer {
	v.T.Helper()
	r := v.Request(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.Send(r)
}

// PostJSON sends what a script sends.
func (v *Visitor) PostJSON(path, body string) *Answer {
	v.T.Helper()
	r := v.Request(http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return v.Send(r)
}

// Program sends a request with a token, and without cookies.
func (s *Site) Program(t *testing.T, method, path, token, body string) *Answer {
	t.Helper()
	v := s.Visitor(t)
	r := v.Request(method, path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+token)
	return v.Send(r)
}

// File is one to be loaded.
type File struct{ Name, Text string }

// Load sends files and fields as the form for loading does.
func (v *Visitor) Load(fields map[string]string, files ...File) *Answer {
	v.T.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, value := range fields {
		if err := w.WriteField(name, value); err != nil {
			v.T.Fatal(err)
		}
	}
	for _, f := range files {
		part, err := w.CreateFormFile("files", f.Name)
		if err != nil {
			v.T.Fatal(err)
		}
		if _, err := io.WriteString(part, f.Text); err != nil {
			v.T.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		v.T.Fatal(err)
	}
	r := v.Request(http.MethodPost, "/loads", &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return v.Send(r)
}

// Bell is what the bell says.
func (v *Visitor) Bell() string {
	v.T.Helper()
	a := v.Get("/account").Is(http.StatusOK)
	if a.Element("bell") == nil {
		v.T.Fatal("the page has no bell")
	}
	return Attribute(a.Element("bell"), "aria-label")
}
