package workbench_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/site"
)

// TestASuggestionHasBounds suggests more than everybody who opens the set should have to read.
func TestASuggestionHasBounds(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	act := fmt.Sprintf(`{"kind":"title","article":"a","title":%q}`, strings.Repeat("长", 30_000))
	a, _ := say(k.as["Wu Min"], k.set, "", fmt.Sprintf(`{"key":%q,"text":"?"%s,"act":%s}`, key("q"), k.onBlock(0), act))
	if !strings.Contains(a.Body, "Suggest it in parts.") {
		t.Errorf("got %d %s", a.Status, a.Body)
	}
}

// talk is a set about which people speak.
type talk struct {
	*site.Site
	t      *testing.T
	set    int64
	blocks []text.Span
	people map[string]models.User
	as     map[string]*site.Visitor
}

func newTalk(t *testing.T) *talk {
	t.Helper()
	k := &talk{Site: site.New(t), t: t, people: map[string]models.User{}, as: map[string]*site.Visitor{}}
	for name, role := range map[string]vocabulary.PersonRole{"林晓": vocabulary.Editor, "Wu Min": vocabulary.Reviewer, "gu": vocabulary.Reader, "chen": vocabulary.Administrator, "ling": vocabulary.Editor} {
		k.people[name] = k.User(t, name, role)
		k.as[name] = k.SignIn(t, k.people[name])
	}
	k.set, k.blocks = k.NewSet(t)
	return k
}

// key is the id that follows from a name.
func key(name string) text.ID { return text.DerivedID(name, 0) }

// says sends words with more fields under an address, and reads the thread.
func (k *talk) says(who, path, name, text, more string) thread {
	k.t.Helper()
	a, q := say(k.as[who], k.set, path, fmt.Sprintf(`{"key":%q,"text":%q%s}`, key(name), text, more))
	a.Is(http.StatusOK)
	return q
}

// onBlock is a place for a new thread.
func (k *talk) onBlock(n int) string {
	return fmt.Sprintf(`,"anchor":"block","page":1,"start":%d,"end":%d`, k.blocks[n].Start, k.blocks[n].End)
}

// queries are all threads as somebody reads them.
func (k *talk) queries(who string) []thread {
	k.t.Helper()
	var all struct{ Queries []thread }
	body := k.as[who].Get(fmt.Sprintf("/sets/%d/queries", k.set)).Is(http.StatusOK).Body
	if err := json.Unmarshal([]byte(body), &all); err != nil {
		k.t.Fatal(err)
	}
	return all.Queries
}

// unread is how many comments of others somebody has not read in each thread.
func (k *talk) unread(who string) []int {
	k.t.Helper()
	var counts []int
	for _, q := range k.queries(who) {
		from := 1 + slices.IndexFunc(q.Comments, func(c comment) bool { return c.Key == q.Read })
		n := 0
		for _, c := range q.Comments[from:] {
			if c.Author != k.people[who].ID && c.Deleted == "" {
				n++
			}
		}
		counts = append(counts, n)
	}
	return counts
}

