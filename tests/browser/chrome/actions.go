package chrome

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Open opens an address.
func (tab *Tab) Open(url string) {
	tab.t.Helper()
	tab.who.visits(url)
	tab.Do(chromedp.Navigate(url))
}

// Take gives the browser a cookie that the server at an address has set for somebody else.
func (tab *Tab) Take(address string, c *http.Cookie) {
	tab.t.Helper()
	tab.who.visits(address)
	call(tab, network.SetCookie, network.SetCookieParams{Name: c.Name, Value: c.Value, URL: address, Path: c.Path, HTTPOnly: &c.HttpOnly})
}

// Size sets the size of the window.
func (tab *Tab) Size(width, height int64) {
	tab.t.Helper()
	tab.Do(chromedp.EmulateViewport(width, height))
}

// Dark reports whether the reader prefers a dark page.
func (tab *Tab) Dark(dark bool) {
	tab.t.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(tab.ctx, emulation.SetEmulatedMedia, media); err != nil {
		tab.t.Fatalf("set the colour scheme: %v", err)
	}
}

// Eval gives the value of a JavaScript expression, of a promise what it settles to.
func Eval[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	return Run(tab, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// Focus waits for an element, by its selector, and gives it the focus.
func (tab *Tab) Focus(selector string) {
	tab.t.Helper()
	tab.Wait(fmt.Sprintf(`(() => { const e = document.querySelector(%q); e?.focus(); return e !== null && document.activeElement === e; })()`, selector))
}

// Wait waits until a JavaScript expression is true, across the loading of pages, and says what it
// waited for when it never is. A page that is still being read is not asked: not all of it is there.
func (tab *Tab) Wait(expression string) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	var last error
	for ctx.Err() == nil {
		// A page that is being left has no context to ask in: that is an error to wait out.
		done, err := tab.sees(ctx, expression)
		if err == nil && done {
			return
		}
		if err != nil && ctx.Err() == nil {
			last = err
			time.Sleep(pause)
		}
	}
	tab.t.Fatalf("waited in vain for %s (last error: %v) where the page says %q", expression, last, tab.says())
}

// sees lets the page itself look for a second at most, again and again, whether an expression is true.
func (tab *Tab) sees(parent context.Context, expression string) (bool, error) {
	// A page that was left may still be kept, and never answers.
	ctx, cancel := context.WithTimeout(parent, 3*time.Second)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[bool](fmt.Sprintf(look, expression, pause.Milliseconds()), chromedp.EvalAwaitPromise))
}

// look is true as soon as an expression is, and false after a second.
const look = `new Promise((done, fail) => {
	const end = performance.now() + 1000;
	const look = () => {
		try {
			if (document.readyState !== "loading" && Boolean(%s)) done(true);
			else if (performance.now() > end) done(false);
			else setTimeout(look, %d);
		} catch (error) {
			fail(error);
		}
	};
	look();
})`

