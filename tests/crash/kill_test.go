package crash

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/models"
	"galley/tests/samples"
)

const password = "a good password"

// TestNothingAcknowledgedIsLost kills the server in the middle of a stream of steps, again and again over
// one database: eight times, and as make soak runs it a hundred, always at other moments. Every
// acknowledged step is there afterwards, once, and no half one.
func TestNothingAcknowledgedIsLost(t *testing.T) {
	p := newProgram(t)
	acknowledged := map[text.ID]int64{} // version of an act's last step, by the act's id
	n, seed := 8, "1"
	if os.Getenv("GALLEY_SOAK") == "1" {
		n, seed = 100, fmt.Sprint(time.Now().UnixNano()%1_000_000)
	}
	number, err := strconv.ParseUint(cmp.Or(os.Getenv("GALLEY_SEED"), seed), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("GALLEY_SEED=%d", number)
	p.random = rand.New(rand.NewPCG(number, 0))
	for round := range n {
		for id, version := range p.killAmidSteps(t, round) {
			acknowledged[id] = version
		}
		p.examine(t, acknowledged)
		if t.Failed() {
			t.Fatalf("after kill %d", round+1)
		}
	}
	p.replay(t)
	t.Logf("%d kills, %d acknowledged steps, all there", n, len(acknowledged))
}

// program is the built binary with its database.
type program struct {
	binary, database string
	client           *http.Client
	set              int64
	blocks           []text.Span
	random           *rand.Rand
}

func newProgram(t *testing.T) *program {
	t.Helper()
	dir := t.TempDir()
	p := &program{binary: filepath.Join(dir, "galley"), database: filepath.Join(dir, "galley.db")}
	if out, err := exec.Command("go", "build", "-o", p.binary, "galley/cmd/galley").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	page := "zhuzhou-2022-11-10-p1.txt"
	p.command(t, "", "load", "--publication", "株洲日报", "--date", "2022-11-10", samples.Path(page))
	p.command(t, password+"\n", "user", "add", "li", "--role", "editor")
	p.blocks = markup.NewPage(1, samples.Read(t, page)).Blocks
	p.set = 1
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	p.client = &http.Client{Jar: jar, Timeout: 10 * time.Second}
	return p
}

func (p *program) command(t *testing.T, input string, args ...string) {
	t.Helper()
	c := exec.Command(p.binary, append([]string{"--database", p.database}, args...)...)
	c.Stdin = strings.NewReader(input)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("galley %v: %v\n%s", args, err, out)
	}
}

// killAmidSteps serves, lets four editors' hands act, kills the process, and gives what was
// acknowledged.
func (p *program) killAmidSteps(t *testing.T, round int) map[text.ID]int64 {
	t.Helper()
	c := exec.Command(p.binary, "--database", p.database, "serve", "--addr", "127.0.0.1:0")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Wait() }() // it was killed, which is its error
	defer func() { _ = c.Process.Kill() }()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the program does not say where it is: %v", err)
	}
	address := strings.TrimSpace(line[strings.LastIndex(line, " ")+1:])
	if round == 0 {
		p.signIn(t, address)
	}

	var lock sync.Mutex
	acknowledged := map[text.ID]int64{}
	flowing := make(chan struct{}, 1) // the first step of the round is acknowledged
	var hands sync.WaitGroup
	for hand := range 4 {
		hands.Go(func() {
			p.act(address, hand, func(id text.ID, version int64) {
				lock.Lock()
				defer lock.Unlock()
				acknowledged[id] = version
				select {
				case flowing <- struct{}{}:
				default:
				}
			})
		})
	}
	select {
	case <-flowing:
	case <-time.After(10 * time.Second):
		t.Error("no step was acknowledged within ten seconds")
	}
	time.Sleep(time.Duration(p.random.IntN(100)) * time.Millisecond)
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	hands.Wait()
	return acknowledged
}

func (p *program) signIn(t *testing.T, address string) {
	t.Helper()
	answer, err := p.client.PostForm(address+"/sign-in", url.Values{"name": {"li"}, "password": {password}})
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK || !strings.HasSuffix(answer.Request.URL.Path, "/issues") {
		t.Fatalf("sign in: %s at %s", answer.Status, answer.Request.URL)
	}
}

