package models

import (
	"database/sql"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/engine/text"
	"galley/models/databasetest"
)

// BenchmarkAppendSteps sets one step, durably written, against a bare Begin, Exec and Commit of the
// same row by database/sql, taken in turns. It reports the medians and their ratio.
func BenchmarkAppendSteps(b *testing.B) {
	s := open(b, databasetest.EmptyFile(b), noon())
	li := someone(b, s, "Li")
	set := aSet(b, s, "1").ID
	bare := bareFile(b)
	act, changes := `{"kind":"role","blocks":[{"page":1,"start":475,"end":501}],"role":"headline"}`, strings.Repeat("变", 200)
	var ours, theirs []time.Duration
	for version := int64(0); b.Loop(); version++ {
		step := Step{
			SetID: set, Version: version + 1, StepID: text.NewID(), AuthorID: li.ID, At: s.Now(), Act: act, Changes: changes,
		}
		began := time.Now()
		bareInsert(b, bare, step)
		between := time.Now()
		errs := s.AppendSteps(background, []Append{{Set: set, From: version, Steps: []Step{step}}})
		theirs, ours = append(theirs, between.Sub(began)), append(ours, time.Since(between))
		if errs[0] != nil {
			b.Fatal(errs[0])
		}
	}
	b.ReportMetric(micro(ours), "append-µs")
	b.ReportMetric(micro(theirs), "bare-µs")
	b.ReportMetric(micro(ours)/micro(theirs), "ratio")
}

// BenchmarkAppendStepsInBatches sets a batch of 32 steps of 32 sets against as many bare commits.
func BenchmarkAppendStepsInBatches(b *testing.B) {
	const sets = 32
	s := open(b, databasetest.EmptyFile(b), noon())
	li := someone(b, s, "Li")
	var ids []int64
	for i := range sets {
		ids = append(ids, aSet(b, s, strings.Repeat("x", i)).ID)
	}
	bare, act, changes := bareFile(b), `{"kind":"role"}`, strings.Repeat("变", 200)
	var ours, theirs []time.Duration
	for version := int64(0); b.Loop(); version++ {
		var batch []Append
		for _, id := range ids {
			batch = append(batch, Append{Set: id, From: version, Steps: []Step{{
				SetID: id, Version: version + 1, StepID: text.NewID(), AuthorID: li.ID, At: s.Now(), Act: act, Changes: changes,
			}}})
		}
		began := time.Now()
		for _, a := range batch {
			bareInsert(b, bare, a.Steps[0])
		}
		between := time.Now()
		errs := s.AppendSteps(background, batch)
		theirs, ours = append(theirs, between.Sub(began)), append(ours, time.Since(between))
		for _, err := range errs {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(micro(ours)/sets, "append-µs/step")
	b.ReportMetric(micro(theirs)/sets, "bare-µs/step")
	b.ReportMetric(micro(ours)/micro(theirs), "ratio")
}

// bareFile is a new SQLite file with a table like steps, as durable as ours.
func bareFile(b *testing.B) *sql.DB {
	db, err := sql.Open("sqlite3", "file:"+databasetest.EmptyFile(b)+"?_journal_mode=WAL&"+writing)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	_, err = db.Exec(`CREATE TABLE steps (set_id integer, version integer, step_id text, author_id integer, at datetime,
		act text, changes text, inferred boolean, undoes text, PRIMARY KEY (set_id, version), UNIQUE (set_id, step_id))`)
	if err != nil {
		b.Fatal(err)
	}
	return db
}

// bareInsert commits a step in the barest way.
func bareInsert(b *testing.B, db *sql.DB, s Step) {
	tx, err := db.Begin()
	if err == nil {
		_, err = tx.Exec(`INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			s.SetID, s.Version, s.StepID, s.AuthorID, s.At, s.Act, s.Changes, s.Inferred, s.Undoes)
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		b.Fatal(err)
	}
}

// micro is the median in microseconds.
func micro(all []time.Duration) float64 {
	slices.Sort(all)
	return float64(all[len(all)/2].Nanoseconds()) / 1000
}
