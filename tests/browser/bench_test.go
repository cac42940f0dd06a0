package browser

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/engine/vocabulary"
	"galley/tests/browser/chrome"
)

// benchEnabled is the variable that "make bench-browser" sets; without it nothing is measured.
const benchEnabled = "GALLEY_BENCH"

// papers are the pages that are set against each other.
var papers = []struct {
	name string
	paper
}{
	{"5,000", paper{50, 108, 100}},
	{"350,000", paper{3500, 108, 5000}},
	{"1,000,000", paper{10_000, 108, 10_000}},
}

// How often everything is measured.
const (
	benchRounds   = 30
	benchWarm     = 3
	benchOpenings = 5
)

// What an editor may feel.
const (
	mostToFrame  = 33   // milliseconds from a key to the frame of the changed look
	mostGrowth   = 1.5  // of the largest page to the smallest
	mostToOpen   = 1000 // milliseconds from the address to the first key, of 350,000 characters
	mostOfScroll = 50   // milliseconds of the longest frame
	mostOfAnswer = 4096 // bytes of an act's answer
)

// TestBenchBrowser measures the workbench in a real browser, on pages of three sizes, and prints tables;
// what is over its bound fails it. Each page stands in a browser of its own, all are warmed up, and every
// operation is done on the three of them in turn, so that a busy machine makes all of them slow.
//
// Keys are real ones, through the DevTools protocol. All times are taken inside the page, from the
// timeStamp of the key's event. The frame of the changed look is that in which the attribute of the row
// that the key changes is first drawn: an observer sees it change, the next animation frame is asked for,
// and a message posted in it is handled behind style, layout and paint of that very frame. The answer is
// there when the browser has read the last byte of it (responseEnd of its resource timing).
func TestBenchBrowser(t *testing.T) {
	if os.Getenv(benchEnabled) != "1" {
		t.Log("nothing is measured without " + benchEnabled + "=1, as make bench-browser sets it")
		return
	}
	s := newSite(t)
	var benches []*bench
	for _, p := range papers {
		benches = append(benches, s.openPaper(t, p.name, p.paper))
	}
	table := &benchTable{t: t}
	benchKeys(table, benches)
	benchOpening(table, benches)
	benchScrolling(table, benches)
	benchMemory(table, benches)
	t.Log("\n" + strings.Join(table.lines, "\n"))
}

// openPaper loads a paper and opens it in a browser of its own.
func (s *site) openPaper(t *testing.T, name string, p paper) *bench {
	t.Helper()
	probe, err := os.ReadFile("testdata/probe.js")
	if err != nil {
		t.Fatal(err)
	}
	tab := chrome.Alone(t)
	tab.BeforeScripts(string(probe))
	user := s.user(t, "editor of "+name, vocabulary.Editor)
	s.enter(t, tab, user.Name)
	b := &bench{tab, t, s, s.loadMarked(t, name, p.text(), p.marked)}
	b.reload()
	return b
}

// told are the milliseconds from a key to the frame and to the answer, and the answer's bytes.
type told [3]float64

// press presses a key and waits until an attribute of a block's row has changed.
func (b *bench) press(key string, start int, attribute string, acts bool) told {
	b.t.Helper()
	chrome.Eval[bool](b.Tab, fmt.Sprintf(`probe.arm("#b-1-%d", %q, %v)`, start, attribute, acts))
	b.Press(key)
	got := chrome.Eval[told](b.Tab, `probe.told`)
	b.Wait(answered)
	return got
}

// startBelow is where the block below the focused one begins.
func (b *bench) startBelow() int {
	b.t.Helper()
	return chrome.Eval[int](b.Tab, `Number(document.querySelector('[data-number="' + (Number(document.querySelector("[data-focus]").dataset.number) + 1) + '"]').dataset.start)`)
}

