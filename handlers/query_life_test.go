package handlers

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
	"galley/handlers/workbench"
	"galley/models"
)

// talk is a set about which people speak.
type talk struct {
	*site
	t      *testing.T
	set    int64
	blocks []text.Span
	people map[string]models.User
	as     map[string]*visitor
}

func newTalk(t *testing.T) *talk {
	t.Helper()
	k := &talk{site: newSite(t), t: t, people: map[string]models.User{}, as: map[string]*visitor{}}
	for name, role := range map[string]models.Role{"林晓": models.Editor, "Wu Min": models.Reviewer, "gu": models.Reader, "chen": models.Administrator, "ling": models.Editor} {
		k.people[name] = k.user(t, name, role)
		k.as[name] = k.signIn(t, k.people[name])
	}
	k.set, k.blocks = k.newSet(t)
	return k
}

// key is the id that follows from a name.
func key(name string) text.ID { return text.DerivedID(name, 0) }

// says sends words with more fields under an address, and reads the thread.
func (k *talk) says(who, path, name, text, more string) workbench.Query {
	k.t.Helper()
	a, q := k.as[who].say(k.set, path, fmt.Sprintf(`{"key":%q,"text":%q%s}`, key(name), text, more))
	a.is(http.StatusOK)
	return q
}

// onBlock is a place for a new thread.
func (k *talk) onBlock(n int) string {
	return fmt.Sprintf(`,"anchor":"block","page":1,"start":%d,"end":%d`, k.blocks[n].Start, k.blocks[n].End)
}

// queries are all threads as somebody reads them.
func (k *talk) queries(who string) []workbench.Query {
	k.t.Helper()
	var all struct{ Queries []workbench.Query }
	body := k.as[who].get(fmt.Sprintf("/sets/%d/queries", k.set)).is(http.StatusOK).body
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
		from := 1 + slices.IndexFunc(q.Comments, func(c workbench.Comment) bool { return c.Key == q.Read })
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
		k.as["林晓"].step(k.set, key(id), base, act).is(http.StatusOK)
	}
	step("s1", roleAct(b, "body"))
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
	exported := k.as["gu"].get(fmt.Sprintf("/sets/%d/export/xml", k.set)).is(http.StatusOK).body
	for _, words := range []string{`<query anchor="issue">`, `<query anchor="span" page="1"`} {
		if !strings.Contains(exported, words) {
			t.Errorf("the export does not hold %s", words)
		}
	}
}

// version is that of the set.
func (k *talk) version() int64 {
	k.t.Helper()
	view, err := k.server.Desk.View(k.t.Context(), k.set)
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
	hears := k.as["gu"].events(k.set, 0)
	hears.next() // hello
	q := k.says("Wu Min", "/"+key("q")+"/comments/"+key("a"), "", "It is not.", "")
	if c := q.Comments[1]; c.Text != "It is not." || c.Edited == nil {
		t.Errorf("edited: %+v", c)
	}
	if e := hears.next(); e.name != "query" || !strings.Contains(e.data, "It is not.") {
		t.Errorf("a reader hears %+v, want the edited thread", e)
	}
	a, _ := k.as["林晓"].say(k.set, "/"+key("q")+"/comments/"+key("a"), `{"text":"Mine"}`)
	a.is(http.StatusForbidden)
	a, _ = k.as["林晓"].say(k.set, "/"+key("q")+"/comments/"+key("a")+"/delete", "")
	a.is(http.StatusForbidden)
	_, q = k.as["chen"].say(k.set, "/"+key("q")+"/comments/"+key("a")+"/delete", "")
	if c := q.Comments[1]; c.Text != "" || c.Deleted != "administrator" {
		t.Errorf("deleted by the administrator: %+v", c)
	}
	hears.next()
	if strings.Contains(k.as["gu"].get(fmt.Sprintf("/sets/%d/export/json", k.set)).body, "It is not.") {
		t.Error("the export holds what was deleted")
	}
	k.as["林晓"].say(k.set, "/"+key("q")+"/comments/"+key("q")+"/delete", "")
	if e := hears.next(); e.name != "query" || !strings.Contains(e.data, `"gone":true`) {
		t.Errorf("a reader hears %+v, want that the thread is gone", e)
	}
	if got := k.queries("gu"); len(got) != 0 {
		t.Errorf("a thread without words is there: %+v", got)
	}
}

func TestMentionsGoToThoseWhoMayRead(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	hears := k.as["Wu Min"].events(k.set, 0)
	hears.next() // hello
	q := k.says("林晓", "", "q", "@Wu Min and @林晓, @nobody", k.onBlock(0))
	want := []workbench.Mention{{ID: k.people["林晓"].ID, Name: "林晓"}, {ID: k.people["Wu Min"].ID, Name: "Wu Min"}}
	slices.SortFunc(want, func(a, b workbench.Mention) int { return int(a.ID - b.ID) })
	if diff := cmp.Diff(want, q.Comments[0].Mentions); diff != "" {
		t.Errorf("mentions (-want +got)\n%s", diff)
	}
	if e := hears.next(); !strings.Contains(e.data, fmt.Sprintf(`"mentioned":[%d]`, k.people["Wu Min"].ID)) {
		t.Errorf("heard %s, want that Wu Min is mentioned, and not who says it", e.data)
	}
	k.says("林晓", "", "q", "@Wu Min and @林晓, @nobody", k.onBlock(0))
	if e := hears.next(); strings.Contains(e.data, "mentioned") {
		t.Errorf("sent twice, it mentions twice: %s", e.data)
	}
	k.says("林晓", "/"+key("q")+"/comments/"+key("q"), "", "@Wu Min and @chen", "")
	if e := hears.next(); !strings.Contains(e.data, fmt.Sprintf(`"mentioned":[%d]`, k.people["chen"].ID)) {
		t.Errorf("heard %s, want that only chen is new", e.data)
	}
	people := k.as["林晓"].get(fmt.Sprintf("/sets/%d/people", k.set)).is(http.StatusOK).body
	if !strings.Contains(people, "Wu Min") || strings.Contains(people, "林晓") {
		t.Errorf("the people to mention are %s", people)
	}
}

