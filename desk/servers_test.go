package desk

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
)

func TestTwoServersTakeTurns(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, one *office) {
		other := one.other(t)
		other.head()
		for n := range 20 {
			if n%2 == 0 {
				one.do("li", role("furniture", n))
				continue
			}
			// The other has not caught up, so its first try comes too late.
			other.do("wu", role("furniture", n))
		}
		one.Refresh(context.Background())
		other.Refresh(context.Background())
		if got := one.head().Version(); got != 20 {
			t.Errorf("version %d, want 20", got)
		}
		one.checkHead()
		other.checkHead()
	})
}

func TestALoserKeepsTheIDsThatTheBrowserGave(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, one *office) {
		other := one.other(t)
		other.head()
		one.do("li", role("furniture", 0))
		id := text.NewID()
		act := strings.TrimSuffix(role("headline", 9), "}") + fmt.Sprintf(`,"new":%q}`, id)
		answer := other.do("wu", act)
		if got := answer.Cells[blockCell(9).String()].(markup.Block).Article; got != id {
			t.Errorf("the article is %s, want %s as asked", got, id)
		}
		other.checkHead()
	})
}

func TestTwoServersWriteAtOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, one *office) {
		other := one.other(t)
		authors := one.crew(6)
		acked := make([]map[text.ID]bool, len(authors))
		var all sync.WaitGroup
		for n, author := range authors {
			server := one
			if n%2 == 1 {
				server = other
			}
			all.Go(func() { acked[n] = server.work(author, n, 40) })
		}
		all.Wait()
		one.Refresh(context.Background())
		other.Refresh(context.Background())
		one.checkHead()
		other.checkHead()
		for n, author := range authors {
			id := one.people[author].ID
			one.checkHistory(id)
			other.checkHistory(id)
			one.checkStored(id, acked[n])
		}
	})
}

func TestAStepSentAgainToAnotherServerIsAnsweredThere(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, one *office) {
		other := one.other(t)
		other.head()
		request := one.ask("li", role("body", 9))
		want := one.must(request)
		got := other.must(request)
		if got.Version != want.Version || len(got.Cells) != len(want.Cells) {
			t.Errorf("got version %d with %d cells, want %d with %d", got.Version, len(got.Cells), want.Version, len(want.Cells))
		}
		other.checkHead()
	})
}

func TestOneEditorWritesOnTwoServers(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, one *office) {
		servers := []*office{one, one.other(t)}
		chance := rand.New(rand.NewPCG(1, 2))
		for n := range 60 {
			o := servers[chance.IntN(2)]
			r := o.ask("li", []string{role("furniture", n), role("body", n), undo, undo, redo}[chance.IntN(5)])
			if _, err := o.Apply(context.Background(), r); err != nil && fault.CodeOf(err) != fault.Invalid {
				t.Errorf("%s: %v", r.Raw, err)
			}
		}
		for _, o := range servers {
			o.Refresh(context.Background())
			o.checkHead()
			o.checkHistory(o.people["li"].ID)
		}
	})
}

func TestRefreshReadsWhatOthersWrote(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, one *office) {
		other := one.other(t)
		other.head()
		one.do("li", role("body", 9))
		if got := other.head().Version(); got != 0 {
			t.Fatalf("the other has version %d before it looked", got)
		}
		other.Refresh(context.Background())
		if got, want := other.head().Version(), one.head().Version(); got != want {
			t.Errorf("the other has version %d, want %d", got, want)
		}
		other.checkHead()
	})
}

func TestAStepOfANewerGalleyMakesTheSetReadOnly(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, change string }{
		{"a version that is not known", `UPDATE steps SET changes = replace(changes, '"v":1', '"v":2') WHERE version = 2`},
		{"a cell that is not known", `UPDATE steps SET changes = replace(changes, '"cell":"block/', '"cell":"blob/') WHERE version = 2`},
		{"a field that is not known", `UPDATE steps SET changes = replace(changes, '"role":', '"hat":') WHERE version = 2`},
		{"a cell that holds something else", `UPDATE steps SET changes = replace(changes, '"to":', '"from":') WHERE version = 2`},
		{"no JSON at all", `UPDATE steps SET changes = 'x', act = 'x' WHERE version = 2`},
	}
	const sentence = "This set was changed by a newer version of Galley; it can be read here but not changed."
	onBoth(t, func(t *testing.T, o *office) {
		for i, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				o.set = o.newSet(i + 2)
				watching := o.other(t)
				o.do("li", role("furniture", 0))
				watching.head()
				o.do("li", role("furniture", 1))
				o.do("li", role("furniture", 2))
				o.execute(fmt.Sprintf("%s AND set_id = %d", tt.change, o.set))
				for _, reader := range []*office{o.other(t), watching} {
					reader.Refresh(context.Background())
					if got := reader.head().Version(); got != 1 {
						t.Errorf("version %d can be read, want 1", got)
					}
					reader.refuses(reader.ask("li", role("furniture", 5)), fault.Conflict, sentence)
					reader.refuses(reader.ask("li", undo), fault.Conflict, sentence)
					reader.Refresh(context.Background())
					if got := strings.Count(reader.log.String(), "the set is read-only"); got != 1 {
						t.Errorf("the log says so %d times, want once: %s", got, reader.log)
					}
				}
				if got := len(o.rows()); got != 3 {
					t.Errorf("%d steps are stored, want 3", got)
				}
			})
		}
	})
}