// benchActs are what is done in turn: on to the block below, and with it what is taken back again.
var benchActs = []struct {
	name, key, attribute string
	acts                 bool
}{
	{"to the next block (↓)", "Down", "data-focus", false},
	{"a role (D)", "d", "data-role", true},
	{"undo of a role (Z)", "z", "data-role", true},
	{"a new article (Enter)", "Enter", "data-article", true},
	{"undo of an article (Z)", "z", "data-article", true},
}

// benchRest is how long a page rests after an act: until the outline is drawn and others may use the machine.
const benchRest = 200 * time.Millisecond

// benchKeys measures every act on the blocks in the middle of each page.
func benchKeys(table *benchTable, benches []*bench) {
	const within = 3 // the first block of an article that is used
	frames := make([][][]float64, len(benchActs))
	answers := make([][][]float64, len(benchActs))
	bytes := make([][][]float64, len(benchActs))
	for i := range benchActs {
		frames[i], answers[i], bytes[i] = make([][]float64, len(benches)), make([][]float64, len(benches)), make([][]float64, len(benches))
	}
	starts := make([]int, len(benches)) // of the blocks at hand
	for round := range benchRounds + benchWarm {
		if round%3 == 0 {
			for i, b := range benches {
				middle := papers[i].blocks / paperArticle / 2 * paperArticle
				b.keys("Ctrl+k")
				for _, digit := range fmt.Sprint(middle + within) {
					b.Press(string(digit))
				}
				b.Press("Enter")
				b.Wait(fmt.Sprintf(`document.querySelector("[data-focus]").dataset.number === "%d"`, middle+within))
				time.Sleep(benchRest)
			}
		}
		for a, act := range benchActs {
			for i, b := range benches {
				if a == 0 {
					starts[i] = b.startBelow()
				}
				got := b.press(act.key, starts[i], act.attribute, act.acts)
				time.Sleep(benchRest)
				if round < benchWarm {
					continue
				}
				frames[a][i], answers[a][i], bytes[a][i] = append(frames[a][i], got[0]), append(answers[a][i], got[1]), append(bytes[a][i], got[2])
			}
		}
	}
	table.head("key to the frame of the changed look, ms (median / 95th percentile)", "largest : smallest")
	for a, act := range benchActs {
		table.row(act.name, frames[a], median95, bound{mostToFrame, middleOf, true}, mostGrowth)
	}
	table.head("key to the server's answer, ms (median / 95th percentile)", "largest : smallest")
	for a, act := range benchActs {
		if act.acts {
			table.row(act.name, answers[a], median95, bound{}, 0)
		}
	}
	table.head("bytes of an act's answer (the most)", "")
	for a, act := range benchActs {
		if act.acts {
			table.row(act.name, bytes[a], mostly, bound{mostOfAnswer, slices.Max[[]float64], true}, 0)
		}
	}
}

// benchHeld is the time from one key to the next of a key that is held down.
const benchHeld = 33 * time.Millisecond

// benchOpening opens each page again and presses a key, as often as one that is held down, until the
// page acts on it.
func benchOpening(table *benchTable, benches []*bench) {
	times := make([][]float64, len(benches))
	for round := range benchOpenings + 1 {
		for i, b := range benches {
			b.Open(b.site.address + "/issues")
			done := make(chan bool)
			go func() {
				defer close(done)
				b.Open(fmt.Sprintf("%s/sets/%d/pages/1", b.site.address, b.set))
			}()
			for opening := true; opening; {
				select {
				case <-done:
					opening = false
				default:
				}
				b.Press("Down")
				time.Sleep(benchHeld)
			}
			b.Wait(ready)
			b.Press("Down")
			b.Wait(`probe.first() > 0`)
			if round > 0 {
				times[i] = append(times[i], chrome.Eval[float64](b.Tab, `probe.first()`))
			}
			time.Sleep(2 * benchRest)
		}
	}
	table.head("opening to the frame of the first key that is acted on, ms (median / 95th percentile)", "largest : smallest")
	table.row("↓ pressed from the beginning on", times[:2], median95, bound{mostToOpen, middleOf, true}, 0)
	table.row("", times[2:], median95, bound{}, 0)
}

