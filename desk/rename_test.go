package desk

import (
	"sync"
	"testing"

	"galley/engine/markup"
	"galley/fault"
)

// TestPagesAreRenamedWhileSomebodyMarks lets two people mark while the names of the page change: nothing
// is lost, and the names are those that were given last.
func TestPagesAreRenamedWhileSomebodyMarks(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		names := func(label string) []markup.PageName {
			return []markup.PageName{{Key: 1, Label: label, Section: "要闻"}}
		}
		before := o.head()
		var requests []Request
		for n := range 40 {
			requests = append(requests, o.ask([]string{"li", "wu"}[n%2], role("masthead", n)))
		}
		var all sync.WaitGroup
		for _, r := range requests {
			all.Go(func() {
				if _, err := o.Apply(t.Context(), r); err != nil {
					t.Error(err)
				}
			})
		}
		for _, label := range []string{"B1", "C1", "D1"} {
			if err := o.Renew(t.Context(), o.set, "ja", names(label)); err != nil {
				t.Error(err)
			}
		}
		all.Wait()
		if !o.head().Source().Named("ja", names("D1")) || o.head().Source().Named("ja", names("B1")) {
			t.Errorf("the page is called %q in %s", o.head().Source().Page(1).Label, o.head().Source().Language)
		}
		if before.Source().Page(1).Label != "A1" {
			t.Error("a set that somebody was reading changed")
		}
		if _, decided := o.head().CountAll(); decided != 40 {
			t.Errorf("%d blocks are decided, want 40", decided)
		}
		o.checkHead()
		if err := o.Renew(t.Context(), 999, "ja", nil); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("a set that is not there: %v", err)
		}
	})
}
