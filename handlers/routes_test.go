package handlers_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/vocabulary"
	"galley/handlers/core"
	"galley/static"
	"galley/tests/site"
)

func TestOpenPagesAnswerStrangers(t *testing.T) {
	t.Parallel()
	v := site.New(t).Visitor(t)
	v.Get("/healthz").Is(http.StatusOK)
	v.Get("/sign-in").Is(http.StatusOK)
	a := v.Get(static.URL("css/base.css")).Is(http.StatusOK)
	if got := a.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
		t.Errorf("Cache-Control of a versioned file: %q", got)
	}
	a = v.Get("/static/css/base.css").Is(http.StatusOK)
	if got := a.Header.Get("Cache-Control"); got != "no-cache" {
		t.Errorf("Cache-Control of a file without version: %q", got)
	}
	for _, path := range []string{"/static/", "/static/css/", "/static/css/none.css", "/static/../handlers/routes.go"} {
		v.Get(path).Is(http.StatusNotFound)
	}
}

func TestOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	v := s.As(t, "wei")
	tests := []struct {
		name, header, value string
		refused             bool
	}{
		{"a form of another site", "Sec-Fetch-Site", "cross-site", true},
		{"a form of a neighbour", "Sec-Fetch-Site", "same-site", true},
		{"an old browser on another site", "Origin", "https://evil.example", true},
		{"our own form", "Sec-Fetch-Site", "same-origin", false},
		{"our own form in an old browser", "Origin", s.Address, false},
		{"a program", "X-Nothing", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := v.In(t)
			r := v.Request(http.MethodPost, "/account", strings.NewReader(""))
			r.Header.Set(tt.header, tt.value)
			a := v.Send(r)
			if tt.refused {
				a.Is(http.StatusForbidden).Says("trouble", "Another site sent this request, so Galley did not follow it. Open Galley itself and try again.")
				return
			}
			a.Is(http.StatusUnprocessableEntity)
		})
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	v := site.New(t).Visitor(t)
	for _, path := range []string{"/sign-in", "/healthz", "/static/css/base.css", "/no/such/page"} {
		t.Run(path, func(t *testing.T) {
			header := v.In(t).Get(path).Header
			want := map[string]string{
				"Content-Security-Policy":    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
				"X-Content-Type-Options":     "nosniff",
				"Referrer-Policy":            "same-origin",
				"Cross-Origin-Opener-Policy": "same-origin",
			}
			for name, value := range want {
				if diff := cmp.Diff(value, header.Get(name)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
			if header.Get("X-Request-Id") == "" {
				t.Error("no request id")
			}
		})
	}
}

// A script of type application/json is data: no browser runs it.
func TestNoInlineScriptOrStyle(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Administrator)
	v := s.As(t, "wei")
	for _, path := range []string{"/issues", "/issues/new", "/account", "/no/such/page"} {
		a := v.Get(path)
		for n := range a.Page.Descendants() {
			runs := n.Data == "script" && site.Attribute(n, "src") == "" && site.Attribute(n, "type") != "application/json"
			if site.Attribute(n, "style") != "" || n.Data == "style" || runs {
				t.Errorf("%s holds an inline script or style: <%s>", path, n.Data)
			}
		}
	}
}

func TestTrouble(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	v := s.As(t, "wei")
	v.Get("/no/such/page").Is(http.StatusNotFound).Says("trouble", "There is no page at this address. Continue from the list of issues.")
	v.Get("/issues/x").Is(http.StatusNotFound).Says("trouble", "There is no such issue. Choose one from the list.")
	v.Get("/issues/77").Is(http.StatusNotFound)
	v.Send(v.Request(http.MethodDelete, address.Issues, nil)).Is(http.StatusNotFound)
}

func TestInnerErrorsStayInside(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	e := s.Server.Routes()
	e.GET("/panic", func(echo.Context) error { panic("secret one") }, s.Server.Around(core.Page, core.Everybody)...)
	e.GET("/error", func(echo.Context) error { return errors.New("secret two") }, s.Server.Around(core.Page, core.Everybody)...)
	e.GET("/json", func(echo.Context) error { return errors.New("secret three") }, s.Server.Around(core.Live, core.Everybody)...)
	s.Serve(t, e)
	v := s.Visitor(t)
	const sentence = "Something went wrong inside Galley. Nothing was lost; please try again."
	for _, path := range []string{"/panic", "/error", "/json"} {
		a := v.Get(path).Is(http.StatusInternalServerError)
		if strings.Contains(a.Body, "secret") || strings.Contains(a.Body, "goroutine") || !strings.Contains(a.Body, sentence) {
			t.Errorf("%s answers %q", path, a.Body)
		}
	}
	for _, secret := range []string{"secret one", "secret two", "secret three"} {
		if !strings.Contains(s.Log.String(), secret) {
			t.Errorf("the log does not hold %q", secret)
		}
	}
}