func TestThreadsStandOnTheIssueAndOnMarks(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	q := k.says("林晓", "", "i", "Whose issue is this?", `,"anchor":"issue"`)
	if q.Anchor != "issue" || q.Page != 0 || q.Quote != "" {
		t.Errorf("on the issue: %+v", q)
	}
	b := k.blocks[4]
	step := func(id string, act string) {
		t.Helper()
		base := k.version()
		k.as["林晓"].Step(k.set, key(id), base, act).Is(http.StatusOK)
	}
	step("s1", site.RoleAct(b, "body"))
	step("s2", fmt.Sprintf(`{"kind":"span","page":1,"start":%d,"end":%d,"role":"person","new":%q}`, b.Start+1, b.Start+3, key("span")))
	q = k.says("Wu Min", "", "s", "Who?", fmt.Sprintf(`,"anchor":"span","span":%q`, key("span")))
	if q.Start != b.Start+1 || q.End != b.Start+3 || q.Span != key("span") || q.Quote == "" {
		t.Errorf("on a mark: %+v", q)
	}
	step("s3", fmt.Sprintf(`{"kind":"respan","span":%q,"at":[{"page":1,"start":%d,"end":%d}]}`, key("span"), b.Start+1, b.Start+4))
	if q = k.queries("gu")[1]; q.End != b.Start+4 {
		t.Errorf("the thread ends at %d, want it to follow its mark to %d", q.End, b.Start+4)
	}
	step("s4", fmt.Sprintf(`{"kind":"unmark","span":%q}`, key("span")))
	if q = k.queries("gu")[1]; q.Start != b.Start+1 || q.End != b.Start+3 {
		t.Errorf("without its mark the thread stands at %d–%d, want where it was asked", q.Start, q.End)
	}
	exported := k.as["gu"].Get(fmt.Sprintf("/sets/%d/export/xml", k.set)).Is(http.StatusOK).Body
	for _, words := range []string{`<query anchor="issue">`, `<query anchor="span" page="1"`} {
		if !strings.Contains(exported, words) {
			t.Errorf("the export does not hold %s", words)
		}
	}
}

// version is that of the set.
func (k *talk) version() int64 {
	k.t.Helper()
	view, err := k.Server.Desk.View(k.t.Context(), k.set)
	if err != nil {
		k.t.Fatal(err)
	}
	return view.Version()
}

func TestCommentsAreEditedAndDeleted(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.says("林晓", "", "q", "Is this ours?", k.onBlock(0))
	k.says("Wu Min", "/"+key("q")+"/comments", "a", "It is.", "")
	hears := k.as["gu"].Events(k.set, 0)
	hears.Next() // hello
	q := k.says("Wu Min", "/"+key("q")+"/comments/"+key("a"), "", "It is not.", "")
	if c := q.Comments[1]; c.Text != "It is not." || c.Edited == nil {
		t.Errorf("edited: %+v", c)
	}
	if e := hears.Next(); e.Name != "query" || !strings.Contains(e.Data, "It is not.") {
		t.Errorf("a reader hears %+v, want the edited thread", e)
	}
	a, _ := say(k.as["林晓"], k.set, "/"+key("q")+"/comments/"+key("a"), `{"text":"Mine"}`)
	a.Is(http.StatusForbidden)
	a, _ = say(k.as["林晓"], k.set, "/"+key("q")+"/comments/"+key("a")+"/delete", "")
	a.Is(http.StatusForbidden)
	_, q = say(k.as["chen"], k.set, "/"+key("q")+"/comments/"+key("a")+"/delete", "")
	if c := q.Comments[1]; c.Text != "" || c.Deleted != "administrator" {
		t.Errorf("deleted by the administrator: %+v", c)
	}
	hears.Next()
	if strings.Contains(k.as["gu"].Get(fmt.Sprintf("/sets/%d/export/json", k.set)).Body, "It is not.") {
		t.Error("the export holds what was deleted")
	}
	say(k.as["林晓"], k.set, "/"+key("q")+"/comments/"+key("q")+"/delete", "")
	if e := hears.Next(); e.Name != "query" || !strings.Contains(e.Data, `"gone":true`) {
		t.Errorf("a reader hears %+v, want that the thread is gone", e)
	}
	if got := k.queries("gu"); len(got) != 0 {
		t.Errorf("a thread without words is there: %+v", got)
	}
}

