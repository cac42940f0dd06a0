package desk

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/models"
)

// execute changes the office's database behind its back.
func (o *office) execute(statement string) {
	o.t.Helper()
	driver := "sqlite3"
	if strings.HasPrefix(o.address, "postgres") {
		driver = "pgx"
	}
	db, err := sql.Open(driver, o.address)
	if err == nil {
		_, err = db.Exec(statement)
	}
	if err = errors.Join(err, db.Close()); err != nil {
		o.t.Fatal(err)
	}
}

// fill does acts until there is a snapshot, and gives it.
func (o *office) fill() models.Snapshot {
	o.t.Helper()
	kinds := []string{"body", "caption", "headline", "furniture"}
	for n := range 2000 {
		o.do("li", role(kinds[n%4], n%300))
		if n%50 == 49 {
			o.Close() // waits for what is being stored
			if stored, err := o.store.LatestSnapshot(context.Background(), o.set); err == nil {
				return stored
			}
		}
	}
	o.t.Fatal("there never was a snapshot")
	return models.Snapshot{}
}

func TestASetIsRestoredFromItsSnapshot(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		stored := o.fill()
		if stored.Version < 1 || stored.Version > o.head().Version() || hashOf(stored.Body) != stored.Hash {
			t.Errorf("snapshot of version %d with hash %s", stored.Version, stored.Hash)
		}
		o.do("wu", role("deck", 299))
		o.restart()
		o.checkHead()
		o.checkHistory(o.people["li"].ID)
		if got := o.find(o.set).snapshot; got != len(stored.Body) {
			t.Errorf("the set was read from a snapshot of %d bytes, want %d", got, len(stored.Body))
		}
		o.do("li", undo)
		o.checkHead()
	})
}

func TestTheNextSnapshotWaitsForAsMuchAsTheLastWeighs(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		first := o.fill()
		second := first
		weight := 0
		for n := 0; second.Version == first.Version && n < 3000; n++ {
			o.do("li", role([]string{"byline", "deck"}[n/300%2], n%300))
			if n%50 == 0 {
				o.Close()
				second, _ = o.store.LatestSnapshot(context.Background(), o.set)
			}
		}
		for _, row := range o.rows() {
			if row.Version > first.Version && row.Version <= second.Version {
				weight += len(row.Changes) + len(row.Act)
			}
		}
		if want := max(len(first.Body), smallestSnapshot); weight < want || weight > want+2*smallestSnapshot {
			t.Errorf("%d bytes of steps lie between two snapshots, want about %d", weight, want)
		}
	})
}

func TestADamagedSnapshotIsPassedOver(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, change, log string }{
		{"another text", "body = replace(body, 'body', 'deck')", "a snapshot is damaged"},
		{"another hash", "hash = 'no hash'", "a snapshot is damaged"},
		{"a version of a newer Galley", "body = '{\"v\":9}', hash = '" + hashOf(`{"v":9}`) + "'", "a snapshot cannot be read"},
	}
	onBoth(t, func(t *testing.T, o *office) {
		o.fill()
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				o.execute("UPDATE snapshots SET " + tt.change)
				reader := o.other(t)
				reader.checkHead()
				if !strings.Contains(reader.log.String(), tt.log) {
					t.Errorf("the log says %q, want %q in it", reader.log, tt.log)
				}
				reader.do("li", role("furniture", 7))
				reader.checkHead()
			})
		}
	})
}

func TestASnapshotHoldsUpNobody(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.fill()
		open := o.find(o.set)
		open.mu.Lock()
		open.storing, open.weight = true, 1<<30 // one is being stored
		open.mu.Unlock()
		o.do("li", role("deck", 3))
		open.mu.Lock()
		kept := open.weight > 1<<30
		open.storing = false
		open.mu.Unlock()
		if !kept {
			t.Error("a second snapshot was begun beside the first")
		}
		o.do("li", role("deck", 4)) // begins the one that was put off
		o.Close()
		stored, err := o.store.LatestSnapshot(context.Background(), o.set)
		if err != nil || stored.Version != o.head().Version() {
			t.Errorf("the newest snapshot is of version %d (%v), want %d", stored.Version, err, o.head().Version())
		}
	})
}

func TestIdleSetsAreForgottenAndNothingIsLost(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("body", 9))
		want := cells(o.head())
		o.Sweep(time.Hour)
		if len(o.open) != 1 {
			t.Errorf("%d sets are open, want the one in use", len(o.open))
		}
		listener, _, err := o.Listen(context.Background(), o.set, o.people["ghost"])
		if err != nil {
			t.Fatal(err)
		}
		if o.Sweep(0); len(o.open) != 1 {
			t.Error("a set that somebody listens to was forgotten")
		}
		listener.Leave()
		release := o.stopWriting()
		result := o.begin(o.ask("li", role("furniture", 20)))
		o.waitFor(1)
		if o.Sweep(0); len(o.open) != 1 {
			t.Error("a set with a step under way was forgotten")
		}
		release()
		if err := <-result; err != nil {
			t.Error(err)
		}
		o.do("li", undo)
		if o.Sweep(0); len(o.open) != 0 {
			t.Errorf("%d sets are open, want none", len(o.open))
		}
		sameCells(t, want, cells(o.head()))
		o.checkHead()
	})
}

func TestSetsAreForgottenWhileTheyAreUsed(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		stop, stopped := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(stopped)
			for {
				select {
				case <-stop:
					return
				case <-time.After(200 * time.Microsecond):
					o.Sweep(0)
				}
			}
		}()
		for n := range 100 {
			o.do("li", role("furniture", n))
			listener, version, err := o.Listen(context.Background(), o.set, o.people["ghost"])
			if err != nil || version != int64(n)+1 {
				t.Errorf("listening from version %d: %v", version, err)
				continue
			}
			listener.Leave()
		}
		close(stop)
		<-stopped
		o.checkHead()
	})
}

func TestASetThatIsNotThereLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		_, err := o.View(context.Background(), 4711)
		if err == nil || len(o.open) != 0 {
			t.Errorf("got %v and %d open sets", err, len(o.open))
		}
		gone, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := o.View(gone, o.set); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want that the reader has gone", err)
		}
		if diff := cmp.Diff(map[markup.Cell]markup.Value{}, cells(o.head())); diff != "" {
			t.Error(diff)
		}
		if got := fmt.Sprint(len(o.open)); got != "1" {
			t.Errorf("%s sets are open, want 1", got)
		}
	})
}
