package handlers

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"galley/engine/formats"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/handlers/workbench"
	"galley/models"
)

// say sends words to an address under a set's queries, and reads the thread that comes back.
func (v *visitor) say(set int64, path, body string) (*answer, workbench.Query) {
	v.t.Helper()
	r := v.request(http.MethodPost, fmt.Sprintf("/sets/%d/queries%s", set, path), strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	a := v.send(r)
	var q workbench.Query
	if a.status == http.StatusOK {
		if err := json.Unmarshal([]byte(a.body), &q); err != nil {
			v.t.Fatal(err)
		}
	}
	return a, q
}

func TestQueriesAreAskedAnsweredAndResolved(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	for name, role := range map[string]models.Role{"Li": models.Editor, "Wu": models.Reviewer} {
		site.user(t, name, role)
	}
	set, blocks := site.newSet(t)
	li, wu := site.as(t, "Li"), site.as(t, "Wu")
	hears := wu.events(set, 0)
	hears.next() // hello
	key := text.DerivedID("q", 0)
	ask := fmt.Sprintf(`{"key":%q,"anchor":"text","page":1,"start":%d,"end":%d,"text":"Is this ours?"}`, key, blocks[0].Start, blocks[0].Start+2)
	a, q := li.say(set, "", ask)
	if a.is(http.StatusOK); q.Quote != "第0" || len(q.Comments) != 1 || q.Comments[0].By != "Li" || q.Resolved != nil {
		t.Errorf("asked: %+v", q)
	}
	if e := hears.next(); e.name != "query" || !strings.Contains(e.data, `"Is this ours?"`) {
		t.Errorf("a colleague hears %+v, want the query", e)
	}
	li.say(set, "", ask) // sent twice it is asked once
	_, q = wu.say(set, "/"+key+"/comments", fmt.Sprintf(`{"key":%q,"text":"It is."}`, text.DerivedID("c", 0)))
	if len(q.Comments) != 2 || q.Comments[1].By != "Wu" || q.Comments[1].Text != "It is." {
		t.Errorf("answered: %+v", q)
	}
	if _, q = li.say(set, "/"+key+"/resolve", ""); q.Resolved == nil || q.Resolved.By != "Li" {
		t.Errorf("resolved: %+v", q)
	}
	if _, q = wu.say(set, "/"+key+"/reopen", ""); q.Resolved != nil {
		t.Errorf("opened again: %+v", q)
	}
	exported := wu.get(fmt.Sprintf("/sets/%d/export/json", set)).is(http.StatusOK).body
	for _, words := range []string{"\"queries\"", "Is this ours?", "It is.", "\"by\": \"Wu\""} {
		if !strings.Contains(exported, words) {
			t.Errorf("the export does not hold %s", words)
		}
	}
	if _, err := formats.Check(strings.NewReader(exported), "issue.galley.json"); err != nil {
		t.Errorf("the export with queries: %v", err)
	}
	var all struct{ Queries []workbench.Query }
	if err := json.Unmarshal([]byte(wu.get(fmt.Sprintf("/sets/%d/queries", set)).is(http.StatusOK).body), &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Queries) != 1 || len(all.Queries[0].Comments) != 2 {
		t.Errorf("all queries: %+v", all.Queries)
	}
}

func TestAQueryOutlivesItsArticle(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "Li", models.Editor)
	set, blocks := site.newSet(t)
	li := site.as(t, "Li")
	li.step(set, text.DerivedID("s", 1), 0, roleAct(blocks[3], "body")).is(http.StatusOK)
	view, err := site.server.Desk.View(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	article := view.Block(markup.Extent{Page: 1, Start: blocks[3].Start, End: blocks[3].End}).Article
	_, q := li.say(set, "", fmt.Sprintf(`{"key":%q,"anchor":"article","article":%q,"text":"Two stories?"}`, text.DerivedID("q", 0), article))
	if q.Page != 1 || q.Start != blocks[3].Start || q.Article != article {
		t.Fatalf("the query stands at %+v, want at the article's first block", q)
	}
	li.step(set, text.DerivedID("s", 2), view.Version(), fmt.Sprintf(`{"kind":"undecide","article":%q}`, article)).is(http.StatusOK)
	var all struct{ Queries []workbench.Query }
	if err := json.Unmarshal([]byte(li.get(fmt.Sprintf("/sets/%d/queries", set)).body), &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Queries) != 1 || all.Queries[0].Start != blocks[3].Start || all.Queries[0].Comments[0].Text != "Two stories?" {
		t.Errorf("after the article is gone: %+v", all.Queries)
	}
}

func TestQueriesRefuse(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	for name, role := range map[string]models.Role{"Li": models.Editor, "Rea": models.Reader} {
		site.user(t, name, role)
	}
	set, blocks := site.newSet(t)
	key := text.DerivedID("q", 0)
	good := fmt.Sprintf(`{"key":%q,"anchor":"block","page":1,"start":0,"end":%d,"text":"Why?"}`, key, blocks[0].End)
	tests := []struct {
		name, who, path, body string
		status                int
		says                  string
	}{
		{"a reader does not ask", "Rea", "", good, http.StatusForbidden, "Readers see queries"},
		{"a place outside the text", "Li", "", strings.Replace(good, `"start":0,"end":`, `"start":0,"end":99`, 1), http.StatusUnprocessableEntity, "must stand at some text"},
		{"a page that is none", "Li", "", strings.Replace(good, `"page":1`, `"page":7`, 1), http.StatusUnprocessableEntity, "must stand at some text"},
		{"a kind of place that is none", "Li", "", strings.Replace(good, `"block"`, `"page"`, 1), http.StatusUnprocessableEntity, "A query stands on"},
		{"a mark that is none", "Li", "", strings.Replace(good, `"block"`, `"span"`, 1), http.StatusConflict, "no longer there"},
		{"an answer that is none", "Li", "", strings.Replace(good, `"text"`, `"answer":"perhaps","text"`, 1), http.StatusUnprocessableEntity, "done, disagree or ask"},
		{"an act that is none", "Li", "", strings.Replace(good, `"text"`, `"act":{"kind":"fly"},"text"`, 1), http.StatusUnprocessableEntity, "knows no act"},
		{"a state suggested", "Li", "", strings.Replace(good, `"text"`, `"act":{"kind":"state","state":"submitted"},"text"`, 1), http.StatusUnprocessableEntity, "cannot be suggested"},
		{"an act that cannot be done", "Li", "", strings.Replace(good, `"text"`, `"act":{"kind":"decide","block":{"page":1,"start":1,"end":2}},"text"`, 1), http.StatusConflict, ""},
		{"an article that is none", "Li", "", strings.Replace(good, `"block"`, `"article"`, 1), http.StatusConflict, "no longer there"},
		{"an id that is none", "Li", "", strings.Replace(good, key, "x", 1), http.StatusUnprocessableEntity, "not one that Galley makes"},
		{"no words", "Li", "", strings.Replace(good, "Why?", " ", 1), http.StatusUnprocessableEntity, "Write what you want"},
		{"no JSON", "Li", "", "x", http.StatusUnprocessableEntity, "cannot be read"},
		{"no thread", "Li", "/" + key + "/resolve", "", http.StatusNotFound, "no such query"},
		{"a reader does not edit", "Rea", "/" + key + "/comments/" + key, `{"text":"x"}`, http.StatusForbidden, "Readers see queries"},
		{"a reader does not delete", "Rea", "/" + key + "/comments/" + key + "/delete", "", http.StatusForbidden, "Readers see queries"},
		{"a reader does not take", "Rea", "/" + key + "/comments/" + key + "/take", "{}", http.StatusForbidden, "Readers see queries"},
		{"nothing to edit", "Li", "/" + key + "/comments/" + key, `{"text":"x"}`, http.StatusNotFound, "no such query"},
		{"nothing to take", "Li", "/" + key + "/comments/" + key + "/take", `{"id":"x"}`, http.StatusNotFound, "no such query"},
		{"a reader does not resolve", "Rea", "/" + key + "/resolve", "", http.StatusForbidden, "Readers see queries"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := site.as(t, tt.who)
			a, _ := v.say(set, tt.path, tt.body)
			if a.is(tt.status); !strings.Contains(a.body, tt.says) {
				t.Errorf("says %s, want %q", a.body, tt.says)
			}
		})
	}
	if body := site.as(t, "Rea").get(fmt.Sprintf("/sets/%d/queries", set)).is(http.StatusOK).body; strings.TrimSpace(body) != `{"queries":[]}` {
		t.Errorf("a reader sees %s, want no queries", body)
	}
}