func TestMentionsGoToThoseWhoMayRead(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	hears := k.as["Wu Min"].Events(k.set, 0)
	hears.Next() // hello
	q := k.says("林晓", "", "q", "@Wu Min and @林晓, @nobody", k.onBlock(0))
	want := []mention{{ID: k.people["林晓"].ID, Name: "林晓"}, {ID: k.people["Wu Min"].ID, Name: "Wu Min"}}
	slices.SortFunc(want, func(a, b mention) int { return int(a.ID - b.ID) })
	if diff := cmp.Diff(want, q.Comments[0].Mentions); diff != "" {
		t.Errorf("mentions (-want +got)\n%s", diff)
	}
	if e := hears.Next(); !strings.Contains(e.Data, fmt.Sprintf(`"mentioned":[%d]`, k.people["Wu Min"].ID)) {
		t.Errorf("heard %s, want that Wu Min is mentioned, and not who says it", e.Data)
	}
	k.says("林晓", "", "q", "@Wu Min and @林晓, @nobody", k.onBlock(0))
	if e := hears.Next(); strings.Contains(e.Data, "mentioned") {
		t.Errorf("sent twice, it mentions twice: %s", e.Data)
	}
	k.says("林晓", "/"+key("q")+"/comments/"+key("q"), "", "@Wu Min and @chen", "")
	if e := hears.Next(); !strings.Contains(e.Data, fmt.Sprintf(`"mentioned":[%d]`, k.people["chen"].ID)) {
		t.Errorf("heard %s, want that only chen is new", e.Data)
	}
	people := k.as["林晓"].Get(fmt.Sprintf("/sets/%d/people", k.set)).Is(http.StatusOK).Body
	if !strings.Contains(people, "Wu Min") || strings.Contains(people, "林晓") {
		t.Errorf("the people to mention are %s", people)
	}
}

func TestInAHiddenSetOnlyWhoSeesItIsMentioned(t *testing.T) {
	t.Parallel()
	a := site.NewApart(t)
	people := a.Li.Get(fmt.Sprintf("/sets/%d/people", a.First)).Is(http.StatusOK).Body
	if !strings.Contains(people, "chen") || strings.Contains(people, "wu") || strings.Contains(people, "he\"") {
		t.Errorf("the people to mention in a hidden set are %s, want the administrator alone", people)
	}
	_, q := say(a.Li, a.First, "", fmt.Sprintf(`{"key":%q,"anchor":"issue","text":"@wu @chen"}`, key("q")))
	if len(q.Comments) != 1 || len(q.Comments[0].Mentions) != 1 || q.Comments[0].Mentions[0].Name != "chen" {
		t.Errorf("mentioned in a hidden set: %+v", q.Comments)
	}
}

