package models

import (
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"galley/fault"
	"galley/models/databasetest"
	"galley/models/migrations"
)

func TestWhatIsNoDatabaseIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	in := func(name string) string { return filepath.Join(folder, name) }
	write := func(name, text string) string {
		if err := os.WriteFile(in(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return in(name)
	}
	text, short, broken := write("page.txt", "株洲日报 2022-11-10 第23126期"), write("short", "S"), write("broken.db", magic+strings.Repeat("x", 5000))
	foreign := in("foreign.db")
	statements(t, foreign, "CREATE TABLE tracks (id integer)")
	newer := in("newer.db")
	if err := open(t, newer, noon()).write.Exec("INSERT INTO " + migrations.Table + " VALUES ('9999')").Error; err != nil {
		t.Fatal(err)
	}
	type refused struct{ name, address, sentence string }
	tests := []refused{
		{"no name", " ", "The database needs a place. Name a file, such as galley.db, or a postgres:// address."},
		{"memory", ":memory:", `":memory:" is not a place for a database. Name a file, such as galley.db, or a postgres:// address.`},
		{"another kind of server", "mysql://localhost/galley", `"mysql://localhost/galley" is not a place for a database. Name a file, such as galley.db, or a postgres:// address.`},
		{"a folder", folder, folder + " is a folder. Name a file for the database, such as " + in("galley.db") + "."},
		{"a device", "/dev/null", "/dev/null is not an ordinary file. Name another file for the database."},
		{"a text file", text, text + " is not a SQLite database. Nothing was written to it; name another file for the database."},
		{"a file of one byte", short, short + " is not a SQLite database. Nothing was written to it; name another file for the database."},
		{"a file that only begins like one", broken, broken + " is not a SQLite database. Nothing was written to it; name another file for the database."},
		{"a folder below a file", text + "/a/galley.db", "The folder " + text + "/a cannot be created for the database. Name a file in a folder that you may write to."},
		{"another program's database", foreign, "The database " + foreign + " belongs to another program (it has a table tracks). Nothing was written to it; name another one."},
		{"a newer Galley's database", newer, "The database " + newer + " was written by a newer Galley. Use that version, or name another database."},
		{"no address of PostgreSQL", "postgres://localhost:many/galley", "the address given is not a PostgreSQL address. Write it as postgres://user@host/database."},
		{"no server there", "postgres://li:secret@127.0.0.1:1/galley", "The PostgreSQL database postgres://li:xxxxx@127.0.0.1:1/galley does not answer. Check that the server is running and that the address and the account are right."},
	}
	if runtime.GOOS == "linux" { // where even root cannot write
		tests = append(tests, []refused{
			{"a folder that nobody may write to", "/proc/galley/galley.db", "The folder /proc/galley cannot be created for the database. Name a file in a folder that you may write to."},
			{"a place that nobody may write to", "/proc/galley.db", "The database /proc/galley.db cannot be opened for writing. Name a file that you may write to, in a folder that you may write to."},
		}...)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := Open(t.Context(), tt.address, nil)
			if s != nil {
				t.Error("got a store")
			}
			wantFault(t, err, fault.Invalid, tt.sentence)
		})
	}
	t.Run("what was refused is as it was", func(t *testing.T) {
		if got, _ := os.ReadFile(text); string(got) != "株洲日报 2022-11-10 第23126期" {
			t.Errorf("the text file holds %q", got)
		}
		db := raw(t, foreign)
		var mode string
		if err := db.QueryRow("PRAGMA journal_mode").Scan(&mode); err != nil || mode != "delete" {
			t.Errorf("the other program's journal is %q (%v), want delete", mode, err)
		}
	})
}

func TestWhatOthersWroteIsRefusedOnBoth(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, statement, sentence string }{
		{"a newer Galley", "INSERT INTO " + migrations.Table + " VALUES ('9999')", "was written by a newer Galley. Use that version, or name another database."},
		{"another program", "ALTER TABLE " + migrations.Table + " RENAME TO other", "belongs to another program (it has a table "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			databasetest.OnBothEmpty(t, func(t *testing.T, address string) {
				if err := open(t, address, noon()).write.Exec(tt.statement).Error; err != nil {
					t.Fatal(err)
				}
				_, err := Open(t.Context(), address, nil)
				if got := fault.Sentence(err); fault.CodeOf(err) != fault.Invalid || !strings.Contains(got, tt.sentence) {
					t.Errorf("got %v, want %s", err, tt.sentence)
				}
			})
		})
	}
}

// raw opens a SQLite file without Galley.
func raw(t *testing.T, file string) *sql.DB {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open("sqlite3", file))
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// statements runs SQL on a file without Galley.
func statements(t *testing.T, file string, all ...string) {
	t.Helper()
	db := raw(t, file)
	for _, statement := range all {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
}

func TestADatabaseThatIsHeldIsRefused(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("waits five seconds for the lock")
	}
	file := databasetest.EmptyFile(t)
	other := raw(t, file)
	other.SetMaxOpenConns(1)
	for _, statement := range []string{"CREATE TABLE " + migrations.Table + " (id text)", "BEGIN EXCLUSIVE"} {
		if _, err := other.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	_, err := Open(t.Context(), file, nil)
	wantFault(t, err, fault.Conflict, "The database "+file+" is in use by another program. Stop that program, or wait until it is done.")
}

func TestANewDatabaseIsMadeWithItsFolder(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"galley.db", "a/b/galley.db", "株洲 #1?100%.db", "file:odd&name=x.db"} {
		file := filepath.Join(t.TempDir(), name)
		s := open(t, file, noon())
		someone(t, s, "Li")
		must[User](t)(s.UserByName(background, "Li"))
		info := must[os.FileInfo](t)(os.Stat(file))
		if got := info.Mode().Perm(); got != 0o600 {
			t.Errorf("%s has the mode %o, want 600", name, got)
		}
	}
}

