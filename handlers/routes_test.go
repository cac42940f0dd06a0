package handlers

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/handlers/core"
	"galley/models"
	"galley/static"
)

func errorCode(t *testing.T, a *answer) string {
	t.Helper()
	var body struct {
		Error struct{ Code, Message string }
	}
	if err := json.Unmarshal([]byte(a.body), &body); err != nil {
		t.Fatalf("answer %q: %v", a.body, err)
	}
	return body.Error.Code
}

func TestOpenPagesAnswerStrangers(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor(t)
	v.get("/healthz").is(http.StatusOK)
	v.get("/sign-in").is(http.StatusOK)
	a := v.get(static.URL("css/base.css")).is(http.StatusOK)
	if got := a.header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
		t.Errorf("Cache-Control of a versioned file: %q", got)
	}
	a = v.get("/static/css/base.css").is(http.StatusOK)
	if got := a.header.Get("Cache-Control"); got != "no-cache" {
		t.Errorf("Cache-Control of a file without version: %q", got)
	}
	for _, path := range []string{"/static/", "/static/css/", "/static/css/none.css", "/static/../handlers/routes.go"} {
		v.get(path).is(http.StatusNotFound)
	}
}

func TestOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	v := site.as(t, "wei")
	tests := []struct {
		name, header, value string
		refused             bool
	}{
		{"a form of another site", "Sec-Fetch-Site", "cross-site", true},
		{"a form of a neighbour", "Sec-Fetch-Site", "same-site", true},
		{"an old browser on another site", "Origin", "https://evil.example", true},
		{"our own form", "Sec-Fetch-Site", "same-origin", false},
		{"our own form in an old browser", "Origin", site.address, false},
		{"a program", "X-Nothing", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := v.in(t)
			r := v.request(http.MethodPost, "/account", strings.NewReader(""))
			r.Header.Set(tt.header, tt.value)
			a := v.send(r)
			if tt.refused {
				a.is(http.StatusForbidden).says("trouble", "Another site sent this request, so Galley did not follow it. Open Galley itself and try again.")
				return
			}
			a.is(http.StatusUnprocessableEntity)
		})
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	v := newSite(t).visitor(t)
	for _, path := range []string{"/sign-in", "/healthz", "/static/css/base.css", "/no/such/page"} {
		t.Run(path, func(t *testing.T) {
			header := v.in(t).get(path).header
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
	site := newSite(t)
	site.user(t, "wei", models.Administrator)
	v := site.as(t, "wei")
	for _, path := range []string{"/issues", "/issues/new", "/account", "/no/such/page"} {
		a := v.get(path)
		for n := range a.page.Descendants() {
			runs := n.Data == "script" && attribute(n, "src") == "" && attribute(n, "type") != "application/json"
			if attribute(n, "style") != "" || n.Data == "style" || runs {
				t.Errorf("%s holds an inline script or style: <%s>", path, n.Data)
			}
		}
	}
}

func TestTrouble(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	v := site.as(t, "wei")
	v.get("/no/such/page").is(http.StatusNotFound).says("trouble", "There is no page at this address. Go on from the list of issues.")
	v.get("/issues/x").is(http.StatusNotFound).says("trouble", "There is no such issue. Choose one from the list.")
	v.get("/issues/77").is(http.StatusNotFound)
	v.send(v.request(http.MethodDelete, address.Issues, nil)).is(http.StatusNotFound)
}

func TestInnerErrorsStayInside(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	e := site.server.Routes()
	e.GET("/panic", func(echo.Context) error { panic("secret one") }, site.server.Paged()...)
	e.GET("/error", func(echo.Context) error { return errors.New("secret two") }, site.server.Paged()...)
	e.GET("/json", func(echo.Context) error { return errors.New("secret three") }, core.Spoken)
	site.serve(t, e)
	v := site.visitor(t)
	const sentence = "Something went wrong inside Galley. Nothing was lost; please try again."
	for _, path := range []string{"/panic", "/error", "/json"} {
		a := v.get(path).is(http.StatusInternalServerError)
		if strings.Contains(a.body, "secret") || strings.Contains(a.body, "goroutine") || !strings.Contains(a.body, sentence) {
			t.Errorf("%s answers %q", path, a.body)
		}
	}
	for _, secret := range []string{"secret one", "secret two", "secret three"} {
		if !strings.Contains(site.log.String(), secret) {
			t.Errorf("the log does not hold %q", secret)
		}
	}
}