func TestWhatIsUnread(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.says("林晓", "", "q", "Is this ours?", k.onBlock(0))
	k.says("林晓", "", "r", "And this?", k.onBlock(1))
	k.says("Wu Min", "/"+key("q")+"/comments", "a", "It is.", "")
	check := func(when string, want map[string][]int) {
		t.Helper()
		got := map[string][]int{}
		for who := range want {
			got[who] = k.unread(who)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s, unread (-want +got)\n%s", when, diff)
		}
	}
	check("at first", map[string][]int{"林晓": {1, 0}, "Wu Min": {0, 1}, "gu": {2, 1}})
	mine, others := k.as["gu"].Events(k.set, 0), k.as["林晓"].Events(k.set, 0)
	mine.Next()
	others.Next()
	read := fmt.Sprintf(`{"comments":[%q]}`, key("a"))
	send := func(body string) *site.Answer {
		r := k.as["gu"].Request(http.MethodPost, fmt.Sprintf("/sets/%d/queries/read", k.set), strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		return k.as["gu"].Send(r)
	}
	send(read).Is(http.StatusOK)
	send("x").Is(http.StatusUnprocessableEntity)
	check("after reading one", map[string][]int{"林晓": {1, 0}, "gu": {0, 1}})
	if e := after(mine, "presence"); e.Name != "read" || !strings.Contains(e.Data, key("a")) {
		t.Errorf("another page of the reader hears %+v, want what was read", e)
	}
	k.says("Wu Min", "/"+key("r")+"/comments", "b", "Yes.", "")
	if e := after(others, "presence"); e.Name != "query" {
		t.Errorf("a colleague hears %+v, want nothing of what others read", e)
	}
	check("after an answer", map[string][]int{"林晓": {1, 1}, "gu": {0, 2}})
}

// after is the first event that is not of a name.
func after(hears *site.Stream, name string) site.Event {
	for {
		if e := hears.Next(); e.Name != name {
			return e
		}
	}
}

func TestWhatWasSaidBeforeSomebodyCameIsRead(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.says("林晓", "", "q", "Is this ours?", k.onBlock(0))
	for said := k.Server.Store.Now(); !k.Server.Store.Now().After(said); { // who comes at that very moment was there before
		time.Sleep(time.Millisecond)
	}
	k.people["zhao"] = k.User(t, "zhao", vocabulary.Editor)
	k.as["zhao"] = k.SignIn(t, k.people["zhao"])
	if diff := cmp.Diff([]int{0}, k.unread("zhao")); diff != "" {
		t.Errorf("unread (-want +got)\n%s", diff)
	}
}

func TestASuggestionIsTakenInOneRequest(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.as["林晓"].Step(k.set, key("s"), 0, site.RoleAct(k.blocks[3], "body")).Is(http.StatusOK)
	q := k.says("Wu Min", "", "q", "", k.onBlock(3)+`,"act":`+site.RoleAct(k.blocks[3], "deck"))
	if c := q.Comments[0]; c.Was != "body" || !strings.Contains(string(c.Act), `"deck"`) {
		t.Errorf("suggested: %+v", c)
	}
	take := func(who string, id string) *site.Answer {
		r := k.as[who].Request(http.MethodPost, fmt.Sprintf("/sets/%d/queries/%s/comments/%s/take", k.set, key("q"), key("q")),
			strings.NewReader(fmt.Sprintf(`{"id":%q,"base":%d}`, key(id), k.version())))
		r.Header.Set("Content-Type", "application/json")
		return k.as[who].Send(r)
	}
	take("Wu Min", "t0").Is(http.StatusForbidden) // a reviewer does not mark a draft
	for range 2 {                                 // sent twice it is done once
		var taken struct {
			Answer told
			Query  thread
		}
		if err := json.Unmarshal([]byte(take("林晓", "t1").Is(http.StatusOK).Body), &taken); err != nil {
			t.Fatal(err)
		}
		if c := taken.Query.Comments[0]; c.Taken == nil || c.Taken.By != "林晓" || taken.Query.Resolved == nil || !c.Taken.At.Equal(taken.Query.Resolved.At) {
			t.Errorf("taken: %+v, resolved: %+v", c, taken.Query.Resolved)
		}
		if taken.Answer.Kind != "role" || !slices.Contains(taken.Answer.Steps, key("t1")) {
			t.Errorf("the step: %+v", taken.Answer)
		}
	}
	view, err := k.Server.Desk.View(t.Context(), k.set)
	if err != nil {
		t.Fatal(err)
	}
	if role := view.Block(markup.Extent{Page: 1, Start: k.blocks[3].Start, End: k.blocks[3].End}).Role; role != "deck" {
		t.Errorf("the block's role is %q, want deck", role)
	}
	take("ling", "t2").Is(http.StatusOK) // it is so already
	if c := k.queries("gu")[0].Comments[0]; c.Taken.By != "林晓" {
		t.Errorf("taken by %q, want who was first", c.Taken.By)
	}
	k.as["林晓"].Step(k.set, key("x"), k.version(), fmt.Sprintf(`{"kind":"cut","block":{"page":1,"start":%d,"end":%d},"at":%d}`, k.blocks[3].Start, k.blocks[3].End, k.blocks[3].Start+2)).Is(http.StatusOK)
	if told := toldBy(take("ling", "t3").Is(http.StatusConflict)); told.Error.Message == "" || told.Version == 0 {
		t.Errorf("a suggestion for a block that was cut says %+v, want a sentence and the version", told)
	}
}

func TestDoneSettlesAThread(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.says("Wu Min", "", "q", "Is this ours?", k.onBlock(0))
	if q := k.says("林晓", "/"+key("q")+"/comments", "no", "It is theirs.", `,"answer":"disagree"`); q.Resolved != nil || q.Comments[1].Answer != "disagree" {
		t.Errorf("disagreed: %+v", q)
	}
	if q := k.says("林晓", "/"+key("q")+"/comments", "done", "", `,"answer":"done"`); q.Resolved == nil || q.Resolved.By != "林晓" {
		t.Errorf("done: %+v", q)
	}
}