func TestInAHiddenSetOnlyWhoSeesItIsMentioned(t *testing.T) {
	t.Parallel()
	a := newApart(t)
	people := a.li.get(fmt.Sprintf("/sets/%d/people", a.first)).is(http.StatusOK).body
	if !strings.Contains(people, "chen") || strings.Contains(people, "wu") || strings.Contains(people, "he\"") {
		t.Errorf("the people to mention in a hidden set are %s, want the administrator alone", people)
	}
	_, q := a.li.say(a.first, "", fmt.Sprintf(`{"key":%q,"anchor":"issue","text":"@wu @chen"}`, key("q")))
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
	mine, others := k.as["gu"].events(k.set, 0), k.as["林晓"].events(k.set, 0)
	mine.next()
	others.next()
	read := fmt.Sprintf(`{"comments":[%q]}`, key("a"))
	send := func(body string) *answer {
		r := k.as["gu"].request(http.MethodPost, fmt.Sprintf("/sets/%d/queries/read", k.set), strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		return k.as["gu"].send(r)
	}
	send(read).is(http.StatusOK)
	send("x").is(http.StatusUnprocessableEntity)
	check("after reading one", map[string][]int{"林晓": {1, 0}, "gu": {0, 1}})
	if e := after(mine, "presence"); e.name != "read" || !strings.Contains(e.data, key("a")) {
		t.Errorf("another page of the reader hears %+v, want what was read", e)
	}
	k.says("Wu Min", "/"+key("r")+"/comments", "b", "Yes.", "")
	if e := after(others, "presence"); e.name != "query" {
		t.Errorf("a colleague hears %+v, want nothing of what others read", e)
	}
	check("after an answer", map[string][]int{"林晓": {1, 1}, "gu": {0, 2}})
}

// after is the first event that is not of a name.
func after(hears *stream, name string) event {
	for {
		if e := hears.next(); e.name != name {
			return e
		}
	}
}

func TestWhatWasSaidBeforeSomebodyCameIsRead(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.says("林晓", "", "q", "Is this ours?", k.onBlock(0))
	for said := k.server.Store.Now(); !k.server.Store.Now().After(said); { // who comes at that very moment was there before
		time.Sleep(time.Millisecond)
	}
	k.people["zhao"] = k.user(t, "zhao", models.Editor)
	k.as["zhao"] = k.signIn(t, k.people["zhao"])
	if diff := cmp.Diff([]int{0}, k.unread("zhao")); diff != "" {
		t.Errorf("unread (-want +got)\n%s", diff)
	}
}

func TestASuggestionIsTakenInOneRequest(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.as["林晓"].step(k.set, key("s"), 0, roleAct(k.blocks[3], "body")).is(http.StatusOK)
	q := k.says("Wu Min", "", "q", "", k.onBlock(3)+`,"act":`+roleAct(k.blocks[3], "deck"))
	if c := q.Comments[0]; c.Was != "body" || !strings.Contains(string(c.Act), `"deck"`) {
		t.Errorf("suggested: %+v", c)
	}
	take := func(who string, id string) *answer {
		r := k.as[who].request(http.MethodPost, fmt.Sprintf("/sets/%d/queries/%s/comments/%s/take", k.set, key("q"), key("q")),
			strings.NewReader(fmt.Sprintf(`{"id":%q,"base":%d}`, key(id), k.version())))
		r.Header.Set("Content-Type", "application/json")
		return k.as[who].send(r)
	}
	take("Wu Min", "t0").is(http.StatusForbidden) // a reviewer does not mark a draft
	for range 2 {                                 // sent twice it is done once
		var taken struct {
			Answer told
			Query  workbench.Query
		}
		if err := json.Unmarshal([]byte(take("林晓", "t1").is(http.StatusOK).body), &taken); err != nil {
			t.Fatal(err)
		}
		if c := taken.Query.Comments[0]; c.Taken == nil || c.Taken.By != "林晓" || taken.Query.Resolved == nil || !c.Taken.At.Equal(taken.Query.Resolved.At) {
			t.Errorf("taken: %+v, resolved: %+v", c, taken.Query.Resolved)
		}
		if taken.Answer.Kind != "role" || !slices.Contains(taken.Answer.Steps, key("t1")) {
			t.Errorf("the step: %+v", taken.Answer)
		}
	}
	view, err := k.server.Desk.View(t.Context(), k.set)
	if err != nil {
		t.Fatal(err)
	}
	if role := view.Block(markup.Extent{Page: 1, Start: k.blocks[3].Start, End: k.blocks[3].End}).Role; role != "deck" {
		t.Errorf("the block's role is %q, want deck", role)
	}
	take("ling", "t2").is(http.StatusOK) // it is so already
	if c := k.queries("gu")[0].Comments[0]; c.Taken.By != "林晓" {
		t.Errorf("taken by %q, want who was first", c.Taken.By)
	}
	k.as["林晓"].step(k.set, key("x"), k.version(), fmt.Sprintf(`{"kind":"cut","block":{"page":1,"start":%d,"end":%d},"at":%d}`, k.blocks[3].Start, k.blocks[3].End, k.blocks[3].Start+2)).is(http.StatusOK)
	if told := take("ling", "t3").is(http.StatusConflict).told(); told.Error.Message == "" || told.Version == 0 {
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
