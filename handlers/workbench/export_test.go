package workbench_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"galley/engine/document"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/tests/site"
)

// TestExportsHoldWhatIsAskedFor accepts one article of two, withholds it, and asks for parts of the set.
func TestExportsHoldWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	galley := site.New(t)
	for name, role := range map[string]vocabulary.PersonRole{"Li": vocabulary.Editor, "Wu": vocabulary.Reviewer, "Ren": vocabulary.Reader} {
		galley.User(t, name, role)
	}
	set, blocks := galley.NewSet(t)
	li, wu, ren := galley.As(t, "Li"), galley.As(t, "Wu"), galley.As(t, "Ren")
	do := func(who *site.Visitor, act string) {
		t.Helper()
		who.Step(set, text.NewID(), 1000, act).Is(http.StatusOK)
	}
	export := func(who *site.Visitor, query string) *site.Answer {
		return who.Get(fmt.Sprintf("/sets/%d/export/json%s", set, query))
	}
	for i, role := range []string{"headline", "body", "body", "headline", "body"} {
		do(li, site.RoleAct(blocks[i], role))
	}
	do(li, `{"kind":"state","state":"submitted"}`)
	if a := export(wu, "?accepted=1"); a.Status != http.StatusConflict || !strings.Contains(a.Body, "nothing to export") {
		t.Errorf("nothing is accepted: %d %s", a.Status, a.Body)
	}
	view, err := galley.Server.Desk.View(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	article, before := view.Block(markup.Extent{Page: 1, Start: blocks[0].Start, End: blocks[0].End}).Article, view.Version()+1
	do(wu, fmt.Sprintf(`{"kind":"state","state":"accepted","article":%q,"reason":"Because."}`, article))
	do(wu, fmt.Sprintf(`{"kind":"withhold","article":"%s","reason":"rights"}`, article))
	li.Step(set, text.NewID(), 1000, fmt.Sprintf(`{"kind":"lift","article":"%s"}`, article)).Is(http.StatusForbidden)

	var file struct {
		Selection struct {
			Left     []document.LeftOut
			Replaces []document.Replacement
		}
		Articles []document.Article
	}
	read := func(query string) {
		file.Articles, file.Selection.Left, file.Selection.Replaces = nil, nil, nil
		if err := json.Unmarshal([]byte(export(ren, query).Is(http.StatusOK).Body), &file); err != nil {
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
		export(ren, query).Is(status)
	}

	export(ren, "").Is(http.StatusOK) // which holds the other article
	var other text.ID
	for id := range view.Articles() {
		if id != article {
			other = id
		}
	}
	do(wu, fmt.Sprintf(`{"kind":"state","state":"withdrawn","article":%q,"reason":"Denied."}`, other))
	var told struct {
		Provenance struct {
			Replaces document.ReplacedExport
			Stages   []document.Stage
		}
		Articles []document.Article
	}
	if err := json.Unmarshal([]byte(export(ren, "").Is(http.StatusOK).Body), &told); err != nil {
		t.Fatal(err)
	}
	now, err := galley.Server.Desk.View(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	if w := told.Articles[1].Withheld; w == nil || w.Reason != markup.WithheldWithdrawn || w.Words != "Denied." || w.By != "Wu" || told.Articles[1].Number != "2" || len(told.Articles[1].Parts) > 0 {
		t.Errorf("withdrawn, the article leaves as %+v", told.Articles[1])
	}
	if last := told.Provenance.Stages[len(told.Provenance.Stages)-1]; last.State != markup.Withdrawn || told.Provenance.Replaces.Version != now.Version()-1 {
		t.Errorf("the export ends with %+v and replaces %+v", last, told.Provenance.Replaces)
	}
	if text := ren.Get(fmt.Sprintf("/sets/%d/export", set)).Text(); !strings.Contains(text, "These earlier files still contain it: 2") || !strings.Contains(text, fmt.Sprintf("Withdrawn (Denied.) · Wu Version %d JSON Ren", now.Version()-1)) {
		t.Errorf("the page of exports does not say which files hold what was withdrawn:\n%s", text)
	}

	page := ren.Get(fmt.Sprintf("/sets/%d/export", set)).Is(http.StatusOK).Text()
	for _, words := range []string{"1 accepted", "1 article is withheld", "JSON · accepted articles only", fmt.Sprintf("changes since version %d", before), "Ren"} {
		if !strings.Contains(page, words) {
			t.Errorf("the page of exports does not say %q:\n%s", words, page)
		}
	}
	if history := wu.Get(fmt.Sprintf("/sets/%d/history", set)).Text(); !strings.Contains(history, "Exported: JSON · accepted articles only") || !strings.Contains(history, "Withheld from export: rights") {
		t.Errorf("the history does not tell of it:\n%s", history)
	}
}
