package models

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
)

// chronicle is a history that is written by hand: steps of sets at hours after noon of 10 November.
type chronicle struct {
	t   *testing.T
	s   *Store
	at  time.Time
	set map[int64]int64 // the version of each
}

// step stores one step of somebody, so many hours after the beginning.
func (h *chronicle) step(set AnnotationSet, by User, hours int, changes string) {
	h.t.Helper()
	from := h.set[set.ID]
	row := Step{Version: from + 1, StepID: text.NewID(), AuthorID: by.ID, At: h.at.Add(time.Duration(hours) * time.Hour), Act: `{"kind":"state","to":"submitted"}`, Changes: `{"v":1,"changes":[` + changes + `]}`}
	if errs := h.s.AppendSteps(background, []Append{{Set: set.ID, From: from, Steps: []Step{row}}}); errs[0] != nil {
		h.t.Fatal(errs[0])
	}
	h.set[set.ID]++
}

// The changes of the histories.
const (
	decides  = `{"cell":"block/1/0","to":{"role":"body","decided":true}}`
	decides2 = `{"cell":"block/1/0","to":{"role":"body","decided":true}},{"cell":"block/1/9","from":{"role":"body"},"to":{"role":"body","decided":true}},{"cell":"notes/page/1","to":["\"decided\":true"]}`
	alters   = `{"cell":"block/1/0","from":{"role":"body","decided":true},"to":{"role":"lead","decided":true}}`
	takes    = `{"cell":"block/1/0","from":{"role":"lead","decided":true}}`
)

func becomes(cell, state string) string { return fmt.Sprintf(`{"cell":%q,"to":%q}`, cell, state) }

// days are buckets of a day from 10 November on, cut at midnight of the tests' zone.
func days(n int) []Bucket {
	var all []Bucket
	for i := range n {
		from := time.Date(2022, 11, 10+i, 0, 0, 0, 0, noon().Location())
		all = append(all, Bucket{from, from.AddDate(0, 0, 1)})
	}
	return all
}

func TestProgressOfAHandMadeHistory(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		h := &chronicle{t, s, c.Time, map[int64]int64{}}
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		one, two, _ := aSet(t, s, "1"), aSet(t, s, "2"), aSet(t, s, "3")
		h.step(one, li, 1, decides2)
		h.step(one, li, 2, alters)
		h.step(one, li, 3, takes)
		h.step(two, li, 4, decides)
		h.step(one, li, 24, becomes("state", "submitted"))
		h.step(two, wu, 25, decides2)
		h.step(two, li, 26, becomes("state/article/a", "submitted"))
		h.step(one, wu, 35, becomes("state", "returned"))
		h.step(two, li, 37, becomes("state", "submitted")+`,{"cell":"state/article/a","from":"submitted"}`)
		h.step(one, li, 48, becomes("state", "submitted"))
		h.step(one, wu, 59, becomes("state", "accepted"))
		end := c.Add(3*24*time.Hour - time.Hour)
		p := must[Progress](t)(s.Progress(background, one.IssueID, ProgressQuery{Buckets: days(5), Now: end, Editors: true}))
		if diff := cmp.Diff([][Phases]int{{1, 2}, {1, 1, 0, 1}, {1, 0, 1, 0, 1}, {1, 0, 1, 0, 1}, {}}, p.States); diff != "" {
			t.Errorf("states (-want +got)\n%s", diff)
		}
		if diff := cmp.Diff([]BlockCount{{3, 1}, {2, 0}, {}, {}, {}}, p.Blocks); diff != "" {
			t.Errorf("blocks (-want +got)\n%s", diff)
		}
		for i, w := range p.Waits {
			if want := map[bool]int{true: 1}[i == 2]; w.N != want || round(w.Median) != 2.46*float64(want) {
				t.Errorf("of the issues accepted on day %d it is said %v, want %d after 2.46 days", i, w, want)
			}
		}
		if p.All != p.Waits[2] {
			t.Errorf("all together: %v, want %v", p.All, p.Waits[2])
		}
		if p.Open.N != 2 || round(p.Oldest) != 2.96 || !p.Whole {
			t.Errorf("open %v, oldest %v, whole %v; want 2, 2.96, true", p.Open, p.Oldest, p.Whole)
		}
		checkEditors(t, p.Editors, "Li 3-1 issues 3 parts 1 returned 1 accepted 1 after 0.46", "Wu 2-0 issues 0 parts 0 returned 0 accepted 0 after 0")
	})
}

func round(x float64) float64 { return float64(int(x*100+0.5)) / 100 }

func checkEditors(t *testing.T, editors []EditorCount, want ...string) {
	t.Helper()
	var got []string
	for _, e := range editors {
		got = append(got, fmt.Sprintf("%s %d-%d issues %d parts %d returned %d accepted %d after %v", e.Name, e.Sum.Decided, e.Sum.TakenBack, e.Issues, e.Parts, e.Returned, e.Accepted, round(e.Wait.Median)))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("editors (-want +got)\n%s", diff)
	}
}

