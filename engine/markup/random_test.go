package markup

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"galley/engine/text"
)

// newsroom is a set on which several authors act, each with undo and redo of their own, as the desk
// keeps them. Each act is drawn from one number, so that a failing sequence shrinks act by act.
type newsroom struct {
	t       *rapid.T
	number  uint64     // the source follows from it
	random  *rand.Rand // what the present act follows from
	set     *Set
	entries []LoggedStep
	past    map[int64]*stacks
	known   []Extent // blocks that stood once
	without []string // kinds of acts that are not drawn
	done    map[string]int
}

// stacks are the steps that an author can take back, and those that can be done again.
type stacks struct{ undo, redo []LoggedStep }

func (h *stacks) add(e LoggedStep) {
	switch {
	case e.Undoes == "" && e.Kind == "state":
	case e.Undoes == "":
		h.undo, h.redo = append(h.undo, e), nil
	case len(h.undo) > 0 && h.undo[len(h.undo)-1].ID == e.Undoes:
		h.undo, h.redo = h.undo[:len(h.undo)-1], append(h.redo, e)
	case len(h.redo) > 0 && h.redo[len(h.redo)-1].ID == e.Undoes:
		h.redo, h.undo = h.redo[:len(h.redo)-1], append(h.undo, e)
	}
}

// openNewsroom draws a source; another round gives another one for the same draw.
func openNewsroom(t *rapid.T, round int) *newsroom {
	number := uint64(rapid.Uint32().Draw(t, "source")) + uint64(round)<<32
	n := &newsroom{t: t, number: number, past: map[int64]*stacks{1: {}, 2: {}}, done: map[string]int{}}
	n.random = rand.New(rand.NewPCG(number, 0))
	n.set = NewSet(n.drawSource())
	n.learn()
	return n
}

// learn remembers the blocks that stand, for acts that come too late.
func (n *newsroom) learn() {
	for _, b := range numbered(n.set) {
		if !slices.Contains(n.known, b.Extent) {
			n.known = append(n.known, b.Extent)
		}
	}
}

// act resolves and applies an act of author; false when it is refused.
func (n *newsroom) act(author int64, act Act, kind string, target *LoggedStep) bool {
	n.t.Helper()
	seed := text.DerivedID("random", len(n.entries))
	r, err := n.resolve(act, kind, seed, Circumstances{By: "Lu", At: time.Unix(author, 0), Author: author, Target: target})
	if err != nil {
		if !strings.HasSuffix(err.Error(), ".") {
			n.t.Fatalf("%s: %q is not a sentence", kind, err)
		}
		return false
	}
	n.done[kind]++
	n.t.Logf("%s by %d: %s then %s, kept %v", kind, author, stepText(r.Step), stepText(r.Inferred), r.Kept)
	for i, step := range []Step{r.Step, r.Inferred} {
		if len(step.Changes) == 0 {
			continue
		}
		e := LoggedStep{Version: n.set.Version() + 1, ID: text.DerivedID(seed, 1000+i), Author: author, Kind: kind, Step: step, Inferred: i == 1}
		if target != nil {
			e.Undoes = target.ID
		}
		n.set = applied(n.t, n.set, e)
		n.entries = append(n.entries, e)
		n.past[author].add(e)
		checkLaws(n.t, n.set)
	}
	n.learn()
	return true
}

// resolve resolves an act twice, which must give the same, and leave the act as it was.
func (n *newsroom) resolve(act Act, kind string, seed text.ID, c Circumstances) (Resolution, error) {
	n.t.Helper()
	twin := n.twinOf(act, kind)
	r, err := n.set.Resolve(act, seed, c)
	again, errAgain := n.set.Resolve(act, seed, c)
	if diff := cmp.Diff(fmt.Sprint(err), fmt.Sprint(errAgain)); diff != "" {
		n.t.Fatalf("%s resolved again is refused otherwise (-first +again):\n%s", kind, diff)
	}
	if !reflect.DeepEqual(r, again) {
		n.t.Fatalf("%s resolved again gives %+v, want %+v", kind, again, r)
	}
	if !reflect.DeepEqual(act, twin) {
		n.t.Fatalf("resolving %s changed the act to %+v, want %+v", kind, act, twin)
	}
	return r, err
}

