package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"galley/tests/browser/chrome"
)

// unfolded reports whether an element can be seen.
func (b *bench) unfolded(selector string) bool {
	b.t.Helper()
	return chrome.Eval[bool](b.Tab, fmt.Sprintf(`(() => {
		const e = document.querySelector(%q);
		return Boolean(e) && e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().width > 0;
	})()`, selector))
}

func TestTheWorkbenchFitsItsWindow(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Enter Space Space j Space m k h d")
	for _, width := range []int64{1440, 1024, 1023, 768, 720, 480, 360} {
		b.Size(width, 800)
		if over := chrome.Eval[float64](b.Tab, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("at %d the page is %v wider than the window", width, over)
		}
		whole := width >= 1024
		if b.unfolded("#outline") != whole || b.unfolded("#inspector") != whole || b.unfolded("[data-fold=outline]") == whole {
			t.Errorf("at %d: outline %v, inspector %v, its button %v", width, b.unfolded("#outline"), b.unfolded("#inspector"), b.unfolded("[data-fold=outline]"))
		}
		if room := chrome.Eval[float64](b.Tab, `document.querySelector(".block .text").getBoundingClientRect().width`); room < 270 {
			t.Errorf("at %d the text has %v pixels", width, room)
		}
		if told := b.unfolded(".wants-width"); told != (width <= 600) {
			t.Errorf("at %d the page says %v that it wants a wider window", width, told)
		}
		look(b.Tab, fmt.Sprintf("bench-%d", width))
	}
}

func TestColumnsFoldAwayOnATablet(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Enter Space Space j Space m k h d")
	b.Size(820, 1180)
	focus := `document.activeElement.dataset.fold ?? (document.activeElement.closest(".outline, .inspector, .galley, .proof-panel")?.id ?? "")`
	is := func(what, want string) {
		t.Helper()
		if got := chrome.Eval[string](b.Tab, focus); got != want {
			t.Errorf("%s the focus is in %q, want %q", what, got, want)
		}
	}
	for _, name := range []string{"outline", "inspector"} {
		b.Focus("[data-fold=" + name + "]")
		b.Press("Enter")
		if !b.unfolded("#"+name) || chrome.Eval[string](b.Tab, `document.querySelector("[data-fold=`+name+`]").ariaExpanded`) != "true" {
			t.Errorf("Enter on its button does not unfold the %s", name)
		}
		is("unfolded", name)
		look(b.Tab, "tablet-"+name)
		b.Press("Escape")
		if b.unfolded("#" + name) {
			t.Errorf("Escape does not fold the %s", name)
		}
		is("after Escape", name)
		b.Press("Escape")
		is("after another Escape", "galley")
	}
	b.Click("[data-fold=outline]")
	b.Click(`.block[data-number="4"] .text`)
	if b.unfolded("#outline") {
		t.Error("a press on the text does not fold the outline")
	}
	b.keys("0")
	b.Wait(`document.querySelector("#proof-panel .proof-article") !== null`)
	look(b.Tab, "tablet-proof")
	b.Focus(`#proof-panel .proof`)
	b.Press("Escape")
	if b.unfolded("#proof-panel") {
		t.Error("Escape does not close the proof")
	}
	is("after the proof", "galley")
}

func TestTheWorkbenchIsUsableInForcedColoursAndWithoutMotion(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Enter Space")
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}, {Name: "prefers-reduced-motion", Value: "reduce"}}}
	if _, err := chromedp.Call(b.Context(), emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
	look(b.Tab, "forced")
	rail := chrome.Eval[string](b.Tab, `getComputedStyle(document.querySelector('.block[data-state="decided"] .rail'), "::after").backgroundColor`)
	ring := chrome.Eval[string](b.Tab, `getComputedStyle(document.querySelector("[data-focus]"), "::after").borderTopWidth`)
	if rail == "rgba(0, 0, 0, 0)" || ring != "2px" {
		t.Errorf("in forced colours the rail is %s and the ring %s", rail, ring)
	}
	b.keys("Right")
	if moving := chrome.Eval[[]string](b.Tab, `document.getAnimations().map((a) => a.animationName ?? a.transitionProperty)`); len(moving) > 0 {
		t.Errorf("with reduced motion there move: %s", strings.Join(moving, ", "))
	}
}
