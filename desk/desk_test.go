package desk

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
	"galley/models"
	"galley/models/databasetest"
)

// office is a desk over a store of its own, with people and a set. Two offices at one address are
// two programs.
type office struct {
	*Desk
	t       *testing.T
	address string
	set     int64
	people  map[string]markup.Actor
	log     *strings.Builder // of the desk; read it after Close
}

// onBoth runs a test in an office on a fresh SQLite file, and on a fresh PostgreSQL database when
// asked for.
func onBoth(t *testing.T, test func(t *testing.T, o *office)) {
	t.Helper()
	databasetest.OnBoth(t, func(t *testing.T, address string) { test(t, newOffice(t, address)) })
}

// newOffice makes the people and a set in the empty database at an address.
func newOffice(t *testing.T, address string) *office {
	t.Helper()
	o := openOffice(t, address)
	for name, role := range map[string]vocabulary.PersonRole{"li": vocabulary.Editor, "wu": vocabulary.Editor, "chen": vocabulary.Reviewer} {
		user := models.User{Name: name, Role: role, Active: true}
		if err := o.store.CreateUser(t.Context(), &user); err != nil {
			t.Fatal(err)
		}
		o.people[name] = markup.Actor{ID: user.ID, Role: role}
	}
	o.people["ghost"] = markup.Actor{ID: 999, Role: vocabulary.Editor} // has no row
	o.set = o.newSet(1)
	return o
}