// twinOf is an act equal to act that shares nothing with it.
func (n *newsroom) twinOf(act Act, kind string) Act {
	n.t.Helper()
	data, err := WriteAct(kind, act)
	if err != nil {
		n.t.Fatal(err)
	}
	_, twin, err := ReadAct(data)
	if err != nil {
		n.t.Fatal(err)
	}
	return twin
}

// undo takes the author's last step back; false when nothing could be.
func (n *newsroom) undo(author int64) bool {
	undo := n.past[author].undo
	if len(undo) == 0 {
		return false
	}
	last := undo[len(undo)-1]
	return n.act(author, &Undo{}, "undo", &last)
}

func (n *newsroom) redo(author int64) bool {
	redo := n.past[author].redo
	if len(redo) == 0 {
		return false
	}
	last := redo[len(redo)-1]
	return n.act(author, &Redo{}, "redo", &last)
}

// anything is a random act of author, an undo or a redo among them.
func (n *newsroom) anything(author int64) {
	switch n.random.IntN(12) {
	case 0:
		n.undo(author)
	case 1:
		n.redo(author)
	default:
		kind := n.drawKind()
		n.act(author, n.drawAct(kind), kind, nil)
	}
}

// drawActs draws acts, each from a number of its own; 0 draws nothing, so that a failing sequence shrinks to
// the acts that matter.
func (n *newsroom) drawActs(each func()) {
	for _, number := range rapid.SliceOfN(rapid.Uint32(), 40, 60).Draw(n.t, "acts") {
		if n.random = rand.New(rand.NewPCG(uint64(number), n.number+1)); number != 0 {
			each()
		}
	}
}

// TestRandomActs lets two authors do anything to one set, until each kind of act was done. With a given seed,
// only the round tells the draws apart.
func TestRandomActs(t *testing.T) {
	done := map[string]int{}
	for round := 0; round < 20 && len(done) < len(acts) && !t.Failed(); round++ {
		rapid.Check(t, func(t *rapid.T) {
			n := openNewsroom(t, round)
			n.drawActs(func() { n.anything(1 + n.random.Int64N(2)) })
			checkReplay(t, n)
			for kind, times := range n.done {
				done[kind] += times
			}
		})
	}
	for kind := range acts {
		if done[kind] == 0 {
			t.Errorf("no act %q was ever done", kind)
		}
	}
	t.Log(done)
}

// checkReplay applies all steps from the beginning.
func checkReplay(t *rapid.T, n *newsroom) {
	t.Helper()
	again := NewSet(n.set.source)
	for _, e := range n.entries {
		next, err := again.Apply(e)
		if err != nil {
			t.Fatalf("apply version %d again: %v", e.Version, err)
		}
		again = next
	}
	checkSame(t, "applied again from the beginning", n.set, again)
}

// TestRandomActsTakenBack lets one author do anything but change states, which are never undone, then
// takes everything back, to the empty set, and does it again.
func TestRandomActsTakenBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := openNewsroom(t, 0)
		n.without = []string{"state"}
		n.drawActs(func() { n.anything(1) })
		end, undone := dump(n.set), 0
		for n.undo(1) {
			undone++
		}
		if left := dumpCells(n.set); len(left) > 0 {
			t.Fatalf("after taking everything back there is left:\n%s", strings.Join(left, "\n"))
		}
		for range undone {
			n.redo(1)
		}
		if diff := cmp.Diff(end, dump(n.set)); diff != "" {
			t.Fatalf("after doing everything again (-want +got):\n%s", diff)
		}
	})
}
