package browser

import (
	"strings"
	"testing"

	"galley/tests/browser/chrome"
)

// inPanel is the text of what the panel shows.
const inPanel = `document.querySelector("#proof-panel .proof").innerText`

func TestTheProofStandsBesideTheGalley(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Enter Space Space j Space m k h d Space")
	b.keys("Home 0")
	b.Wait(`document.querySelector("#proof-panel [data-here]") !== null`)
	if text := chrome.Eval[string](b.Tab, inPanel); !strings.Contains(text, "习近平强调,中国愿同世界各国一道,携手走出一条数字资源") {
		t.Errorf("the panel does not put joined blocks together: %s", text)
	}
	b.keys("Ctrl+k 8 Enter")
	b.Wait(inPanel + `.includes("严格落实") && document.querySelector("#proof-panel [data-here] .head")`)
	look(b.Tab, "panel-light")
	b.Dark(true)
	look(b.Tab, "panel-dark")
	b.Dark(false)

	b.keys("F2")
	if got := chrome.Eval[string](b.Tab, `document.activeElement.id`); got != "article-title" {
		t.Errorf("F2 leads to %q, want the title in the inspector", got)
	}
	b.Press("Escape")
	b.keys("0")
	b.Wait(`!document.getElementById("proof-panel").hidden`)
	b.keys("Down d")
	b.Wait(`document.querySelectorAll("#proof-panel .words[data-role=deck]").length === 1`)
	b.keys("Home")
	b.keys("Ctrl+k 8 Enter")
	b.Wait(atRest + ` && document.querySelector("#proof-panel .words[data-role=kicker]") !== null`)
	chrome.Eval[bool](b.Tab, `document.querySelector("#proof-panel .words[data-role=kicker]").click(), true`)
	if got := b.focused(); got != "7" {
		t.Errorf("a press on the kicker leads to block %s, want 7", got)
	}
	b.reload()
	b.Wait(`document.querySelector("#proof-panel .proof-article, #proof-panel .loose") !== null`)
	b.Click("#proof-panel [aria-label='Close the proof']")
	b.Wait(`document.getElementById("proof-panel").hidden && document.activeElement.classList.contains("block")`)
}

func TestTheProofFollowsAColleague(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Enter Space 0")
	b.Wait(`document.querySelector("#proof-panel .proof-article") !== null`)
	colleague := &bench{b.Another(), t, b.site, b.set}
	colleague.reload()
	colleague.keys("Home h")
	b.Wait(`document.querySelector("#proof-panel .head[data-role=headline]") !== null`)
}
