package issues_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"galley/engine/text"
	"galley/tests/site"
)

// TestProgressIsForAllAndEditorsForAdministrators marks an issue and reads how the publication gets on.
func TestProgressIsForAllAndEditorsForAdministrators(t *testing.T) {
	t.Parallel()
	s := guided(t)
	s.Now = time.Now()
	li, zhao, chen, wu := s.As(t, "li"), s.As(t, "zhao"), s.As(t, "chen"), s.As(t, "wu")
	li.Step(1, text.NewID(), 0, site.RoleAct(text.Span{Start: 0, End: 1}, "body")).Is(http.StatusOK)

	page := zhao.Get("/publications/1/progress?period=30").Is(http.StatusOK)
	for _, id := range []string{"states", "blocks", "agreement-empty", "acceptance-empty"} {
		if page.Element(id) == nil {
			t.Errorf("the page has no #%s", id)
		}
	}
	today := s.Server.Today().Format(time.DateOnly)
	states := zhao.Get("/publications/1/progress/states.csv?period=30").Is(http.StatusOK)
	if !strings.HasSuffix(states.Body, today+","+today+",0,1,0,0,0\n") || strings.Count(states.Body, "\n") != 31 {
		t.Errorf("the states are\n%s", states.Body)
	}
	if got := zhao.Get("/publications/1/progress/blocks.csv").Body; !strings.HasSuffix(got, ",1,0,1\n") {
		t.Errorf("the blocks are\n%s", got)
	}
	for _, v := range []*site.Visitor{zhao, li, wu} {
		page := v.Get("/publications/1/progress").Is(http.StatusOK)
		if page.Element("editors") != nil || strings.Contains(page.Body, `<th scope="row">li<`) || strings.Contains(page.Body, "editors.csv") {
			t.Error("somebody else than an administrator sees who did what")
		}
		v.Get("/publications/1/progress/editors.csv").Is(http.StatusForbidden)
		v.Get("/publications/1/progress/editors").Is(http.StatusNotFound)
	}
	page = chen.Get("/publications/1/progress").Is(http.StatusOK)
	if page.Element("editors") == nil {
		t.Error("an administrator does not see who did what")
	}
	if got := chen.Get("/publications/1/progress/editors.csv").Is(http.StatusOK).Body; !strings.HasSuffix(got, "li,1,0,0,0,0,0,\n") {
		t.Errorf("who did what:\n%s", got)
	}
	zhao.Get("/publications/1/progress/else.csv").Is(http.StatusNotFound)
	zhao.Get("/publications/9/progress").Is(http.StatusNotFound)
}

func TestTheTimeOfProgressIsChosen(t *testing.T) {
	t.Parallel()
	s := guided(t)
	s.Now = time.Date(2031, 5, 10, 9, 0, 0, 0, time.Local)
	v := s.As(t, "zhao")
	tests := []struct{ query, span string }{
		{"", "10 Feb 2031 to 11 May 2031, week by week"},
		{"?period=nonsense", "10 Feb 2031 to 11 May 2031, week by week"},
		{"?period=30", "11 Apr 2031 to 10 May 2031, day by day"},
		{"?period=365", "1 May 2030 to 31 May 2031, month by month"},
		{"?period=dates&from=2031-05-03&to=2031-05-01", "1 May 2031 to 3 May 2031, day by day"},
		{"?period=dates&from=2031-05-03", "10 Feb 2031 to 11 May 2031, week by week"},
		{"?period=dates&from=0001-01-01&to=2031-05-01", "1 May 2011 to 31 May 2031, month by month"},
	}
	for _, tt := range tests {
		v.Get("/publications/1/progress"+tt.query).Is(http.StatusOK).Says("span", tt.span)
	}
}
