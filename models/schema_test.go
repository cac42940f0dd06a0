package models

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"galley/models/databasetest"
	"galley/models/migrations"
)

// records are all structs that stand for a table.
func records() []any {
	return []any{
		&User{}, &Publication{}, &Issue{}, &Page{}, &AnnotationSet{}, &Step{}, &Snapshot{}, &Session{},
		&Edit{}, &OwnRole{}, &Load{}, &LoadPage{}, &Thread{}, &Comment{}, &Mention{}, &ThreadRead{}, &KeyMap{},
		&IssueLine{}, &IssueAuthor{}, &Binned{}, &SearchBlock{}, &SearchPending{},
		&Decision{}, &Origin{},
		&SignIn{}, &Link{}, &Token{}, &AuditEntry{}, &Notice{}, &QueuedLetter{}, &NoticeChoice{},
		&Verdict{}, &SeenPage{}, &Draft{}, &Wait{}, &Assignment{}, &Guideline{}, &GuidelineVersion{}, &GuidelineRead{}, &Export{},
		&StepTally{}, &SetHour{}, &SetMove{},
	}
}

// column is what the test compares of a column.
type column struct {
	Name, Kind string
	Null, Key  bool
}

// kinds are the types of columns by the names that the databases give them.
var kinds = map[string]string{
	"integer": "int", "bigint": "int",
	"text":     "string",
	"boolean":  "bool",
	"datetime": "time", "timestamp with time zone": "time",
	"blob": "bytes", "bytea": "bytes",
}

func TestEveryRecordIsItsTable(t *testing.T) {
	t.Parallel()
	databasetest.OnBothEmpty(t, func(t *testing.T, address string) {
		s := open(t, address, noon())
		var tables []string
		for _, record := range records() {
			parsed, err := schema.Parse(record, &sync.Map{}, s.write.NamingStrategy)
			if err != nil {
				t.Fatal(err)
			}
			tables = append(tables, parsed.Table)
			if diff := cmp.Diff(wanted(parsed), migrated(t, s.write, parsed.Table)); diff != "" {
				t.Errorf("table %s (-struct +table)\n%s", parsed.Table, diff)
			}
		}
		got := must[[]string](t)(s.write.Migrator().GetTables())
		got = slices.DeleteFunc(got, func(name string) bool {
			return name == migrations.Table || strings.HasPrefix(name, "sqlite_") || strings.HasPrefix(name, "search_words")
		})
		slices.Sort(got)
		slices.Sort(tables)
		if diff := cmp.Diff(tables, got); diff != "" {
			t.Errorf("tables (-structs +tables)\n%s", diff)
		}
	})
}

// wanted are the columns that a record's struct asks for.
func wanted(record *schema.Schema) []column {
	var columns []column
	for _, f := range record.Fields {
		null := f.FieldType.Kind().String() == "ptr"
		columns = append(columns, column{f.DBName, string(f.DataType), null, f.PrimaryKey})
	}
	return columns
}

// described asks a database for the columns of a table.
var described = map[string]string{
	"sqlite": `SELECT name, lower(type) AS kind, NOT "notnull" AND pk = 0 AS "null", pk > 0 AS key FROM pragma_table_info(?)`,
	"postgres": `
		SELECT c.column_name AS name, c.data_type AS kind, c.is_nullable = 'YES' AS "null",
			EXISTS (
				SELECT 1 FROM information_schema.table_constraints k
					JOIN information_schema.key_column_usage u USING (constraint_schema, constraint_name)
				WHERE k.constraint_type = 'PRIMARY KEY' AND u.table_name = c.table_name AND u.column_name = c.column_name
			) AS key
		FROM information_schema.columns c WHERE c.table_name = ? AND c.table_schema = current_schema()
		ORDER BY c.ordinal_position`,
}

// migrated are the columns of a table.
func migrated(t *testing.T, db *gorm.DB, table string) []column {
	t.Helper()
	columns := must[[]column](t)(from[column](db).Raw(described[db.Name()], table).Find(background))
	for i, c := range columns {
		if columns[i].Kind = kinds[c.Kind]; columns[i].Kind == "" {
			t.Errorf("column %s of %s has the unknown type %s", c.Name, table, c.Kind)
		}
	}
	return columns
}