// openOffice opens a store and a desk that are closed with the test.
func openOffice(t *testing.T, address string) *office {
	t.Helper()
	store, err := models.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	log := &strings.Builder{}
	o := &office{New(store, slog.New(slog.NewTextHandler(log, nil))), t, address, 0, map[string]markup.Actor{}, log}
	t.Cleanup(func() {
		o.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return o
}

// other is another program at the same address, with the same people and set.
func (o *office) other(t *testing.T) *office {
	t.Helper()
	b := openOffice(t, o.address)
	b.people, b.set = o.people, o.set
	return b
}

// restart is the office after a restart of the program.
func (o *office) restart() { o.Desk = New(o.store, o.Desk.log) }

// blockLength is the length of every block of the tests' page.
const blockLength = 62

// words begin every tenth block; something follows from each of them when the block is body.
const words = "新华社北京11月9日电（记者王明）"

// newSet is the team's set on a new issue of one page with 300 blocks.
func (o *office) newSet(number int) int64 {
	o.t.Helper()
	var text strings.Builder
	for i := range 300 {
		line := fmt.Sprintf("第%d期第%d段", number, i)
		if i%10 == 9 {
			line = words + line
		}
		text.WriteString(line + strings.Repeat("报", blockLength-1-len([]rune(line))) + "。\n\n")
	}
	issue, err := o.store.CreateIssue(o.t.Context(), models.NewIssue{Publication: "株洲日报", Language: "zh-Hans",
		Date: "2022-11-10", Number: fmt.Sprint(number), Pages: []models.NewPage{{Label: "A1", Text: text.String()}}})
	if err != nil {
		o.t.Fatal(err)
	}
	return issue.Set.ID
}

// extent is block n of a page of newSet, as JSON.
func extent(n int) string {
	start := n * (blockLength + 2)
	return fmt.Sprintf(`{"page":1,"start":%d,"end":%d}`, start, start+blockLength)
}

func blockCell(n int) markup.Cell {
	return markup.Cell{Kind: markup.BlockCell, Page: 1, At: n * (blockLength + 2)}
}

// role is the act that gives blocks a role.
func role(role string, blocks ...int) string {
	var extents []string
	for _, n := range blocks {
		extents = append(extents, extent(n))
	}
	return fmt.Sprintf(`{"kind":"role","blocks":[%s],"role":%q}`, strings.Join(extents, ","), role)
}

const (
	undo = `{"kind":"undo"}`
	redo = `{"kind":"redo"}`
)

// ask is somebody's act on the office's set, known at its newest version.
func (o *office) ask(who, act string) Request {
	o.t.Helper()
	kind, a, err := markup.ReadAct([]byte(act))
	if err != nil {
		o.t.Fatalf("%s: %v", act, err)
	}
	return Request{Set: o.set, ID: text.NewID(), Base: o.head().Version(), Kind: kind, Act: a, Raw: []byte(act),
		Actor: o.people[who], At: time.Now()}
}

// do is ask, done.
func (o *office) do(who, act string) Answer {
	o.t.Helper()
	return o.must(o.ask(who, act))
}

func (o *office) must(r Request) Answer {
	o.t.Helper()
	answer, err := o.Apply(context.Background(), r)
	if err != nil {
		o.t.Fatalf("%s: %v", r.Raw, err)
	}
	return answer
}

// refuses does what must be refused with a code and a sentence.
func (o *office) refuses(r Request, code fault.Code, sentence string) error {
	o.t.Helper()
	answer, err := o.Apply(context.Background(), r)
	if fault.CodeOf(err) != code || fault.Sentence(err) != sentence {
		o.t.Errorf("%s: got %+v and %q %v\nwant %q %s", r.Raw, answer, fault.CodeOf(err), err, code, sentence)
	}
	return err
}

// head is the committed head of the office's set.
func (o *office) head() *markup.Set {
	o.t.Helper()
	view, err := o.View(context.Background(), o.set)
	if err != nil {
		o.t.Fatal(err)
	}
	return view.Set
}

// rows are the stored steps of the office's set.
func (o *office) rows() []models.Step {
	o.t.Helper()
	rows, err := o.store.StepsAfter(context.Background(), o.set, 0, 0)
	if err != nil {
		o.t.Fatal(err)
	}
	return rows
}

// replay is the set as its stored steps tell it, one after the other, without a desk.
func (o *office) replay() *markup.Set {
	o.t.Helper()
	set := markup.NewSet(o.head().Source())
	for i, row := range o.rows() {
		if row.Version != int64(i)+1 {
			o.t.Fatalf("the step in place %d has version %d", i+1, row.Version)
		}
		entry, err := loggedStepOf(row)
		if err == nil {
			set, err = set.Apply(entry)
		}
		if err != nil {
			o.t.Fatal(err)
		}
	}
	return set
}

// checkHead fails the test if the head, the pending head or the record differs from the stored
// steps.
func (o *office) checkHead() {
	o.t.Helper()
	want, view := o.replay(), o.head()
	if diff := cmp.Diff(whole(o.t, want), whole(o.t, view)); diff != "" {
		o.t.Errorf("the head differs from its steps (-want +got)\n%s", diff)
	}
	open := o.find(o.set)
	open.mu.Lock()
	defer open.mu.Unlock()
	if open.pending != open.committed || len(open.inflight) != 0 {
		o.t.Errorf("at rest the pending head is %d, the committed %d, and %d are under way", open.pending.Version(), open.committed.Version(), len(open.inflight))
	}
	record, err := o.store.Set(context.Background(), o.set)
	if err != nil {
		o.t.Fatal(err)
	}
	figures := models.Figures{State: record.State, Blocks: record.Blocks, Decided: record.Decided, Articles: record.Articles, Problems: record.Problems}
	if diff := cmp.Diff(figuresOf(want), figures); diff != "" || record.Version != want.Version() {
		o.t.Errorf("the record is of version %d, the steps of %d (-want +got)\n%s", record.Version, want.Version(), diff)
	}
}

// whole is everything known of a set.
func whole(t *testing.T, set *markup.Set) map[string]string {
	t.Helper()
	snapshot, err := set.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	blocks, decided := set.CountAll()
	all := map[string]string{"snapshot": string(snapshot), "counts": fmt.Sprint(blocks, decided, set.CountArticles(), set.CountProblems())}
	for scope, list := range set.Problems() {
		all["problems of "+scope.String()] = fmt.Sprint(len(list), list[0].Kind)
	}
	for id := range set.Articles() {
		all["articles"] += id + " "
	}
	return all
}

// cells are what a set holds, by name.
func cells(set *markup.Set) map[markup.Cell]markup.Value { return maps.Collect(set.Cells()) }

// sameCells fails the test where two sets hold different things.
func sameCells(t *testing.T, want, got map[markup.Cell]markup.Value) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cells (-want +got)\n%s", diff)
	}
}
