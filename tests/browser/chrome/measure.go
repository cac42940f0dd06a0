package chrome

import (
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/memory"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// BeforeScripts evaluates a script in every page that is opened from now on, before the page's own.
func (tab *Tab) BeforeScripts(script string) {
	tab.t.Helper()
	call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// Wheel turns the mouse wheel over a place by pixels, downwards if they are above zero. The protocol wants a
// turn to the side as well, and zero cannot be sent: this one is too small to move anything.
func (tab *Tab) Wheel(x, y, pixels float64) {
	tab.t.Helper()
	call(tab, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: x, Y: y, DeltaX: 1e-6, DeltaY: pixels})
}

// Held is what a page keeps in memory once its garbage is collected: bytes of JavaScript, and nodes of
// the document, those that nobody sees any more among them.
func (tab *Tab) Held() (bytes float64, nodes int64) {
	tab.t.Helper()
	call(tab, heapprofiler.CollectGarbage, cdp.Empty{})
	heap := call(tab, runtime.GetHeapUsage, cdp.Empty{})
	return heap.UsedSize, call(tab, memory.GetDOMCounters, cdp.Empty{}).Nodes
}

// call sends a command of the DevTools protocol.
func call[P, R any](tab *Tab, command cdp.Command[P, R], params P) R {
	tab.t.Helper()
	result, err := chromedp.Call(tab.ctx, command, params)
	if err != nil {
		tab.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}