// act marks a byline, whose parts are a step of their own, and removes it, until the server is gone.
func (p *program) act(address string, hand int, told func(text.ID, int64)) {
	block := p.blocks[[]int{9, 15, 18, 22}[hand]] // each opens with a byline of 14 or more code points
	for _, left := range p.leftBehind(address, block.Start) {
		id := text.NewID()
		if version, ok := p.post(address, id, map[string]any{"kind": "unmark", "span": left}); ok {
			told(id, version)
		}
	}
	for {
		mark := text.NewID()
		marked := map[string]any{"kind": "span", "page": 1, "start": block.Start, "end": block.Start + 14, "role": "byline", "new": mark}
		removed := map[string]any{"kind": "unmark", "span": mark}
		for _, act := range []any{marked, removed} {
			id := text.NewID()
			version, ok := p.post(address, id, act)
			if !ok {
				return
			}
			told(id, version)
		}
	}
}

// leftBehind are the bylines at a place that the kill before kept from being removed.
func (p *program) leftBehind(address string, start int) []text.ID {
	answer, err := p.client.Get(fmt.Sprintf("%s/sets/%d/pages/1/cells", address, p.set))
	if err != nil {
		return nil
	}
	defer answer.Body.Close()
	var page struct{ Cells map[string]json.RawMessage }
	if json.NewDecoder(answer.Body).Decode(&page) != nil {
		return nil
	}
	var left []text.ID
	for name, cell := range page.Cells {
		var mark markup.Mark
		id, span := strings.CutPrefix(name, "span/")
		if span && json.Unmarshal(cell, &mark) == nil && mark.Role == "byline" && mark.At[0].Start == start {
			left = append(left, id)
		}
	}
	return left
}

// post sends an act; false when it was not acknowledged.
func (p *program) post(address string, id text.ID, act any) (int64, bool) {
	body, err := json.Marshal(map[string]any{"id": id, "base": 1 << 40, "act": act})
	if err != nil {
		return 0, false
	}
	answer, err := p.client.Post(fmt.Sprintf("%s/sets/%d/steps", address, p.set), "application/json", bytes.NewReader(body))
	if err != nil {
		return 0, false
	}
	defer answer.Body.Close()
	var told struct{ Version int64 }
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK || json.Unmarshal(data, &told) != nil {
		return 0, false
	}
	return told.Version, true
}

// examine opens the database as the next start would, and holds it against what was acknowledged.
func (p *program) examine(t *testing.T, acknowledged map[text.ID]int64) {
	t.Helper()
	ctx := context.Background()
	store, err := models.Open(ctx, p.database, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if durability, err := store.Durability(ctx); err != nil || durability != "FULL" {
		t.Errorf("synchronous is %q on the writing connection, %v; want FULL", durability, err)
	}
	rows, err := store.StepsAfter(ctx, p.set, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	stored := map[text.ID]int64{}
	for i, row := range rows {
		if row.Version != int64(i+1) {
			t.Fatalf("version %d stands where %d should", row.Version, i+1)
		}
		if !row.Inferred {
			stored[row.StepID] = row.Version
		}
		marks := strings.Contains(row.Act, `"kind":"span"`)
		if marks && (i+1 == len(rows) || !rows[i+1].Inferred) {
			t.Errorf("version %d is half an act: its parts are missing", row.Version)
		}
		if row.Inferred && !strings.Contains(rows[i-1].Act, `"kind":"span"`) {
			t.Errorf("version %d follows from nothing", row.Version)
		}
	}
	for id, version := range acknowledged {
		if at, found := stored[id]; !found || at > version {
			t.Errorf("step %s was acknowledged at version %d and stands at %d", id, version, at)
		}
	}
	view, err := desk.New(store, nil).View(ctx, p.set)
	if err != nil {
		t.Fatal(err)
	}
	if view.Version() != int64(len(rows)) {
		t.Errorf("the set opens at version %d of %d", view.Version(), len(rows))
	}
}

// replay holds the set as it opens, from the last snapshot, against all of its steps folded one
// after the other.
func (p *program) replay(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	store, err := models.Open(ctx, p.database, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	view, err := desk.New(store, nil).View(ctx, p.set)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := store.StepsAfter(ctx, p.set, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	set := markup.NewSet(view.Source())
	for _, row := range rows {
		entry := markup.LoggedStep{Version: row.Version, ID: row.StepID, Author: row.AuthorID}
		if err := json.Unmarshal([]byte(row.Changes), &entry.Step); err != nil {
			t.Fatal(err)
		}
		if set, err = set.Apply(entry); err != nil {
			t.Fatal(err)
		}
	}
	want, err1 := set.Snapshot()
	got, err2 := view.Snapshot()
	if err1 != nil || err2 != nil || !bytes.Equal(want, got) {
		t.Errorf("the set as it opens differs from its steps: %v, %v", err1, err2)
	}
}