func TestTheDatabaseGuardsItsRules(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, statement string }{
		{"a user has a name", `INSERT INTO users (name, password_hash, role, active, created_at) VALUES ('', '', 'editor', true, '2022-11-10')`},
		{"a user's name is never null", `INSERT INTO users (name, password_hash, role, active, created_at) VALUES (NULL, '', 'editor', true, '2022-11-10')`},
		{"a user's role is known", `INSERT INTO users (name, password_hash, role, active, created_at) VALUES ('Lu', '', 'boss', true, '2022-11-10')`},
		{"a user's name is his own", `INSERT INTO users (name, password_hash, role, active, created_at) VALUES ('Li', '', 'editor', true, '2022-11-10')`},
		{"an issue has a publication", `UPDATE issues SET publication_id = 99`},
		{"an issue with pages stays", `DELETE FROM issues`},
		{"a page's key is not used twice", `UPDATE pages SET key = 1`},
		{"a page's hash is a SHA-256", `UPDATE pages SET hash = 'abc'`},
		{"an issue has one team set", `INSERT INTO annotation_sets (issue_id, kind, version, state, blocks, decided, articles, problems, changed_at) VALUES (1, 'team', 0, 'draft', 0, 0, 0, 0, '2022-11-10')`},
		{"an independent set has an owner", `UPDATE annotation_sets SET kind = 'independent'`},
		{"a set's state is known", `UPDATE annotation_sets SET state = 'lost'`},
		{"a step's id has 26 characters", `UPDATE steps SET step_id = 'abc'`},
		{"a step has an author", `UPDATE steps SET author_id = 99`},
		{"a step takes back a step of the set", `UPDATE steps SET undoes = 'abcdefghijklmnopqrstuvwxyz'`},
		{"a step has changes", `UPDATE steps SET changes = ''`},
		{"a thread's key has 26 characters", `UPDATE threads SET key = 'abc'`},
		{"a thread stands at a known kind of place", `UPDATE threads SET anchor = 'page'`},
		{"a thread on an article names it", `UPDATE threads SET anchor = 'article'`},
		{"a thread covers text", `UPDATE threads SET end_at = start_at`},
		{"a thread on a span names it", `UPDATE threads SET anchor = 'span'`},
		{"a thread on the issue stands nowhere in it", `UPDATE threads SET anchor = 'issue'`},
		{"a resolved thread says who", `UPDATE threads SET resolved_at = '2022-11-10'`},
		{"a comment says something", `UPDATE comments SET text = ''`},
		{"an answer is known", `UPDATE comments SET answer = 'maybe'`},
		{"what disagrees says why", `UPDATE comments SET answer = 'disagree', text = ''`},
		{"a deleted comment says nothing", `UPDATE comments SET deleted_by = 1, deleted_at = '2022-11-10'`},
		{"a deleted comment says who deleted it", `UPDATE comments SET text = '', deleted_at = '2022-11-10'`},
		{"only what is suggested is taken", `UPDATE comments SET taken_by = 1, taken_at = '2022-11-10'`},
		{"a mention names somebody", `INSERT INTO mentions (comment_id, user_id, name) VALUES (1, 99, 'Li')`},
		{"a mention is of a comment", `INSERT INTO mentions (comment_id, user_id, name) VALUES (99, 1, 'Li')`},
		{"a thread is read by a user", `INSERT INTO thread_reads (thread_id, user_id, comment_id) VALUES (1, 99, 1)`},
		{"an assignment is of a set", `INSERT INTO assignments (set_id, page, start_at, article, task, user_id, by_id, at, how) VALUES (99, 0, 0, '', 'mark', 1, 1, '2022-11-10', '')`},
		{"an assignment's task is known", `INSERT INTO assignments (set_id, page, start_at, article, task, user_id, by_id, at, how) VALUES (1, 0, 0, '', 'read', 1, 1, '2022-11-10', '')`},
		{"an article that is given stands on a page", `INSERT INTO assignments (set_id, page, start_at, article, task, user_id, by_id, at, how) VALUES (1, 0, 0, 'a1', 'mark', 1, 1, '2022-11-10', '')`},
		{"an assignment that ended says how", `INSERT INTO assignments (set_id, page, start_at, article, task, user_id, by_id, at, ended_at, ended_by, how) VALUES (1, 0, 0, '', 'mark', 1, 1, '2022-11-10', '2022-11-10', 1, '')`},
		{"an edit names a table", `INSERT INTO edits (at, table_name, row_id) VALUES ('2022-11-10', 'steps', 1)`},
	}
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		set := aSet(t, s, "1")
		if errs := s.AppendSteps(background, []Append{steps(set.ID, 0, li.ID, 1)}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		if _, err := s.OpenThread(background, aThread(set.ID, li.ID, "q"), says("Why?")); err != nil {
			t.Fatal(err)
		}
		for _, tt := range tests {
			if err := s.write.Exec(tt.statement).Error; err == nil {
				t.Errorf("%s: the database took %s", tt.name, tt.statement)
			}
		}
	})
}
