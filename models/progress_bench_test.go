package models

import (
	"fmt"
	"testing"
	"time"

	"galley/models/databasetest"
)

// BenchmarkProgress reads how a publication of 300 issues and 300,000 steps gets on: the first time, when
// all steps are summed up, and again.
func BenchmarkProgress(b *testing.B) {
	s := open(b, databasetest.EmptyFile(b), noon())
	history(b, s, 300, 1000)
	q := ProgressQuery{Buckets: days(90), Now: noon().AddDate(0, 0, 90), Editors: true}
	began := time.Now()
	if !must[bool](b)(s.TallySteps(background, 0, 1_000_000)) {
		b.Fatal("not all steps are counted")
	}
	p := must[Progress](b)(s.Progress(background, 1, q))
	first := time.Since(began)
	if sum := p.Editors[0].Sum.Decided + p.Editors[1].Sum.Decided + p.Editors[2].Sum.Decided; sum != 300_000*99/100 || !p.Whole {
		b.Fatalf("%d blocks are counted, whole %v", sum, p.Whole)
	}
	for b.Loop() {
		must[Progress](b)(s.Progress(background, 1, q))
	}
	b.ReportMetric(float64(first.Milliseconds()), "first-ms")
}

// history stores issues with so many steps each in the barest way, over 90 days, of three people.
func history(b *testing.B, s *Store, issues, steps int) {
	b.Helper()
	from := fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)", issues)
	each := fmt.Sprintf(", v(j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM v WHERE j < %d) ", steps)
	for _, statement := range []string{
		"INSERT INTO users (name, password_hash, role, active, created_at) SELECT column1, '', 'editor', true, '2022-11-10' FROM (VALUES ('Li'), ('Wu'), ('Xu'))",
		"INSERT INTO publications SELECT 1, '报', 'zh-Hans', '', false",
		from + " INSERT INTO issues SELECT i, 1, date('2022-11-10', '+' || i || ' days'), i, '', '', datetime('2022-11-10', '+' || (i % 80) || ' days'), NULL FROM n",
		from + fmt.Sprintf(" INSERT INTO annotation_sets (id, issue_id, kind, version, state, blocks, decided, articles, problems, changed_at, submitted, shown) SELECT i, i, 'team', %d, 'draft', 100, 0, 5, 0, '2022-11-10', false, false FROM n", steps),
		from + each + `INSERT INTO steps (set_id, version, step_id, author_id, at, act, changes, inferred) SELECT i, j, printf('%026d', i * 10000 + j), 1 + (i + j / 100) % 3,
			datetime('2022-11-10', '+' || (i % 80 + j / 120) || ' days', '+' || (j % 60) || ' minutes'), '{}',
			CASE WHEN j % 100 = 0 THEN '{"v":1,"changes":[{"cell":"state","from":"draft","to":"submitted"}]}'
			ELSE '{"v":1,"changes":[{"cell":"block/1/' || j || '","from":{"role":"body","article":"01234567890123456789012345","tail":"01234567890123456789012345"},"to":{"role":"body","article":"01234567890123456789012345","decided":true,"tail":"01234567890123456789012345"}}]}' END, false FROM n, v`,
	} {
		if err := s.write.Exec(statement).Error; err != nil {
			b.Fatal(err)
		}
	}
}
