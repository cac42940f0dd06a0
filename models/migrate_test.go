package models

import (
	"database/sql"
	"slices"
	"testing"

	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"

	"galley/models/databasetest"
	"galley/models/migrations"
)

// since0009 are a set and what was said about it, in the tables of the ninth migration.
var since0009 = []string{
	`INSERT INTO users (name, password_hash, role, active, created_at) VALUES
		('Li', '', 'editor', true, '2031-05-10 09:00:00+00:00'), ('Wu', '', 'editor', true, '2031-05-10 09:00:00+00:00')`,
	`INSERT INTO publications (name, language, serial) VALUES ('株洲日报', 'zh-Hans', '')`,
	`INSERT INTO issues (publication_id, date, number, edition, publisher, created_at) VALUES (1, '2022-11-10', '7', '', '', '2031-05-10 09:00:00+00:00')`,
	`INSERT INTO annotation_sets (issue_id, kind, version, state, blocks, decided, articles, problems, changed_at) VALUES
		(1, 'team', 0, 'draft', 1, 0, 0, 0, '2031-05-10 09:00:00+00:00')`,
	`INSERT INTO threads (set_id, key, anchor, page, start_at, end_at, article, author_id, created_at) VALUES
		(1, '00000000000000000000000001', 'block', 1, 0, 4, '', 1, '2031-05-10 09:00:00+00:00')`,
	`INSERT INTO comments (thread_id, key, author_id, text, created_at) VALUES
		(1, '00000000000000000000000002', 1, 'Why?', '2031-05-10 09:00:00+00:00'),
		(1, '00000000000000000000000003', 2, 'Because.', '2031-05-10 09:01:00+00:00')`,
}

// TestThreadsOutliveTheirMigration brings threads of the tables before into those of today.
func TestThreadsOutliveTheirMigration(t *testing.T) {
	t.Parallel()
	databasetest.OnBothEmpty(t, func(t *testing.T, address string) {
		migratedUntil(t, address, "0009", since0009...)
		s := open(t, address, noon())
		checkThreads(t, s, 1, "Li: Why? / Wu: Because.")
		thread := must[[]ThreadView](t)(s.Threads(background, 1))[0]
		if read := must[map[int64]int64](t)(s.ReadSoFar(background, 1, 1)); read[thread.ID] != thread.Comments[1].ID {
			t.Errorf("Li has read as far as %v, want everything said before", read)
		}
		must[bool](t)(s.AddComment(background, 1, thread.Key, by(1, "later", says("I see."))))
		checkThreads(t, s, 1, "Li: Why? / Wu: Because. / Li: I see.")
	})
}

// TestLinesOfBeforeAreCountedAgain opens a database whose list says of a page that it has a problem, although
// it was dismissed.
func TestLinesOfBeforeAreCountedAgain(t *testing.T) {
	t.Parallel()
	databasetest.OnBothEmpty(t, func(t *testing.T, address string) {
		s := open(t, address, noon())
		li := someone(t, s, "Li")
		set, untouched := aSet(t, s, "7"), aSet(t, s, "8")
		if errs := s.AppendSteps(background, []Append{steps(set.ID, 0, li.ID, 2)}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		count := func(problems int) {
			t.Helper()
			err := s.SaveCounted(background, []Counted{{Set: set.ID, Version: 2, Pages: []PageCell{{Key: 1, Problems: problems}}}})
			if err != nil {
				t.Fatal(err)
			}
		}
		count(1)
		if err := s.write.Exec("DELETE FROM " + migrations.Table + " WHERE id = '0018'").Error; err != nil {
			t.Fatal(err)
		}
		s = open(t, address, noon())
		if stale := must[[]int64](t)(s.StaleSets(background, 5)); !slices.Equal(stale, []int64{set.ID}) {
			t.Errorf("%v wait to be counted, want the set that was marked, %d, and not %d", stale, set.ID, untouched.ID)
		}
		count(0)
		for _, line := range must[List](t)(s.List(background, ListQuery{})).Lines {
			if line.SetID == set.ID && (line.PageCells()[0].Problems != 0 || !slices.Equal(line.EditorNames(), []string{"Li"})) {
				t.Errorf("the line says %+v", line)
			}
		}
	})
}

// migratedUntil fills the empty database at an address as an earlier release had it.
func migratedUntil(t *testing.T, address, last string, rows ...string) {
	t.Helper()
	dialector := sqlite.Open(address)
	if isPostgres(address) {
		dialector = postgres.Open(address)
	}
	db, err := gorm.Open(dialector, (&Store{clock: noon().now}).config())
	if err != nil {
		t.Fatal(err)
	}
	if err := migrations.RunUntil(db, address, last); err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := db.Exec(row).Error; err != nil {
			t.Fatal(err)
		}
	}
	if err := must[*sql.DB](t)(db.DB()).Close(); err != nil {
		t.Fatal(err)
	}
}
