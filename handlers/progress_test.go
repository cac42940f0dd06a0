package handlers

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"galley/engine/text"
)

// TestProgressIsForAllAndEditorsForAdministrators marks an issue and reads how the publication gets on.
func TestProgressIsForAllAndEditorsForAdministrators(t *testing.T) {
	t.Parallel()
	site := guided(t)
	site.now = time.Now()
	li, zhao, chen, wu := site.as(t, "li"), site.as(t, "zhao"), site.as(t, "chen"), site.as(t, "wu")
	li.step(1, text.NewID(), 0, roleAct(text.Span{Start: 0, End: 1}, "body")).is(http.StatusOK)

	page := zhao.get("/publications/1/progress?period=30").is(http.StatusOK)
	for _, id := range []string{"states", "blocks", "agreement-empty", "acceptance-empty"} {
		if page.element(id) == nil {
			t.Errorf("the page has no #%s", id)
		}
	}
	today := site.now.Local().Format(time.DateOnly)
	states := zhao.get("/publications/1/progress/states.csv?period=30").is(http.StatusOK)
	if !strings.HasSuffix(states.body, today+","+today+",0,1,0,0,0\n") || strings.Count(states.body, "\n") != 31 {
		t.Errorf("the states are\n%s", states.body)
	}
	if got := zhao.get("/publications/1/progress/blocks.csv").body; !strings.HasSuffix(got, ",1,0,1\n") {
		t.Errorf("the blocks are\n%s", got)
	}
	for _, v := range []*visitor{zhao, li, wu} {
		page := v.get("/publications/1/progress").is(http.StatusOK)
		if page.element("editors") != nil || strings.Contains(page.body, `<th scope="row">li<`) || strings.Contains(page.body, "editors.csv") {
			t.Error("somebody else than an administrator sees who did what")
		}
		v.get("/publications/1/progress/editors.csv").is(http.StatusForbidden)
		v.get("/publications/1/progress/editors").is(http.StatusNotFound)
	}
	page = chen.get("/publications/1/progress").is(http.StatusOK)
	if page.element("editors") == nil {
		t.Error("an administrator does not see who did what")
	}
	if got := chen.get("/publications/1/progress/editors.csv").is(http.StatusOK).body; !strings.HasSuffix(got, "li,1,0,0,0,0,0,\n") {
		t.Errorf("who did what:\n%s", got)
	}
	zhao.get("/publications/1/progress/else.csv").is(http.StatusNotFound)
	zhao.get("/publications/9/progress").is(http.StatusNotFound)
}

func TestTheTimeOfProgressIsChosen(t *testing.T) {
	t.Parallel()
	site := guided(t)
	site.now = time.Date(2031, 5, 10, 9, 0, 0, 0, time.Local)
	v := site.as(t, "zhao")
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
		v.get("/publications/1/progress"+tt.query).is(http.StatusOK).says("span", tt.span)
	}
}
