package models

import (
	"context"
	"fmt"
	"testing"
	"time"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
	"galley/models/databasetest"
)

// clock is a clock for tests that is set by hand.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

// noon is where the tests' clocks begin; it has more digits than records keep, and a zone.
func noon() *clock {
	return &clock{time.Date(2022, 11, 10, 12, 0, 0, 123456789, time.FixedZone("", 8*3600))}
}

// onBoth runs a test on a migrated SQLite file, and on a migrated PostgreSQL database when asked for.
func onBoth(t *testing.T, test func(t *testing.T, s *Store, c *clock)) {
	t.Helper()
	databasetest.OnBoth(t, func(t *testing.T, address string) {
		c := noon()
		test(t, open(t, address, c), c)
	})
}

// open opens a store that is closed with the test.
func open(t testing.TB, address string, c *clock) *Store {
	t.Helper()
	s, err := Open(t.Context(), address, c.now)
	if err != nil {
		t.Fatalf("open %s: %v", address, err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// someone is a new user of s.
func someone(t testing.TB, s *Store, name string) User {
	t.Helper()
	user := User{Name: name, Role: vocabulary.Editor, Active: true}
	if err := s.CreateUser(t.Context(), &user); err != nil {
		t.Fatalf("create user %s: %v", name, err)
	}
	return user
}

// zhuzhou is an issue with two pages and three blocks.
func zhuzhou() NewIssue {
	return NewIssue{
		Publication: "株洲日报", Language: "zh-Hans", Serial: "CN 43-0005",
		Date: "2022-11-10", Number: "23126", Publisher: "株洲日报社",
		Pages: []NewPage{
			{Label: "A1", Section: "要闻", Text: "株洲日报\n2022年11月10日\n\n\n渌江书院 𠮷\n"},
			{Label: "A2", Text: "第二版"},
		},
	}
}

// aSet is the team set of a new issue of s, told from others by its number.
func aSet(t testing.TB, s *Store, number string) AnnotationSet {
	t.Helper()
	issue := zhuzhou()
	issue.Number, issue.Again = number, true
	summary, err := s.CreateIssue(t.Context(), issue)
	if err != nil {
		t.Fatalf("create issue %s: %v", number, err)
	}
	return summary.Set
}

// steps is an append of n steps of author after version from.
func steps(set, from, author int64, n int) Append {
	a := Append{Set: set, From: from}
	for i := range n {
		a.Steps = append(a.Steps, Step{
			Version: from + int64(i) + 1, StepID: text.NewID(), AuthorID: author,
			Act: `{"kind":"role"}`, Changes: fmt.Sprintf(`{"set":%d,"version":%d}`, set, from+int64(i)+1),
		})
	}
	return a
}

// wantFault fails the test where err is not a fault of the code with the message.
func wantFault(t *testing.T, err error, code fault.Code, message string) {
	t.Helper()
	if got := fault.CodeOf(err); got != code {
		t.Errorf("got the code %q (%v), want %q", got, err, code)
	}
	if got := fault.Sentence(err); got != message {
		t.Errorf("got the sentence  %s\nwant %s", got, message)
	}
}

// must is for calls whose error is beside a test's point.
func must[T any](t testing.TB) func(value T, err error) T {
	t.Helper()
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

var background = context.Background()
