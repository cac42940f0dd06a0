package models

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/fault"
	"galley/markup"
)

// aThread is a thread on the first block of a set.
func aThread(set, author int64, name string) Thread {
	return Thread{SetID: set, Key: markup.DerivedID(name, 0), Anchor: OnBlock, Page: 1, StartAt: 0, EndAt: 4, AuthorID: author}
}

func TestThreads(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		set, other := aSet(t, s, "1"), aSet(t, s, "2")
		later := aThread(set.ID, wu.ID, "second")
		later.Anchor, later.StartAt, later.EndAt, later.Article = OnArticle, 2, 4, markup.DerivedID("a", 0)
		for _, ask := range []struct {
			thread Thread
			words  string
		}{{later, "Does 渌江书院 𠮷 belong here?"}, {aThread(set.ID, li.ID, "first"), " Who \r\n wrote this? "}, {aThread(other.ID, li.ID, "first"), "x"}} {
			if err := s.OpenThread(background, ask.thread, ask.words); err != nil {
				t.Fatal(err)
			}
		}
		c.Time = c.Add(time.Minute)
		first := markup.DerivedID("first", 0)
		answer := Comment{Key: markup.DerivedID("answer", 0), AuthorID: wu.ID, Text: "I do not know."}
		for range 2 { // sent twice it is there once
			if err := s.AddComment(background, set.ID, first, answer); err != nil {
				t.Fatal(err)
			}
			if err := s.OpenThread(background, aThread(set.ID, li.ID, "first"), "Again"); err != nil {
				t.Fatal(err)
			}
		}
		checkThreads(t, s, set.ID, "Li: Who \n wrote this? / Wu: I do not know. | Wu: Does 渌江书院 𠮷 belong here?")

		for range 2 {
			if err := s.ResolveThread(background, set.ID, first, wu.ID); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.ResolveThread(background, set.ID, first, li.ID); err != nil {
			t.Fatal(err)
		}
		checkThreads(t, s, set.ID, "Li: Who \n wrote this? / Wu: I do not know. (Wu) | Wu: Does 渌江书院 𠮷 belong here?")
		if err := s.ResolveThread(background, set.ID, first, 0); err != nil {
			t.Fatal(err)
		}
		checkThreads(t, s, set.ID, "Li: Who \n wrote this? / Wu: I do not know. | Wu: Does 渌江书院 𠮷 belong here?")
		checkThreads(t, s, other.ID, "Li: x")
	})
}

// checkThreads compares what is said in a set: threads in order, their comments, who resolved them.
func checkThreads(t *testing.T, s *Store, set int64, want string) {
	t.Helper()
	var threads []string
	for _, thread := range must[[]ThreadView](t)(s.Threads(background, set)) {
		var said []string
		for _, c := range thread.Comments {
			said = append(said, c.Author+": "+c.Text)
		}
		line := strings.Join(said, " / ")
		if thread.Resolver != "" {
			line += " (" + thread.Resolver + ")"
		}
		if (thread.ResolvedAt == nil) != (thread.Resolver == "") {
			t.Errorf("thread %s is resolved at %v by %q", thread.Key, thread.ResolvedAt, thread.Resolver)
		}
		threads = append(threads, line)
	}
	if diff := cmp.Diff(want, strings.Join(threads, " | ")); diff != "" {
		t.Errorf("threads (-want +got)\n%s", diff)
	}
}

func TestThreadsRefuse(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		set, other := aSet(t, s, "1"), aSet(t, s, "2")
		if err := s.OpenThread(background, aThread(set.ID, li.ID, "q"), "Why?"); err != nil {
			t.Fatal(err)
		}
		key := markup.DerivedID("q", 0)
		comment := func(text string) Comment { return Comment{Key: markup.DerivedID("c", 0), AuthorID: li.ID, Text: text} }
		tests := []struct {
			name string
			err  error
			code fault.Code
		}{
			{"a thread that says nothing", s.OpenThread(background, aThread(set.ID, li.ID, "r"), " \n "), fault.Invalid},
			{"control characters", s.OpenThread(background, aThread(set.ID, li.ID, "r"), "a\x01"), fault.Invalid},
			{"a key that is somebody else's", s.OpenThread(background, aThread(set.ID, wu.ID, "q"), "Mine"), fault.Conflict},
			{"an answer that is too long", s.AddComment(background, set.ID, key, comment(strings.Repeat("长", 4001))), fault.Invalid},
			{"an answer in another set", s.AddComment(background, other.ID, key, comment("x")), fault.NotFound},
			{"an answer to nothing", s.AddComment(background, set.ID, markup.DerivedID("z", 0), comment("x")), fault.NotFound},
			{"a thread of another set resolved", s.ResolveThread(background, other.ID, key, li.ID), fault.NotFound},
		}
		for _, tt := range tests {
			if fault.CodeOf(tt.err) != tt.code || tt.err == nil {
				t.Errorf("%s: %v, want %v", tt.name, tt.err, tt.code)
			}
		}
		checkThreads(t, s, set.ID, "Li: Why?")
	})
}