func TestARelativePathStaysTheSameFile(t *testing.T) {
	t.Chdir(t.TempDir())
	s := open(t, "galley.db", noon())
	t.Chdir(t.TempDir())
	someone(t, s, "Li")
	must[User](t)(s.UserByName(background, "Li"))
}

func TestOpeningAgainKeepsEverything(t *testing.T) {
	t.Parallel()
	databasetest.OnBothEmpty(t, func(t *testing.T, address string) {
		first := open(t, address, noon())
		li := someone(t, first, "Li")
		got := must[User](t)(open(t, address, noon()).User(background, li.ID))
		if got != li {
			t.Errorf("got %v, want %v", got, li)
		}
	})
}

func TestProgramsThatMigrateAtOnceAgree(t *testing.T) {
	t.Parallel()
	databasetest.OnBothEmpty(t, func(t *testing.T, address string) {
		var all sync.WaitGroup
		for range 6 {
			all.Go(func() {
				s, err := Open(t.Context(), address, nil)
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := s.IssueList(t.Context()); err != nil {
					t.Error(err)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		var ids []string
		open(t, address, noon()).write.Table(migrations.Table).Pluck("id", &ids)
		if last := slices.Max(ids); last != migrations.Last() || len(slices.Compact(slices.Sorted(slices.Values(ids)))) != len(ids) {
			t.Errorf("the migrations %v ran, want each once, up to %s", ids, migrations.Last())
		}
	})
}

func TestTheWritingConnectionIsDurable(t *testing.T) {
	t.Parallel()
	s := open(t, databasetest.EmptyFile(t), noon())
	if got := must[string](t)(s.Durability(background)); got != "FULL" {
		t.Errorf("SQLite's durability is %s, want FULL", got)
	}
	var mode string
	var keys int
	s.write.Raw("PRAGMA journal_mode").Scan(&mode)
	s.write.Raw("PRAGMA foreign_keys").Scan(&keys)
	if mode != "wal" || keys != 1 {
		t.Errorf("got the journal %s and foreign keys %d, want wal and 1", mode, keys)
	}
	databasetest.OnEmptyPostgres(t, func(t *testing.T, address string) {
		if got := must[string](t)(open(t, address, noon()).Durability(background)); got != "ON" {
			t.Errorf("PostgreSQL's durability is %s, want ON", got)
		}
	})
}

func TestTheReadingConnectionsCannotWrite(t *testing.T) {
	t.Parallel()
	s := open(t, databasetest.EmptyFile(t), noon())
	if err := s.read.Exec("DELETE FROM users").Error; err == nil {
		t.Error("a reading connection has written")
	}
}

func TestTheDataVersionTellsOfOtherPrograms(t *testing.T) {
	t.Parallel()
	databasetest.OnBothEmpty(t, func(t *testing.T, address string) {
		s, other := open(t, address, noon()), open(t, address, noon())
		version := func() int64 {
			t.Helper()
			version, told, err := s.DataVersion(background)
			if err != nil || told != (s.file != "") {
				t.Fatalf("told is %v, with %v", told, err)
			}
			return version
		}
		before := version()
		someone(t, s, "Li")
		if got := version(); got != before {
			t.Errorf("own writing took the version from %d to %d", before, got)
		}
		someone(t, other, "Wu")
		if got, want := version() != before, s.file != ""; got != want {
			t.Errorf("after another's writing, changed is %v, want %v", got, want)
		}
	})
}

func TestOneProgramServesAFile(t *testing.T) {
	t.Parallel()
	file := databasetest.EmptyFile(t)
	s, other := open(t, file, noon()), open(t, file, noon())
	release := must[func()](t)(s.HoldServe(background))
	_, err := other.HoldServe(background)
	wantFault(t, err, fault.Conflict, "Another Galley is already serving the database "+file+". Use that one, stop it first, or name another database.")
	someone(t, other, "Li") // commands beside it may write
	release()
	must[func()](t)(other.HoldServe(background))()
}

// A test binary that is called with this variable holds the file of that name until it is killed.
const holdVariable = "GALLEY_TEST_HOLD"

func TestMain(m *testing.M) {
	if file := os.Getenv(holdVariable); file != "" {
		s, err := Open(background, file, nil)
		if err == nil {
			_, err = s.HoldServe(background)
		}
		if err != nil {
			os.Exit(1)
		}
		_, _ = os.Stdout.WriteString("held\n") // the test notices
		select {}
	}
	os.Exit(m.Run())
}

func TestAKilledProgramServesNoMore(t *testing.T) {
	t.Parallel()
	file := databasetest.EmptyFile(t)
	s := open(t, file, noon())
	holder := exec.Command(must[string](t)(os.Executable()))
	holder.Env = append(os.Environ(), holdVariable+"="+file)
	out, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	word := make([]byte, 5)
	if _, err := out.Read(word); err != nil || string(word) != "held\n" {
		t.Fatalf("the holder said %q (%v)", word, err)
	}
	if _, err := s.HoldServe(background); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("got %v, want a conflict", err)
	}
	if err := holder.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = holder.Wait() // it was killed
	must[func()](t)(s.HoldServe(background))()
}

func TestOnPostgresAnyNumberServes(t *testing.T) {
	t.Parallel()
	databasetest.OnEmptyPostgres(t, func(t *testing.T, address string) {
		s := open(t, address, noon())
		defer must[func()](t)(s.HoldServe(background))()
		defer must[func()](t)(s.HoldServe(background))()
	})
}
