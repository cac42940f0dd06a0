package models

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/models/databasetest"
)

func TestAppendedStepsAreReadBackAsTheyWere(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, set := someone(t, s, "Li"), aSet(t, s, "1")
		a := steps(set.ID, 0, li.ID, 3)
		a.Steps[0].At = c.Time
		a.Steps[1].Inferred = true
		a.Steps[2].Undoes = &a.Steps[1].StepID
		a.Figures = Figures{State: "submitted", Blocks: 4, Decided: 3, Articles: 2, Problems: 1}
		if errs := s.AppendSteps(background, []Append{a}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		var want []Step
		for _, step := range a.Steps {
			step.SetID, step.At = set.ID, s.Now()
			want = append(want, step)
		}
		got := must[[]Step](t)(s.StepsAfter(background, set.ID, 0, 0))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("steps (-want +got)\n%s", diff)
		}
		wantSet := set
		wantSet.Version, wantSet.State, wantSet.Blocks, wantSet.Decided = 3, "submitted", 4, 3
		wantSet.Articles, wantSet.Problems = 2, 1
		if diff := cmp.Diff(wantSet, must[AnnotationSet](t)(s.Set(background, set.ID))); diff != "" {
			t.Errorf("set (-want +got)\n%s", diff)
		}
	})
}

func TestABatchIsWrittenAsFarAsItCan(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		batch    func(a, b, author int64) []Append
		stale    string // a letter for each append: s is stale, f another error, . is written
		versionA int64
		versionB int64
	}{
		{"an append of each set", func(a, b, author int64) []Append {
			return []Append{steps(a, 1, author, 1), steps(b, 1, author, 2)}
		}, "..", 2, 3},
		{"three appends chained on one set", func(a, b, author int64) []Append {
			return []Append{steps(a, 1, author, 1), steps(a, 2, author, 2), steps(b, 1, author, 1), steps(a, 4, author, 1)}
		}, "....", 5, 2},
		{"one that came too late and another set's", func(a, b, author int64) []Append {
			return []Append{steps(a, 0, author, 1), steps(b, 1, author, 1)}
		}, "s.", 1, 2},
		{"one that comes too early", func(a, b, author int64) []Append {
			return []Append{steps(a, 2, author, 1), steps(b, 1, author, 1)}
		}, "s.", 1, 2},
		{"one chained on one that failed fits the head by chance", func(a, b, author int64) []Append {
			return []Append{steps(a, 0, author, 1), steps(a, 1, author, 1), steps(b, 1, author, 1)}
		}, "ss.", 1, 2},
		{"an append that fails behind one that does not", func(a, b, author int64) []Append {
			return []Append{steps(a, 1, author, 1), steps(a, 3, author, 1), steps(b, 1, author, 1)}
		}, ".s.", 2, 2},
		{"an author who is not there", func(a, b, author int64) []Append {
			return []Append{steps(a, 1, 99, 1), steps(b, 1, author, 1)}
		}, "f.", 1, 2},
		{"versions that do not follow", func(a, b, author int64) []Append {
			odd := steps(a, 1, author, 2)
			odd.Steps[1].Version = 7
			return []Append{odd, steps(b, 1, author, 1)}
		}, "f.", 1, 2},
		{"an append of nothing", func(a, b, author int64) []Append {
			return []Append{{Set: a, From: 1}, steps(b, 1, author, 1)}
		}, "f.", 1, 2},
		{"more rows than a statement holds", func(a, b, author int64) []Append {
			return []Append{steps(a, 1, author, 2001), steps(b, 1, author, 1)}
		}, "..", 2002, 2},
		{"one alone that came too late", func(a, _, author int64) []Append {
			return []Append{steps(a, 0, author, 1)}
		}, "s", 1, 1},
		{"none", func(int64, int64, int64) []Append { return nil }, "", 1, 1},
	}
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				a, b := aSet(t, s, tt.name+" a").ID, aSet(t, s, tt.name+" b").ID
				for _, err := range s.AppendSteps(background, []Append{steps(a, 0, li.ID, 1), steps(b, 0, li.ID, 1)}) {
					if err != nil {
						t.Fatal(err)
					}
				}
				errs := s.AppendSteps(background, tt.batch(a, b, li.ID))
				if got := letters(errs); got != tt.stale {
					t.Errorf("got %q (%v), want %q", got, errs, tt.stale)
				}
				checkVersion(t, s, a, tt.versionA)
				checkVersion(t, s, b, tt.versionB)
			})
		}
	})
}

