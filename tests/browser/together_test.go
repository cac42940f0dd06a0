package browser

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/models"
	"galley/tests/browser/chrome"
)

// sees waits until the row with a number shows somebody's initials in its gutter, and nobody else's row
// does.
func (b *bench) sees(who models.User, number int) {
	b.t.Helper()
	b.Wait(fmt.Sprintf(`(() => {
		const badges = [...document.querySelectorAll('.gutter [data-person="%d"]')];
		return badges.length === 1 && badges[0].closest(".block").dataset.number === "%d";
	})()`, who.ID, number))
}

// places are the places of all rows and of the ring, as JSON.
func (b *bench) places() string {
	b.t.Helper()
	return chrome.Eval[string](b.Tab, `JSON.stringify([...document.querySelectorAll(".block, .block .text, [data-focus]")].map((e) => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; }))`)
}

func TestColleaguesSeeWhereEachOtherIs(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Enter Space Space j Space m k h")
	before, focused := b.places(), b.focused()
	wu, user := b.colleague("吴敏")
	b.Wait(fmt.Sprintf(`document.querySelector('#here [data-person="%d"]') !== null`, user.ID))
	wu.keys("Home Down Down")
	began := time.Now()
	b.sees(user, 3)
	t.Logf("the focus is seen %v after the key", time.Since(began))
	if got := b.Text("#here .colleague"); got != "吴敏" {
		t.Errorf("the bar shows %q, want 吴敏", got)
	}
	for selector, want := range map[string]string{
		"#here .colleague":                     "吴敏 is at block 3",
		`[data-number="3"] .gutter [role=img]`: "吴敏 is here",
	} {
		if got := chrome.Eval[string](b.Tab, fmt.Sprintf(`document.querySelector(%q).ariaLabel`, selector)); got != want {
			t.Errorf("%s is called %q, want %q", selector, got, want)
		}
	}
	if got := chrome.Eval[string](b.Tab, `document.querySelector('[data-number="3"]').getAttribute("aria-description")`); got != "吴敏 is here" {
		t.Errorf("row 3 is described as %q", got)
	}
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	(&visit{t: t, site: b.site, tab: b.Tab, axe: string(axe), language: "en"}).look("the workbench, with a colleague")
	if diff := cmp.Diff(before, b.places()); diff != "" {
		t.Errorf("the text moved when a colleague came:\n%s", diff)
	}
	if got := b.focused(); got != focused {
		t.Errorf("the focus went from block %s to %s", focused, got)
	}
	if got := chrome.Eval[bool](b.Tab, takesKeys); !got {
		t.Error("the galley has lost the browser's focus")
	}
	wu.Wait(fmt.Sprintf(`document.querySelector('.gutter [data-person]')?.closest(".block").dataset.number === "%s"`, focused))

	// Another tab of theirs is the same person; who closes one is still there.
	second := &bench{wu.Another(), t, b.site, b.set}
	second.reload()
	second.keys("End Up Up")
	b.sees(user, 56)
	second.Close()
	wu.keys("Down")
	b.sees(user, 4)

	// A press on the initials goes there.
	b.Click("#here .colleague")
	if got := b.focused(); got != "4" {
		t.Errorf("a press on the initials went to block %s, want 4", got)
	}

	// A cut above leaves them where they are, and who leaves is gone.
	b.keys("Up Right Right Right x")
	b.sees(user, 5)
	wu.Close()
	began = time.Now()
	b.Wait(`document.querySelector(".colleagues, #here .colleague") === null && document.getElementById("here").hidden`)
	t.Logf("who left is gone after %v", time.Since(began))
}

func TestTheInspectorSaysWhoChangedABlockLast(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Down Down")
	b.Wait(`document.querySelector("#block-facts .where") !== null`)
	if chrome.Eval[bool](b.Tab, `document.querySelector("#block-facts .touched") !== null`) {
		t.Error("somebody is said to have changed a block that nobody has")
	}
	wu, _ := b.colleague("吴敏")
	wu.keys("Down Down m")
	b.says("#block-facts .touched", "吴敏")
	if got := b.Text("#block-facts .touched"); got != "Last changed: 吴敏, just now" {
		t.Errorf("the inspector says %q", got)
	}
	if got := chrome.Eval[string](b.Tab, `document.querySelector("#block-facts time").title`); !strings.Contains(got, "2031") {
		t.Errorf("the full time is %q", got)
	}
	b.keys("f Up")
	b.says("#block-facts .touched", "You")
	wu.keys("Up")
	wu.says("#block-facts .touched", "林晓")
}

func TestUndoNamesTheColleagueWhoCameAfter(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	wu, _ := b.colleague("吴敏")
	b.keys("Shift+Down Shift+Down m") // blocks 1 to 3 are masthead
	wu.Wait(`document.querySelectorAll('.block[data-role="masthead"]').length === 3`)
	wu.keys("Home Down f")
	b.Wait(`document.querySelectorAll('.block[data-role="furniture"]').length === 1`)
	b.keys("z")
	b.says("#toast", "Left unchanged, because 吴敏 has since changed it: block 2.")
	want := []string{" undecided", "furniture decided", " undecided"}
	if diff := cmp.Diff(want, b.looks(3)); diff != "" {
		t.Errorf("after undo (-want +got):\n%s", diff)
	}
	b.keys("End m")
	wu.Wait(`document.querySelector('[data-number="58"][data-role="masthead"]') !== null`)
	wu.keys("End f")
	b.Wait(`document.querySelector('[data-number="58"][data-role="promo"]') !== null`)
	b.Press("z")
	b.says("#toast", "吴敏 has since changed all of this, so it stays. Press again for what you did before.")
	b.keys("Up")
}
