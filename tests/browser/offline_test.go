package browser

import (
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/browser/chrome"
)

// wire stands between browser and server, and can be cut.
type wire struct {
	to       string
	listener net.Listener

	mu    sync.Mutex
	down  bool
	lines map[net.Conn]bool
}

// newWire stretches a wire to address, such as http://127.0.0.1:80; it has an address of its own.
func newWire(t *testing.T, address string) (*wire, string) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{to: strings.TrimPrefix(address, "http://"), listener: listener, lines: map[net.Conn]bool{}}
	var served sync.WaitGroup
	served.Go(func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			served.Go(func() { w.carry(near) })
		}
	})
	t.Cleanup(func() {
		listener.Close()
		w.cut()
		served.Wait()
	})
	return w, "http://" + listener.Addr().String()
}

// carry carries one connection, until one of its ends or the wire is closed.
func (w *wire) carry(near net.Conn) {
	defer near.Close()
	far, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", w.to)
	if err != nil || !w.hold(near, far) {
		return
	}
	defer far.Close()
	var both sync.WaitGroup
	both.Go(func() { _, _ = io.Copy(far, near); far.Close() })
	both.Go(func() { _, _ = io.Copy(near, far); near.Close() })
	both.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.lines, near)
	delete(w.lines, far)
}

// hold remembers open connections; false if the wire is cut.
func (w *wire) hold(lines ...net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, line := range lines {
		if w.down {
			line.Close()
			continue
		}
		w.lines[line] = true
	}
	return !w.down
}

// cut ends all connections, streams with them, and lets no new one through.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = true
	for line := range w.lines {
		line.Close()
	}
}

func (w *wire) mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = false
}

// behindWire opens a workbench with an unmarked page of blocks over a wire, and beside it an empty tab.
func behindWire(t *testing.T, blocks int) (*bench, *wire, *chrome.Tab, models.User) {
	t.Helper()
	s := newSite(t)
	w, address := newWire(t, s.address)
	s.address = address
	tab := chrome.Start(t)
	tab.Forgive(func(m chromedp.ConsoleMessage) bool { return strings.Contains(m.Text, "net::ERR") })
	user := s.signIn(t, tab)
	made, err := s.store.CreateIssue(context.Background(), models.NewIssue{Publication: "远报", Language: "zh-Hans", Date: "2031-05-09",
		Pages: []models.NewPage{{Text: big{blocks: blocks, size: 30}.text()}}})
	if err != nil {
		t.Fatal(err)
	}
	tab.Open("about:blank")
	b := &bench{tab.Another(), t, s, made.Set.ID}
	b.Forgive(func(m chromedp.ConsoleMessage) bool { return strings.Contains(m.Text, "net::ERR") })
	b.reload()
	return b, w, tab, user
}

// steps are the acts of a user that the set holds, by their ids.
func (b *bench) steps(user models.User) map[text.ID]int {
	b.t.Helper()
	rows, err := b.site.store.StepsAfter(context.Background(), b.set, 0, 0)
	if err != nil {
		b.t.Fatal(err)
	}
	found := map[text.ID]int{}
	for _, row := range rows {
		if row.AuthorID == user.ID && !row.Inferred {
			found[row.StepID]++
		}
	}
	return found
}

// roles are the roles of the first blocks, as the server has them.
func (b *bench) roles(n int) []string {
	b.t.Helper()
	view, err := b.site.server.Desk.View(context.Background(), b.set)
	if err != nil {
		b.t.Fatal(err)
	}
	var roles []string
	for block := range view.Blocks(1) {
		if len(roles) == n {
			break
		}
		roles = append(roles, fmt.Sprint(block.Role, " ", block.State))
	}
	return roles
}

