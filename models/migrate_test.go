package models

import (
	"context"
	"testing"

	"gorm.io/gorm"
)

// TestThreadsOutliveTheirMigration brings threads of the tables before into those of today.
func TestThreadsOutliveTheirMigration(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		a := talk(t, s)
		err := s.change(background, func(tx *gorm.DB) error {
			return run(`
			DROP TABLE thread_reads; DROP TABLE mentions;
			CREATE TABLE old_comments AS SELECT * FROM comments; CREATE TABLE old_threads AS SELECT * FROM threads;
			DROP TABLE comments; DROP TABLE threads;` + second)(tx)
		})
		if err != nil {
			t.Fatal(err)
		}
		err = s.change(background, func(tx *gorm.DB) error {
			return run(`
			INSERT INTO threads (id, set_id, key, anchor, page, start_at, end_at, article, author_id, created_at, resolved_by, resolved_at)
				SELECT id + 40, set_id, key, anchor, page, start_at, end_at, article, author_id, created_at, resolved_by, resolved_at FROM old_threads;
			INSERT INTO comments (id, thread_id, key, author_id, text, created_at) SELECT id + 70, thread_id + 40, key, author_id, text, created_at FROM old_comments;
			DROP TABLE old_comments; DROP TABLE old_threads;` + threadLife)(tx)
		})
		if err != nil {
			t.Fatal(err)
		}
		checkThreads(t, s, a.set, "Li: Why? / Wu: Because.")
		read := must[map[int64]int64](t)(s.ReadSoFar(context.Background(), a.li.ID, a.set))
		if thread := a.thread(); read[thread.ID] != thread.Comments[1].ID {
			t.Errorf("Li has read as far as %v, want everything said before", read)
		}
		a.says(a.li.ID, "later", says("I see."))
		checkThreads(t, s, a.set, "Li: Why? / Wu: Because. / Li: I see.")
	})
}
