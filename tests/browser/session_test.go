package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/desk"
	"galley/engine/markup"
	"galley/models"
	"galley/tests/browser/chrome"
	"galley/tests/samples"
)

// recorded is one act of a recorded session.
type recorded struct {
	ID  string          `json:"id"`
	Act json.RawMessage `json:"act"`
}

// session are the acts of a set as they were sent, without what was inferred.
func (s *site) session(t *testing.T, set int64) (acts []recorded, steps int) {
	t.Helper()
	rows, err := s.store.StepsAfter(context.Background(), set, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row.Act != "null" {
			acts = append(acts, recorded{row.StepID, json.RawMessage(row.Act)})
		}
	}
	return acts, len(rows)
}

// nameless are acts as JSON, one a line, with ids counted instead of drawn.
func nameless(t *testing.T, acts []recorded) []string {
	t.Helper()
	names := map[string]string{}
	id := regexp.MustCompile(`"[a-z2-7]{26}"`)
	lines := make([]string, len(acts))
	for i, r := range acts {
		line, err := json.Marshal(r.Act)
		if err != nil {
			t.Fatal(err)
		}
		lines[i] = id.ReplaceAllStringFunc(string(line), func(id string) string {
			if names[id] == "" {
				names[id] = fmt.Sprintf(`"#%d"`, len(names)+1)
			}
			return names[id]
		})
	}
	return lines
}

// sameSession compares the acts of a set with those that were recorded for the tests of package desk;
// -update records them again.
func (s *site) sameSession(t *testing.T, set int64, name string) (steps int) {
	t.Helper()
	path := samples.Path(name + ".acts.json")
	acts, steps := s.session(t, set)
	if *update {
		lines := make([]string, len(acts))
		for i, act := range acts {
			line, err := json.Marshal(act)
			if err != nil {
				t.Fatal(err)
			}
			lines[i] = string(line)
		}
		if err := os.WriteFile(path, []byte("[\n"+strings.Join(lines, ",\n")+"\n]\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := recordedSession(t, name)
	if diff := cmp.Diff(nameless(t, want), nameless(t, acts)); diff != "" {
		t.Errorf("keys do other acts than were recorded; -update records them again (-recorded +done):\n%s", diff)
	}
	return steps
}

// recordedSession are the acts that mark a page to its gold, as keys did them once.
func recordedSession(t *testing.T, name string) (acts []recorded) {
	t.Helper()
	if err := json.Unmarshal([]byte(samples.Read(t, name+".acts.json")), &acts); err != nil {
		t.Fatal(err)
	}
	return acts
}

// doRecorded lets a user do the recorded acts of a page on an unmarked set, where keys are not what is tested.
func (s *site) doRecorded(t *testing.T, set int64, name string, user models.User) {
	t.Helper()
	for _, r := range recordedSession(t, name) {
		kind, act, err := markup.ReadAct(r.Act)
		if err != nil {
			t.Fatal(err)
		}
		view, err := s.server.Desk.View(t.Context(), set)
		if err != nil {
			t.Fatal(err)
		}
		ask := desk.Request{Set: set, ID: r.ID, Base: view.Version(), Kind: kind, Act: act, Raw: r.Act,
			Actor: markup.Actor{ID: user.ID, Role: user.Role}, At: clock()}
		if _, err := s.server.Desk.Apply(t.Context(), ask); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAWholeSessionIsTakenBackAndDoneAgain marks a page to its gold with no more inputs than it may be, presses
// Z until nothing is left and Shift+Z to the end, and compares what is painted with the page before the first
// key and after the last.
func TestAWholeSessionIsTakenBackAndDoneAgain(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	page := markings[0]
	empty := b.rows()
	h := &hand{tab: b.Tab}
	h.press(page.keys)
	h.atMost(t, page.inputs)
	b.site.sameAsGold(t, b.set, page.name)
	steps := b.site.sameSession(t, b.set, page.name)
	marked := b.rows()
	h.burst(t, slices.Repeat([]string{"z"}, steps)...)
	if diff := cmp.Diff(empty, b.rows()); diff != "" {
		t.Errorf("after %d times Z (-empty +painted):\n%s", steps, diff)
	}
	h.burst(t, slices.Repeat([]string{"Shift+z"}, steps)...)
	if diff := cmp.Diff(marked, b.rows()); diff != "" {
		t.Errorf("after %d times Shift+Z (-marked +painted):\n%s", steps, diff)
	}
	b.site.sameAsGold(t, b.set, page.name)
	if said := chrome.Eval[bool](b.Tab, `document.getElementById("toast").hidden`); !said {
		t.Errorf("the page says %q", b.Text("#toast"))
	}
}