// letters is a letter for each error, as in the table.
func letters(errs []error) string {
	var word strings.Builder
	for _, err := range errs {
		switch {
		case err == nil:
			word.WriteByte('.')
		case errors.Is(err, ErrStale):
			word.WriteByte('s')
		default:
			word.WriteByte('f')
		}
	}
	return word.String()
}

// checkVersion fails the test if a set or its last step does not have the version.
func checkVersion(t *testing.T, s *Store, set, want int64) {
	t.Helper()
	if got := must[AnnotationSet](t)(s.Set(background, set)).Version; got != want {
		t.Errorf("set %d has the version %d, want %d", set, got, want)
	}
	rows := must[[]Step](t)(s.StepsAfter(background, set, 0, 0))
	for i, step := range rows {
		if step.Version != int64(i)+1 {
			t.Fatalf("set %d has the step %d in place %d", set, step.Version, i+1)
		}
	}
	if int64(len(rows)) != want {
		t.Errorf("set %d has %d steps, want %d", set, len(rows), want)
	}
}

func TestOfTwoAppendsAtOnceOneIsStale(t *testing.T) {
	t.Parallel()
	databasetest.OnBothEmpty(t, func(t *testing.T, address string) {
		// Two stores are two programs.
		one, other := open(t, address, noon()), open(t, address, noon())
		li, set := someone(t, one, "Li"), aSet(t, one, "1")
		for version := range int64(50) {
			var errs [2]error
			var both sync.WaitGroup
			for i, s := range []*Store{one, other} {
				both.Go(func() { errs[i] = s.AppendSteps(background, []Append{steps(set.ID, version, li.ID, 1)})[0] })
			}
			both.Wait()
			if got := letters(errs[:]); got != ".s" && got != "s." {
				t.Fatalf("at version %d: %q (%v), want one stale", version, got, errs)
			}
		}
		checkVersion(t, one, set.ID, 50)
	})
}

func TestAStepIsNeverWrittenTwice(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li, set := someone(t, s, "Li"), aSet(t, s, "1")
		first, again := steps(set.ID, 0, li.ID, 1), steps(set.ID, 1, li.ID, 1)
		again.Steps[0].StepID = first.Steps[0].StepID
		if errs := s.AppendSteps(background, []Append{first}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		if errs := s.AppendSteps(background, []Append{again}); letters(errs) != "s" {
			t.Errorf("got %v, want ErrStale", errs)
		}
		got := must[Step](t)(s.StepByID(background, set.ID, first.Steps[0].StepID))
		if got.Version != 1 {
			t.Errorf("the step has the version %d, want 1", got.Version)
		}
		checkVersion(t, s, set.ID, 1)
	})
}

func TestAGoneClientDoesNotStopABatch(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li, set := someone(t, s, "Li"), aSet(t, s, "1")
		gone, cancel := context.WithCancel(background)
		cancel()
		if errs := s.AppendSteps(gone, []Append{steps(set.ID, 0, li.ID, 1)}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		checkVersion(t, s, set.ID, 1)
	})
}

func TestFiguresLeftOutStayAsTheyWere(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li, set := someone(t, s, "Li"), aSet(t, s, "1")
		one, two := steps(set.ID, 0, li.ID, 1), steps(set.ID, 1, li.ID, 1)
		one.Figures = Figures{State: "submitted", Blocks: 5, Decided: 1}
		two.Figures = Figures{Decided: 2}
		if errs := s.AppendSteps(background, []Append{one, two}); letters(errs) != ".." {
			t.Fatal(errs)
		}
		three := steps(set.ID, 2, li.ID, 1)
		three.Figures = Figures{Decided: 3}
		if errs := s.AppendSteps(background, []Append{three}); letters(errs) != "." {
			t.Fatal(errs)
		}
		got := must[AnnotationSet](t)(s.Set(background, set.ID))
		if got.State != "submitted" || got.Blocks != 5 || got.Decided != 3 {
			t.Errorf("got %s, %d of %d, want submitted, 3 of 5", got.State, got.Decided, got.Blocks)
		}
	})
}
