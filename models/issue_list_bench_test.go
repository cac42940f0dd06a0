package models

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/engine/vocabulary"
	"galley/models/databasetest"
)

// TestAPageOfTheListIsReadAlongAnIndex asks SQLite how it goes about each column: along its index, without
// sorting, at the beginning and from a place on.
func TestAPageOfTheListIsReadAlongAnIndex(t *testing.T) {
	t.Parallel()
	s := open(t, databasetest.EmptyFile(t), noon())
	archive(t, s, 1000)
	for name := range sorted {
		for _, up := range []bool{false, true} {
			q := ListQuery{Sort: name, Up: up, Size: 10}
			for _, after := range []string{"", must[List](t)(s.List(background, q)).Next} {
				q.After = after
				statement, values, err := q.statement(filterWay{})
				if err != nil {
					t.Fatal(err)
				}
				plan := planOf(t, s, statement, values)
				if !strings.Contains(plan, "USING INDEX issue_lines_by_") {
					t.Errorf("by %s, up %v, after %q:\n%s", name, up, after, plan)
				}
			}
		}
	}
}

// planOf is how SQLite goes about a statement.
func planOf(t testing.TB, s *Store, statement string, values []any) string {
	t.Helper()
	var steps []struct{ Detail string }
	if err := s.read.Raw("EXPLAIN QUERY PLAN "+statement, values...).Scan(&steps).Error; err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, step := range steps {
		all = append(all, step.Detail)
	}
	return strings.Join(all, "\n")
}

// archive stores n issues of ten papers in the barest way, one page each, with words in the search.
func archive(t testing.TB, s *Store, n int) {
	t.Helper()
	numbers := fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ", n)
	id := "((CAST(julianday('1990-01-01') - julianday('1400-01-01') AS integer) + i / 10) << 44) + (i << 20 << 4) + 1"
	for _, statement := range []string{
		"INSERT INTO users (name, password_hash, role, active, created_at) SELECT column1, '', 'editor', true, '2022-11-10' FROM (VALUES ('Li'), ('Wu'), ('Xu'))",
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) INSERT INTO publications SELECT i, '报' || i, 'zh-Hans', '', false, '' FROM n",
		numbers + "INSERT INTO issues SELECT i, i % 10 + 1, date('1990-01-01', '+' || (i / 10) || ' days'), i, '', '', '2022-11-10', NULL FROM n",
		numbers + "INSERT INTO pages SELECT i, i, 1, 'A1', '', '新闻', substr(printf('%064d', i), 1, 64), 2, '[[0,2]]', 1 FROM n",
		numbers + "INSERT INTO annotation_sets (id, issue_id, kind, owner_id, version, state, blocks, decided, articles, problems, changed_at) SELECT i, i, 'team', NULL, 0, 'draft', 100, i % 100, 5, i % 7, '2022-11-10' FROM n",
		numbers + `INSERT INTO issue_lines SELECT i, i, 0, i % 10 + 1, '报' || (i % 10 + 1), date('1990-01-01', '+' || (i / 10) || ' days'), i,
			printf('%015d', i), '', 8, 100, 100 - i % 100, 5, i % 7, i % 4, 'Li', datetime('2022-11-10', '-' || i || ' minutes'), 1, '[]' FROM n`,
		numbers + "INSERT INTO issue_authors SELECT i, 1 FROM n WHERE i % 3 = 0",
		numbers + "INSERT INTO issue_authors SELECT i, 2 FROM n WHERE i <= 200",
		numbers + "INSERT INTO search_blocks SELECT " + id + ", i, 0, 0, 2, false FROM n",
		numbers + "INSERT INTO search_words (docid, words) SELECT " + id + ", '新闻 闻 ' || CASE WHEN i % 1000 = 0 THEN '核酸 酸' ELSE i END FROM n",
	} {
		if err := s.write.Exec(statement).Error; err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// BenchmarkList sets what people ask of an archive of 100,000 issues against the same of 1,000, taken in
// turns, and reports the medians and their ratio.
func BenchmarkList(b *testing.B) {
	large, small := open(b, databasetest.EmptyFile(b), noon()), open(b, databasetest.EmptyFile(b), noon())
	archive(b, large, 100_000)
	archive(b, small, 1000)
	list := func(q ListQuery) func(*Store) error {
		return func(s *Store) error { _, err := s.List(background, q); return err }
	}
	search := func(query string) func(*Store) error {
		return func(s *Store) error { _, err := s.Search(background, Search{Query: query}); return err }
	}
	for _, bb := range []struct {
		name string
		ask  func(*Store) error
	}{
		{"by date", list(ListQuery{})},
		{"by problems", list(ListQuery{Sort: "problems"})},
		{"by problems, from a place in the middle", list(ListQuery{Sort: "problems", After: "500~3"})},
		{"one publication and state", list(ListQuery{Publication: 3, State: "returned"})},
		{"one state by problems", list(ListQuery{State: "submitted", Sort: "problems"})},
		{"one editor of many issues", list(ListQuery{Editor: 1})},
		{"one editor of few issues by last act", list(ListQuery{Editor: 2, Sort: "changed"})},
		{"one editor of none", list(ListQuery{Editor: 3, Sort: "changed"})},
		{"one editor by last act", list(ListQuery{Editor: 1, Sort: "changed"})},
		{"a range of dates by undecided", list(ListQuery{From: "1990-02-01", To: "1990-04-01", Sort: "undecided"})},
		{"waiting", func(s *Store) error {
			_, err := s.Waiting(background, User{ID: 1, Role: vocabulary.Administrator}, 4)
			return err
		}},
		{"a word of every issue", search("新闻")},
		{"a rare word", search("核酸")},
		{"one character", search("闻")},
		{"a rare word beside one of every issue", search("新闻 核酸")},
		{"two words of every issue that never stand so", search(`"闻新"`)},
		{"a word that nobody wrote", search("疫情")},
	} {
		b.Run(bb.name, func(b *testing.B) {
			var ls, ss []time.Duration
			for b.Loop() {
				began := time.Now()
				err := bb.ask(large)
				between := time.Now()
				if err == nil {
					err = bb.ask(small)
				}
				if err != nil {
					b.Fatal(err)
				}
				ls, ss = append(ls, between.Sub(began)), append(ss, time.Since(between))
			}
			slices.Sort(ls)
			b.ReportMetric(micro(ls)/1000, "large-ms")
			b.ReportMetric(micro(ss)/1000, "small-ms")
			b.ReportMetric(micro(ls)/micro(ss), "ratio")
		})
	}
}
