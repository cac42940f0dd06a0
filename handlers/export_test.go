package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"galley/engine/document"
	"galley/engine/text"
)

func (r *inReview) export(who *visitor, query string) *answer {
	return who.get(fmt.Sprintf("/sets/%d/export/json%s", r.set, query))
}

// TestExportsHoldWhatIsAskedFor accepts one article of two, withholds it, and asks for parts of the set.
func TestExportsHoldWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	ren := r.li.site.as(t, "Ren")
	if a := r.export(r.wu, "?accepted=1"); a.status != http.StatusConflict || !strings.Contains(a.body, "nothing to export") {
		t.Errorf("nothing is accepted: %d %s", a.status, a.body)
	}
	articles := r.wu.get(r.url("?all=1")).articles()
	r.state(r.wu, "accepted", articles[0])
	view, err := r.li.site.server.Desk.View(context.Background(), r.set)
	if err != nil {
		t.Fatal(err)
	}
	before := view.Version()
	r.do(r.wu, fmt.Sprintf(`{"kind":"withhold","article":"%s","reason":"rights"}`, articles[0]))
	r.li.step(r.set, text.NewID(), 1000, fmt.Sprintf(`{"kind":"lift","article":"%s"}`, articles[0])).is(http.StatusForbidden)

	var file struct {
		Selection struct {
			Left     []document.LeftOut
			Replaces []document.Replacement
		}
		Articles []document.Article
	}
	read := func(query string) {
		file.Articles, file.Selection.Left, file.Selection.Replaces = nil, nil, nil
		if err := json.Unmarshal([]byte(r.export(ren, query).is(http.StatusOK).body), &file); err != nil {
			t.Fatal(err)
		}
	}
	read("?accepted=1")
	if len(file.Articles) != 1 || file.Articles[0].Withheld == nil || file.Articles[0].Withheld.By != "Wu" || len(file.Selection.Left) != 1 {
		t.Errorf("accepted only: %+v", file)
	}
	read(fmt.Sprintf("?since=%d", before))
	if len(file.Articles) != 1 || file.Articles[0].Replaces == nil || file.Articles[0].Replaces.Version != before || len(file.Selection.Replaces) != 1 {
		t.Errorf("since version %d: %+v", before, file)
	}
	for query, status := range map[string]int{"?since=99999": http.StatusNotFound, "?since=-1": http.StatusNotFound, "?since=x": http.StatusNotFound, "?accepted=yes": http.StatusUnprocessableEntity} {
		r.export(ren, query).is(status)
	}

	page := ren.get(fmt.Sprintf("/sets/%d/export", r.set)).is(http.StatusOK).text()
	for _, words := range []string{"1 accepted", "1 article is withheld", "JSON · accepted articles only", fmt.Sprintf("changes since version %d", before), "Ren"} {
		if !strings.Contains(page, words) {
			t.Errorf("the page of exports does not say %q:\n%s", words, page)
		}
	}
	if history := r.wu.get(fmt.Sprintf("/sets/%d/history", r.set)).text(); !strings.Contains(history, "Exported: JSON · accepted articles only") || !strings.Contains(history, "Withheld from export: rights") {
		t.Errorf("the history does not tell of it:\n%s", history)
	}
}
