package workbench_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"galley/engine/formats"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/tests/site"
)

// thread is a query as a browser reads it.
type thread struct {
	Key, Anchor, Quote, Read string
	Page, Start, End         int
	Article, Span            text.ID
	Resolved                 *signed
	Comments                 []comment
}

// signed says who did something, and when.
type signed struct {
	By string
	At time.Time
}

// comment is one of a thread's.
type comment struct {
	Key, By, Text, Answer, Was, Deleted string
	Author                              int64
	Act                                 json.RawMessage
	Taken                               *signed
	Edited                              *time.Time
	Mentions                            []mention
}

// mention is somebody whom a comment names.
type mention struct {
	ID   int64
	Name string
}

// say sends words to an address under a set's queries, and reads the thread that comes back.
func say(v *site.Visitor, set int64, path, body string) (*site.Answer, thread) {
	v.T.Helper()
	r := v.Request(http.MethodPost, fmt.Sprintf("/sets/%d/queries%s", set, path), strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	a := v.Send(r)
	var q thread
	if a.Status == http.StatusOK {
		if err := json.Unmarshal([]byte(a.Body), &q); err != nil {
			v.T.Fatal(err)
		}
	}
	return a, q
}

func TestQueriesAreAskedAnsweredAndResolved(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	for name, role := range map[string]vocabulary.PersonRole{"Li": vocabulary.Editor, "Wu": vocabulary.Reviewer} {
		s.User(t, name, role)
	}
	set, blocks := s.NewSet(t)
	li, wu := s.As(t, "Li"), s.As(t, "Wu")
	hears := wu.Events(set, 0)
	hears.Next() // hello
	key := text.DerivedID("q", 0)
	ask := fmt.Sprintf(`{"key":%q,"anchor":"text","page":1,"start":%d,"end":%d,"text":"Is this ours?"}`, key, blocks[0].Start, blocks[0].Start+2)
	a, q := say(li, set, "", ask)
	if a.Is(http.StatusOK); q.Quote != "第0" || len(q.Comments) != 1 || q.Comments[0].By != "Li" || q.Resolved != nil {
		t.Errorf("asked: %+v", q)
	}
	if e := hears.Next(); e.Name != "query" || !strings.Contains(e.Data, `"Is this ours?"`) {
		t.Errorf("a colleague hears %+v, want the query", e)
	}
	say(li, set, "", ask) // sent twice it is asked once
	_, q = say(wu, set, "/"+key+"/comments", fmt.Sprintf(`{"key":%q,"text":"It is."}`, text.DerivedID("c", 0)))
	if len(q.Comments) != 2 || q.Comments[1].By != "Wu" || q.Comments[1].Text != "It is." {
		t.Errorf("answered: %+v", q)
	}
	if _, q = say(li, set, "/"+key+"/resolve", ""); q.Resolved == nil || q.Resolved.By != "Li" {
		t.Errorf("resolved: %+v", q)
	}
	if _, q = say(wu, set, "/"+key+"/reopen", ""); q.Resolved != nil {
		t.Errorf("opened again: %+v", q)
	}
	exported := wu.Get(fmt.Sprintf("/sets/%d/export/json", set)).Is(http.StatusOK).Body
	for _, words := range []string{"\"queries\"", "Is this ours?", "It is.", "\"by\": \"Wu\""} {
		if !strings.Contains(exported, words) {
			t.Errorf("the export does not hold %s", words)
		}
	}
	if _, err := formats.Check(strings.NewReader(exported), "issue.galley.json"); err != nil {
		t.Errorf("the export with queries: %v", err)
	}
	var all struct{ Queries []thread }
	if err := json.Unmarshal([]byte(wu.Get(fmt.Sprintf("/sets/%d/queries", set)).Is(http.StatusOK).Body), &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Queries) != 1 || len(all.Queries[0].Comments) != 2 {
		t.Errorf("all queries: %+v", all.Queries)
	}
}

func TestAQueryOutlivesItsArticle(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "Li", vocabulary.Editor)
	set, blocks := s.NewSet(t)
	li := s.As(t, "Li")
	li.Step(set, text.DerivedID("s", 1), 0, site.RoleAct(blocks[3], "body")).Is(http.StatusOK)
	view, err := s.Server.Desk.View(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	article := view.Block(markup.Extent{Page: 1, Start: blocks[3].Start, End: blocks[3].End}).Article
	_, q := say(li, set, "", fmt.Sprintf(`{"key":%q,"anchor":"article","article":%q,"text":"Two stories?"}`, text.DerivedID("q", 0), article))
	if q.Page != 1 || q.Start != blocks[3].Start || q.Article != article {
		t.Fatalf("the query stands at %+v, want at the article's first block", q)
	}
	li.Step(set, text.DerivedID("s", 2), view.Version(), fmt.Sprintf(`{"kind":"undecide","article":%q}`, article)).Is(http.StatusOK)
	var all struct{ Queries []thread }
	if err := json.Unmarshal([]byte(li.Get(fmt.Sprintf("/sets/%d/queries", set)).Body), &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Queries) != 1 || all.Queries[0].Start != blocks[3].Start || all.Queries[0].Comments[0].Text != "Two stories?" {
		t.Errorf("after the article is gone: %+v", all.Queries)
	}
}

func TestQueriesRefuse(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	for name, role := range map[string]vocabulary.PersonRole{"Li": vocabulary.Editor, "Rea": vocabulary.Reader} {
		s.User(t, name, role)
	}
	set, blocks := s.NewSet(t)
	key := text.DerivedID("q", 0)
	good := fmt.Sprintf(`{"key":%q,"anchor":"block","page":1,"start":0,"end":%d,"text":"Why?"}`, key, blocks[0].End)
	tests := []struct {
		name, who, path, body string
		status                int
		says                  string
	}{
		{"a reader does not ask", "Rea", "", good, http.StatusForbidden, "Readers can see queries"},
		{"a place outside the text", "Li", "", strings.Replace(good, `"start":0,"end":`, `"start":0,"end":99`, 1), http.StatusUnprocessableEntity, "must refer to some text"},
		{"an unknown page", "Li", "", strings.Replace(good, `"page":1`, `"page":7`, 1), http.StatusUnprocessableEntity, "must refer to some text"},
		{"an unknown kind", "Li", "", strings.Replace(good, `"block"`, `"page"`, 1), http.StatusUnprocessableEntity, "A query must refer to"},
		{"an unknown mark", "Li", "", strings.Replace(good, `"block"`, `"span"`, 1), http.StatusConflict, "no longer exists"},
		{"an unknown answer", "Li", "", strings.Replace(good, `"text"`, `"answer":"perhaps","text"`, 1), http.StatusUnprocessableEntity, "done, disagree or ask"},
		{"an unknown act", "Li", "", strings.Replace(good, `"text"`, `"act":{"kind":"fly"},"text"`, 1), http.StatusUnprocessableEntity, "does not know the act"},
		{"a state suggested", "Li", "", strings.Replace(good, `"text"`, `"act":{"kind":"state","state":"submitted"},"text"`, 1), http.StatusUnprocessableEntity, "cannot be suggested"},
		{"an act that cannot be done", "Li", "", strings.Replace(good, `"text"`, `"act":{"kind":"decide","block":{"page":1,"start":1,"end":2}},"text"`, 1), http.StatusConflict, ""},
		{"an unknown article", "Li", "", strings.Replace(good, `"block"`, `"article"`, 1), http.StatusConflict, "no longer exists"},
		{"an unknown id", "Li", "", strings.Replace(good, key, "x", 1), http.StatusUnprocessableEntity, "does not have the form"},
		{"no words", "Li", "", strings.Replace(good, "Why?", " ", 1), http.StatusUnprocessableEntity, "Write what you want"},
		{"no JSON", "Li", "", "x", http.StatusUnprocessableEntity, "did not arrive as it should"},
		{"no thread", "Li", "/" + key + "/resolve", "", http.StatusNotFound, "no such query"},
		{"a reader does not edit", "Rea", "/" + key + "/comments/" + key, `{"text":"x"}`, http.StatusForbidden, "Readers can see queries"},
		{"a reader does not delete", "Rea", "/" + key + "/comments/" + key + "/delete", "", http.StatusForbidden, "Readers can see queries"},
		{"a reader does not take", "Rea", "/" + key + "/comments/" + key + "/take", "{}", http.StatusForbidden, "Readers can see queries"},
		{"nothing to edit", "Li", "/" + key + "/comments/" + key, `{"text":"x"}`, http.StatusNotFound, "no such query"},
		{"nothing to take", "Li", "/" + key + "/comments/" + key + "/take", `{"id":"x"}`, http.StatusNotFound, "no such query"},
		{"a reader does not resolve", "Rea", "/" + key + "/resolve", "", http.StatusForbidden, "Readers can see queries"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := s.As(t, tt.who)
			a, _ := say(v, set, tt.path, tt.body)
			if a.Is(tt.status); !strings.Contains(a.Body, tt.says) {
				t.Errorf("says %s, want %q", a.Body, tt.says)
			}
		})
	}
	if body := s.As(t, "Rea").Get(fmt.Sprintf("/sets/%d/queries", set)).Is(http.StatusOK).Body; strings.TrimSpace(body) != `{"queries":[]}` {
		t.Errorf("a reader sees %s, want no queries", body)
	}
}
