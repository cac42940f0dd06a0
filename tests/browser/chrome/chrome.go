package chrome

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Enabled is the variable that turns browser tests on. With it a missing
// browser is a failure; without it these tests are left out.
const Enabled = "GALLEY_TEST_BROWSER"

// patience is how long a single action may take, also on a machine that does much else.
const patience = time.Minute

// Tab is one tab of a browser. It belongs to one test and one goroutine.
type Tab struct {
	t     *testing.T
	who   *person
	ctx   context.Context
	close context.CancelFunc

	mu         sync.Mutex
	complaints []string
	forgiven   func(chromedp.ConsoleMessage) bool
}

// Start gives a tab of 1440 by 900 in the browser that all tests share, as a person of its own: it
// has no cookies, no storage and no cache. It ends with the test. The test fails when a page writes an
// error to the console or leaves an exception uncaught.
func Start(t *testing.T) *Tab {
	t.Helper()
	skip(t)
	who := somebody(t)
	return open(t, who, who.ctx)
}

// Alone is Start in a browser of its own, for what is measured.
func Alone(t *testing.T) *Tab {
	t.Helper()
	skip(t)
	flags, err := options(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), flags...)
	t.Cleanup(cancel)
	return open(t, &person{origins: map[string]bool{}}, ctx)
}

func skip(t *testing.T) {
	t.Helper()
	if os.Getenv(Enabled) != "1" {
		t.Skip("browser tests run with " + Enabled + "=1, as make test sets it")
	}
}

// Main runs the tests of a package that share a browser, and ends the browser: its TestMain calls it.
func Main(m *testing.M) int {
	defer func() { end() }()
	return m.Run()
}

// end ends the shared browser, once there is one.
var end = func() {}

// shared starts the browser that tests share, with the first that asks.
var shared = sync.OnceValues(func() (context.Context, error) {
	profile, err := os.MkdirTemp("", "chrome")
	if err != nil {
		return nil, err
	}
	flags, err := options(profile)
	if err != nil {
		return nil, err
	}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), flags...)
	ctx, _ := chromedp.NewContext(allocator)
	end = func() {
		cancel()
		_ = os.RemoveAll(profile) // a browser that is ending may still write there
	}
	if err := chromedp.Do(ctx); err != nil {
		return nil, fmt.Errorf("start the browser: %w", err)
	}
	return ctx, nil
})

// Another is a second tab of the same browser: another window of the same person.
func (tab *Tab) Another() *Tab {
	tab.t.Helper()
	return open(tab.t, tab.who, tab.ctx)
}

// Close closes the tab, as a person does who is in a hurry.
func (tab *Tab) Close() { tab.close() }

// options are the flags of a browser that is quiet and remembers nothing.
func options(profile string) ([]chromedp.ExecAllocatorOption, error) {
	path, err := find("chromium-headless-shell", "chromium", "google-chrome")
	if err != nil {
		return nil, err
	}
	return append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(profile),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		// What drops down from the address bar is a page too, in every window, and works more than our pages do.
		chromedp.Flag("disable-features", "Translate,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,AiModeOmniboxEntryPoint"),
		chromedp.Flag("disable-component-update", true),
		// A caret that blinks is drawn sixty times a second, in every window; that is what most of the time went into.
		chromedp.Flag("force-prefers-reduced-motion", true),
		chromedp.Flag("lang", "en"),
		chromedp.WindowSize(1440, 900),
		// A page stays in the process of its person, with the scripts that this has read: to read them costs more than most tests.
		chromedp.Flag("process-per-site", true),
	), nil
}

// find is the first of some programs that is here. The browser without a window of its own comes first: the others
// draw one that nobody sees, and that costs a third of the time.
func find(names ...string) (string, error) {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("find a browser: none of %s is here; install %s", strings.Join(names, ", "), names[0])
}

// open opens a tab of a person and listens to its console.
func open(t *testing.T, who *person, parent context.Context) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent)
	tab := &Tab{t: t, who: who, ctx: ctx, close: cancel, forgiven: func(chromedp.ConsoleMessage) bool { return false }}
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		t.Fatalf("start the browser: %v", err)
	}
	heard := make(chan struct{})
	messages := chromedp.Console(ctx)
	go func() {
		defer close(heard)
		for message, err := range messages {
			if err != nil {
				return
			}
			tab.hear(message)
		}
	}()
	t.Cleanup(func() {
		cancel()
		<-heard
		for _, complaint := range tab.complaints {
			t.Errorf("the page complains: %s", complaint)
		}
	})
	tab.Size(1440, 900)
	// Every tab has the focus, whichever stands in front: two people work at once.
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatalf("give the tab the focus: %v", err)
	}
	return tab
}

// hear keeps what a page complains about.
func (tab *Tab) hear(m chromedp.ConsoleMessage) {
	if m.Type != chromedp.ConsoleError && !m.IsException() {
		return
	}
	tab.mu.Lock()
	defer tab.mu.Unlock()
	if !tab.forgiven(m) {
		tab.complaints = append(tab.complaints, m.Text+" "+m.URL)
	}
}

// Forgive says which complaints a test expects, such as a request that must fail.
func (tab *Tab) Forgive(expected func(chromedp.ConsoleMessage) bool) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.forgiven = expected
}

// Context is the tab's context for actions of chromedp that Tab has no method for.
func (tab *Tab) Context() context.Context { return tab.ctx }

// Do runs actions one after another, each with its own patience.
func (tab *Tab) Do(actions ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	for i, action := range actions {
		ctx, cancel := context.WithTimeout(tab.ctx, patience)
		err := chromedp.Do(ctx, action)
		for isGone(err) && ctx.Err() == nil {
			err = chromedp.Do(ctx, action)
		}
		cancel()
		if err != nil {
			tab.t.Fatalf("browser action %d: %v", i+1, err)
		}
	}
}

// isGone reports whether what an action had found was gone when it wanted to use it: an element, as when another page came
// between, or a connection that was cut while it lay idle. Then nothing has been done, and the action is tried again.
func isGone(err error) bool {
	if err == nil {
		return false
	}
	words := strings.ToLower(err.Error())
	return strings.Contains(words, "node with given id") || strings.Contains(words, "net::err_socket_not_connected")
}

// Run runs an action of a tab and gives its value.
func Run[T any](tab *Tab, action chromedp.Action[T]) T {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, action)
	for isGone(err) && ctx.Err() == nil {
		value, err = chromedp.Run(ctx, action)
	}
	if err != nil {
		tab.t.Fatalf("browser action: %v", err)
	}
	return value
}