// says is where the tab is and what the page there tells.
func (tab *Tab) says() string {
	ctx, cancel := context.WithTimeout(tab.ctx, time.Second)
	defer cancel()
	words, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + " " + [...document.querySelectorAll("[role=status], [role=alert]")].map((e) => e.textContent.trim()).filter(Boolean).join(" | ")`))
	if err != nil {
		return err.Error()
	}
	return words
}

// pause is the time between two looks at what is waited for.
const pause = 10 * time.Millisecond

// Click clicks the middle of the element that a CSS selector finds.
func (tab *Tab) Click(selector string) {
	tab.t.Helper()
	tab.Do(chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// Fill types a value into a field, in place of what stands there.
func (tab *Tab) Fill(selector, value string) {
	tab.t.Helper()
	tab.Do(chromedp.Clear(chromedp.CSS(selector)), chromedp.SendKeys(chromedp.CSS(selector), value))
}

// Write puts text into the field that has the focus, as an input method does.
func (tab *Tab) Write(text string) {
	tab.t.Helper()
	tab.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, input.InsertText, input.InsertTextParams{Text: text})
		return err
	}))
}

// Text is the text of an element.
func (tab *Tab) Text(selector string) string {
	tab.t.Helper()
	return strings.TrimSpace(Run(tab, chromedp.TextContent(chromedp.CSS(selector))))
}

// settled waits for what fades and moves to come to rest; a blinking caret never does.
const settled = `Promise.all(document.getAnimations().filter((a) => a instanceof CSSTransition).map((a) => a.finished.catch(() => {}))).then(() => true)`

// Screenshot writes what the window shows to a PNG file.
func (tab *Tab) Screenshot(path string) {
	tab.t.Helper()
	Eval[bool](tab, settled)
	if err := os.WriteFile(path, Run(tab, chromedp.CaptureScreenshot()), 0o644); err != nil {
		tab.t.Fatal(err)
	}
}

// named are keys that are not characters.
var named = map[string]string{
	"Up": kb.ArrowUp, "Down": kb.ArrowDown, "Left": kb.ArrowLeft, "Right": kb.ArrowRight, "Home": kb.Home, "End": kb.End,
	"PgUp": kb.PageUp, "PgDn": kb.PageDown, "Enter": kb.Enter, "Space": " ", "Backspace": kb.Backspace, "Delete": kb.Delete,
	"Escape": kb.Escape, "Tab": kb.Tab, "F2": kb.F2, "F4": kb.F4, "F8": kb.F8,
}

var modifiers = map[string]chromedp.Modifier{
	"Ctrl": chromedp.ModifierCtrl, "Alt": chromedp.ModifierAlt, "Shift": chromedp.ModifierShift, "Meta": chromedp.ModifierMeta,
}

// Press presses keys one after another, each a character or a name, with its
// modifiers before it: "h", "Down", "Shift+h", "Ctrl+Shift+Left".
func (tab *Tab) Press(keys ...string) {
	tab.t.Helper()
	for _, key := range keys {
		press, err := pressOf(key)
		if err != nil {
			tab.t.Fatal(err)
		}
		tab.Do(press)
	}
}

func pressOf(name string) (chromedp.Action[chromedp.Void], error) {
	parts := strings.Split(name, "+")
	if strings.HasSuffix(name, "+") { // the key + itself
		parts = append(strings.Split(strings.TrimSuffix(strings.TrimSuffix(name, "+"), "+"), "+"), "+")
	}
	key := parts[len(parts)-1]
	var held []chromedp.Modifier
	for _, part := range parts[:len(parts)-1] {
		modifier, known := modifiers[part]
		if !known && part != "" {
			return nil, fmt.Errorf("press %q: there is no modifier %q", name, part)
		}
		if known {
			held = append(held, modifier)
		}
	}
	if code, known := named[key]; known {
		key = code
	} else if len([]rune(key)) != 1 {
		return nil, fmt.Errorf("press %q: there is no key %q", name, key)
	}
	return stroke([]rune(key)[0], held), nil
}

// stroke presses a key and lets it go. The letter belongs to the press, as with a real keyboard: a
// page that takes the key gets no letter, also not into a field that the key has opened.
func stroke(key rune, held []chromedp.Modifier) chromedp.Action[chromedp.Void] {
	var bits int64
	for _, modifier := range held {
		bits |= int64(modifier)
	}
	if bits&int64(chromedp.ModifierShift) != 0 {
		key = unicode.ToUpper(key)
	}
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		events := kb.Encode(key)
		down, up := events[0], events[len(events)-1]
		if typed := events[len(events)/2]; len(events) == 3 && bits&^int64(chromedp.ModifierShift) == 0 {
			down.Text, down.UnmodifiedText = typed.Text, typed.UnmodifiedText
		}
		for _, event := range []*input.DispatchKeyEventParams{down, up} {
			event.Modifiers |= bits
			if _, err := cdp.Call(ctx, target, input.DispatchKeyEvent, *event); err != nil {
				return err
			}
		}
		return nil
	})
}