// benchScrolling turns the wheel through each page, a stretch of each in turn, and counts frames.
func benchScrolling(table *benchTable, benches []*bench) {
	const notch, notches = 240, 40
	frames := make([][]float64, len(benches))
	for _, b := range benches {
		b.keys("Ctrl+Home")
		time.Sleep(benchRest)
	}
	for left := len(benches); left > 0; {
		left = 0
		for i, b := range benches {
			const ended = `galley.scrollTop + galley.clientHeight >= galley.scrollHeight - 2`
			if chrome.Eval[bool](b.Tab, ended) {
				continue
			}
			left++
			chrome.Eval[bool](b.Tab, `probe.begin()`)
			for range notches {
				b.Wheel(700, 450, notch)
			}
			frames[i] = append(frames[i], chrome.Eval[float64](b.Tab, `probe.end()`))
		}
	}
	table.head("the longest frame of a stretch of 9,600 pixels, ms (median / the longest)", "")
	table.row("the wheel through the whole page", frames, medianMost, bound{mostOfScroll, slices.Max[[]float64], true}, 0)
}

// benchMemory asks what each page holds.
func benchMemory(table *benchTable, benches []*bench) {
	heaps, nodes := make([][]float64, len(benches)), make([][]float64, len(benches))
	for i, b := range benches {
		b.keys("Ctrl+Home")
		time.Sleep(4 * benchRest)
		heap, held := b.Held()
		heaps[i], nodes[i] = []float64{heap / 1e6}, []float64{float64(held)}
	}
	table.head("what the page holds, its garbage collected", "largest : smallest")
	table.row("MB of JavaScript", heaps, mostly, bound{}, 0)
	table.row("nodes of the document", nodes, mostly, bound{}, 0)
}

// benchTable gathers lines and says what is over its bound.
type benchTable struct {
	t     *testing.T
	lines []string
}

// bound is what a figure may be at most.
type bound struct {
	most   float64
	figure func([]float64) float64
	set    bool
}

func (b *benchTable) head(words, ratio string) {
	b.lines = append(b.lines, "", fmt.Sprintf("%-92s %20s", words, ratio))
	line := fmt.Sprintf("%-32s", "characters")
	for _, p := range papers {
		line += fmt.Sprintf("%20s", p.name)
	}
	b.lines = append(b.lines, line)
}

// row writes what was measured on each page, and fails what is over the bound or grew too much.
func (b *benchTable) row(name string, all [][]float64, words func([]float64) string, most bound, growth float64) {
	line := fmt.Sprintf("%-32s", name)
	for i, one := range all {
		line += fmt.Sprintf("%20s", words(one))
		if most.set && most.figure(one) > most.most {
			b.t.Errorf("%s at %s characters: %.1f, want %.0f at most", name, papers[i].name, most.figure(one), most.most)
		}
	}
	if len(all) == len(papers) {
		ratio := middleOf(all[len(all)-1]) / middleOf(all[0])
		line += fmt.Sprintf("%20.2f", ratio)
		if growth > 0 && ratio > growth {
			b.t.Errorf("%s: the largest page takes %.2f times the smallest, want %.1f at most", name, ratio, growth)
		}
	}
	b.lines = append(b.lines, line)
}

// middleOf is the median.
func middleOf(all []float64) float64 { return percentile(all, 50) }

func percentile(all []float64, part int) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[min(len(sorted)-1, len(sorted)*part/100)]
}

func median95(all []float64) string {
	return fmt.Sprintf("%.1f / %.1f", middleOf(all), percentile(all, 95))
}

func medianMost(all []float64) string {
	return fmt.Sprintf("%.1f / %.1f", middleOf(all), slices.Max(all))
}

func mostly(all []float64) string { return fmt.Sprintf("%.1f", slices.Max(all)) }