// TestProgressIsCountedOn counts a history in parts, then more of it: nothing twice, nothing left out.
func TestProgressIsCountedOn(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		h := &chronicle{t, s, c.Time, map[int64]int64{}}
		li := someone(t, s, "Li")
		set := aSet(t, s, "1")
		q := ProgressQuery{Buckets: days(2), Now: c.Add(time.Hour)}
		for n := 1; n <= 3; n++ {
			h.step(set, li, 0, decides)
			for range 2 {
				if p := must[Progress](t)(s.Progress(background, 1, q)); p.Blocks[0] != (BlockCount{Decided: n}) {
					t.Errorf("after %d steps %v blocks are counted", n, p.Blocks[0])
				}
			}
		}
		if whole := must[bool](t)(s.TallySteps(background, 1, 0)); !whole {
			t.Error("with nothing left to count, not all is counted")
		}
		h.step(set, li, 0, `{"cell":"block/1/0","to":{}}`)
		h.step(set, li, 0, becomes("state", "submitted"))
		must[Progress](t)(s.Progress(background, 1, q))
		h.step(set, li, 0, alters)
		if whole := must[bool](t)(s.TallySteps(background, 1, 0)); whole {
			t.Error("a step that is not counted is not told of")
		}
		if err := s.BinIssue(background, set.IssueID, nil); err != nil {
			t.Fatal(err)
		}
		if p := must[Progress](t)(s.Progress(background, 1, q)); p.Blocks[0] != (BlockCount{}) || p.States[0] != [Phases]int{} {
			t.Errorf("of an issue in the bin %v and %v are counted", p.Blocks[0], p.States[0])
		}
		if whole := must[bool](t)(s.TallySteps(background, 0, 0)); !whole {
			t.Error("the steps of an issue in the bin wait to be counted")
		}
		if c.Time = c.Add(BinLife + time.Hour); must[int](t)(s.EmptyBin(background)) != 1 {
			t.Error("the issue does not leave the bin")
		}
		for _, table := range []string{"step_tallies", "set_hours", "set_moves"} {
			var left int
			if err := s.read.Raw("SELECT count(*) FROM " + table).Scan(&left).Error; err != nil || left != 0 {
				t.Errorf("%s keeps %d rows of the issue: %v", table, left, err)
			}
		}
	})
}

// TestProgressTellsNothingOfHiddenSets marks an independent set; no figure knows of it until it is shown.
func TestProgressTellsNothingOfHiddenSets(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		h := &chronicle{t, s, c.Time, map[int64]int64{}}
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		set := aSet(t, s, "1")
		q := ProgressQuery{Buckets: days(2), Now: c.Add(time.Hour), Editors: true}
		before := must[Progress](t)(s.Progress(background, 1, q))
		if err := s.AskForSets(background, set.IssueID, []int64{li.ID, wu.ID}, li.ID); err != nil {
			t.Fatal(err)
		}
		hidden := must[[]SetView](t)(s.Sets(background, set.IssueID))[1].AnnotationSet
		h.step(hidden, li, 0, decides2)
		h.step(hidden, li, 0, becomes("state", "submitted"))
		if diff := cmp.Diff(before, must[Progress](t)(s.Progress(background, 1, q))); diff != "" {
			t.Errorf("a hidden set changes the figures (-before +after)\n%s", diff)
		}
		if err := s.write.Exec("UPDATE annotation_sets SET shown = true WHERE id = ?", hidden.ID).Error; err != nil {
			t.Fatal(err)
		}
		p := must[Progress](t)(s.Progress(background, 1, q))
		if p.Blocks[0] != (BlockCount{Decided: 2}) || p.States[0] != [Phases]int{PhaseWork: 1} {
			t.Errorf("shown, %v and %v are counted", p.Blocks[0], p.States[0])
		}
		checkEditors(t, p.Editors, "Li 2-0 issues 1 parts 0 returned 0 accepted 0 after 0")
	})
}

func TestQuartiles(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		numbers []float64
		want    Quartiles
	}{
		{"none", nil, Quartiles{}},
		{"one", []float64{3}, Quartiles{1, 3, 3, 3}},
		{"out of order", []float64{4, 1, 3, 2, 5}, Quartiles{5, 2, 3, 4}},
		{"between two", []float64{1, 2, 3, 4}, Quartiles{4, 1.75, 2.5, 3.25}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, quartilesOf(tt.numbers)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestOnlyActsAboutAStateMoveIt(t *testing.T) {
	t.Parallel()
	for act, moves := range map[string]int{`{"kind":"state","to":"submitted"}`: 1, `{"kind":"undo"}`: 1, `{"kind":"redo"}`: 1, `{"kind":"start"}`: 0} {
		sum := &tally{hours: map[hourOf]*SetHour{}}
		if err := sum.add(Step{Version: 1, Act: act, Changes: `{"v":1,"changes":[` + becomes("state/a", "submitted") + `]}`}); err != nil {
			t.Fatal(err)
		}
		if len(sum.moves) != moves {
			t.Errorf("%s gives %d moves, want %d", act, len(sum.moves), moves)
		}
	}
}