func TestNothingIsLostWhenTheNetworkIsCutAndTheTabClosed(t *testing.T) {
	t.Parallel()
	const acts = 200
	const blocks = 195
	b, w, empty, user := behindWire(t, blocks+5)
	w.cut()
	for range blocks / 5 {
		b.Press("h", "b", "b", "b", "b")
	}
	b.Press(",", ",", ",", ",", ",")
	b.Wait(`document.getElementById("saved").dataset.saved === "offline"`)
	b.says("#saved", fmt.Sprint(acts, " acts are waiting")) // which it does when they are on the disk
	if got := b.focused(); got != fmt.Sprint(blocks+1) {
		t.Errorf("the focus is on block %s, want %d", got, blocks+1)
	}
	shown := b.looks(blocks + 5)
	b.Close()
	if got := len(b.steps(user)); got != 0 {
		t.Errorf("%d acts have come through a wire that is cut", got)
	}
	w.mend()
	empty.Open(b.site.address + "/issues")
	if !patiently(func() bool { return len(b.steps(user)) >= acts }) {
		t.Error("the acts never came to the server")
	}
	for id, times := range b.steps(user) {
		if times != 1 {
			t.Errorf("step %s is there %d times", id, times)
		}
	}
	if got := len(b.steps(user)); got != acts {
		t.Errorf("the set holds %d acts, want %d", got, acts)
	}
	if diff := cmp.Diff(shown, b.roles(blocks+5)); diff != "" {
		t.Errorf("roles (-shown offline +at the server):\n%s", diff)
	}
}

func TestWorkGoesOnWhileTheNetworkIsAway(t *testing.T) {
	t.Parallel()
	b, w, _, _ := behindWire(t, 30)
	b.keys("h b")
	w.cut()
	b.Press("h", "b", ",", "Space", "k", "u")
	b.Wait(`document.getElementById("saved").dataset.saved === "offline"`)
	shown := b.looks(30)
	w.mend()
	chrome.Eval[bool](b.Tab, `(document.querySelector("#saved button")?.click(), true)`)
	b.Wait(answered)
	if diff := cmp.Diff(shown[:4], b.roles(4)); diff != "" {
		t.Errorf("roles (-shown offline +at the server):\n%s", diff)
	}
	if diff := cmp.Diff(b.roles(30), b.looks(30)); diff != "" {
		t.Errorf("roles (-at the server +shown afterwards):\n%s", diff)
	}
	b.keys("b")
	if diff := cmp.Diff(b.roles(30), b.looks(30)); diff != "" {
		t.Errorf("roles after one more key (-at the server +shown):\n%s", diff)
	}
}

func TestWhatIsRefusedLateStaysInTheTray(t *testing.T) {
	t.Parallel()
	b, w, _, _ := behindWire(t, 20)
	b.keys("h b b")
	w.cut()
	b.Press("Up", "Right", "Right", "Right", "x")
	b.Wait(`document.getElementById("saved").dataset.saved === "offline"`)
	colleague := b.site.user(t, "周远", vocabulary.Editor)
	view, err := b.site.server.Desk.View(context.Background(), b.set)
	if err != nil {
		t.Fatal(err)
	}
	block := blockAt(t, view.Set, 3)
	at := block.Start + 5
	cut := desk.Request{Set: b.set, ID: text.NewID(), Base: view.Version(), Kind: "cut", Raw: []byte(`{"kind":"cut"}`),
		Act: &markup.CutBlock{Block: block, At: at}, Actor: markup.Actor{ID: colleague.ID, Role: colleague.Role}, At: clock()}
	if _, err := b.site.server.Desk.Apply(context.Background(), cut); err != nil {
		t.Fatal(err)
	}
	// What is refused at once is reported at once, and leaves no trace; so some time goes by.
	chrome.Eval[bool](b.Tab, `((now) => (Date.now = () => now() + 2000, true))(Date.now.bind(Date))`)
	w.mend()
	chrome.Eval[bool](b.Tab, `(document.querySelector("#saved button")?.click(), true)`)
	b.Wait(`document.getElementById("tray") !== null`)
	b.Click("#tray")
	if got := b.Text("dialog .tray-list"); !strings.Contains(got, "no longer exists") {
		t.Errorf("the tray says %q", got)
	}
	b.Click("dialog .tray-list li button:last-of-type")
	b.Wait(`document.querySelector("dialog") === null && document.getElementById("tray") === null`)
}

// blockAt is the block with a number, counted from 1 on page 1.
func blockAt(t *testing.T, set *markup.Set, number int) markup.Extent {
	t.Helper()
	n := 0
	for block := range set.Blocks(1) {
		if n++; n == number {
			return block.Extent
		}
	}
	t.Fatalf("the page has no block %d", number)
	return markup.Extent{}
}

// patiently waits until something is so; false when it never is.
func patiently(so func() bool) bool {
	for end := time.Now().Add(time.Minute); !so(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}
