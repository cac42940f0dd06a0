// Package chrome starts a real browser for tests. It knows nothing of Galley: a
// test opens pages in it, presses keys, and fails when a page complains.
package chrome

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Enabled is the variable that turns browser tests on. With it a missing
// browser is a failure; without it these tests are left out.
const Enabled = "GALLEY_TEST_BROWSER"

// patience is how long a single action may take.
const patience = 30 * time.Second

// Tab is one tab of a browser. It belongs to one test and one goroutine.
type Tab struct {
	t     *testing.T
	ctx   context.Context
	close context.CancelFunc

	mu         sync.Mutex
	complaints []string
	forgiven   func(chromedp.ConsoleMessage) bool
}

// Start starts a browser with an empty profile and gives its tab of 1440 by 900.
// Both end with the test. The test fails when a page writes an error to the
// console or leaves an exception uncaught.
func Start(t *testing.T) *Tab {
	t.Helper()
	if os.Getenv(Enabled) != "1" {
		t.Skip("browser tests run with " + Enabled + "=1, as make test sets it")
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options(t)...)
	t.Cleanup(cancel)
	return open(t, ctx)
}

// Another is a second tab of the same browser: another window of the same person.
func (tab *Tab) Another() *Tab {
	tab.t.Helper()
	return open(tab.t, tab.ctx)
}

// Close closes the tab, as a person does who is in a hurry.
func (tab *Tab) Close() { tab.close() }

// options are the flags of a browser that is quiet and remembers nothing.
func options(t *testing.T) []chromedp.ExecAllocatorOption {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		path, err = exec.LookPath("google-chrome")
	}
	if err != nil {
		t.Fatalf("find a browser: %v; install chromium", err)
	}
	return append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "en"),
		chromedp.WindowSize(1440, 900),
	)
}

// open opens a tab and listens to its console.
func open(t *testing.T, parent context.Context) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent)
	tab := &Tab{t: t, ctx: ctx, close: cancel, forgiven: func(chromedp.ConsoleMessage) bool { return false }}
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

// Forgive says which complaints a test expects, such as a request that is to fail.
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

// isGone says whether the element that an action had found was gone when it wanted to use it, as when
// another page came between: then nothing has been done, and the action is tried again.
func isGone(err error) bool {
	return err != nil && strings.Contains(strings.ToLower(err.Error()), "node with given id")
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
