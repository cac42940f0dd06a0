//go:build unix

package databasetest

import (
	"database/sql"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver that makes the databases
)

// Asked reports whether PostgreSQL's half of the tests runs: GALLEY_TEST_POSTGRES=1.
func Asked() bool { return os.Getenv("GALLEY_TEST_POSTGRES") == "1" }

// OnEmptyPostgres runs test as the subtest PostgreSQL, on an empty database of its own. If nobody asked
// for it, it says so in t's log. If PostgreSQL is missing, the test fails.
func OnEmptyPostgres(t *testing.T, test func(t *testing.T, address string)) {
	t.Helper()
	onPostgres(t, empty, test)
}

// onPostgres is like OnEmptyPostgres, on a copy of the template.
func (m *template) onPostgres(t *testing.T, test func(t *testing.T, address string)) {
	t.Helper()
	onPostgres(t, func(t testing.TB) string {
		t.Helper()
		return newDatabase(t, m.postgres.get(t, m.preparePostgres))
	}, test)
}

func onPostgres(t *testing.T, address func(t testing.TB) string, test func(t *testing.T, address string)) {
	t.Helper()
	if !Asked() {
		t.Log("PostgreSQL's half of this test was not asked for; GALLEY_TEST_POSTGRES=1 asks for it.")
		return
	}
	t.Run("PostgreSQL", func(t *testing.T) { test(t, address(t)) })
}

// preparePostgres makes the template and gives its name.
func (m *template) preparePostgres() (string, error) {
	s, err := start()
	if err != nil {
		return "", err
	}
	name := fmt.Sprintf("template_%d", database.Add(1))
	if err := s.run("CREATE DATABASE " + name); err != nil {
		return "", err
	}
	return name, m.prepare(s.address(name))
}

// the server of this test binary; it starts with the first database.
var (
	start    = sync.OnceValues(startServer)
	database atomic.Int64
)

// empty makes an empty database and gives its postgres:// address.
func empty(t testing.TB) string {
	t.Helper()
	return newDatabase(t, "template1") // PostgreSQL's own, which is empty
}

// newDatabase makes a copy of the database template, gives its postgres:// address, and drops it when the
// test ends. It starts the server the first time, and fails the test if that fails.
func newDatabase(t testing.TB, template string) string {
	t.Helper()
	s, err := start()
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("test_%d", database.Add(1))
	if err := s.run("CREATE DATABASE " + name + " TEMPLATE " + template); err != nil {
		t.Fatalf("make a database: %v", err)
	}
	t.Cleanup(func() {
		if err := s.run("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Errorf("drop the database: %v", err)
		}
	})
	return s.address(name)
}

// address is the address of one of the server's databases.
func (s server) address(name string) string {
	return fmt.Sprintf("postgres://galley@/%s?host=%s", name, s.folder)
}

// run executes a statement outside the tests' databases.
func (s server) run(statement string) error {
	db, err := sql.Open("pgx", s.address("postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // the statement is done or has failed by then
	_, err = db.Exec(statement)
	return err
}

// await waits until the server answers.
func (s server) await() error {
	var err error
	for range 600 {
		if err = s.run("SELECT 1"); err == nil {
			return nil
		}
		if _, failed := os.Stat(s.folder + "/failed"); failed == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	log, _ := os.ReadFile(s.folder + "/log") // missing if nothing was started
	return fmt.Errorf("PostgreSQL did not start: %w\n%s", err, log)
}
