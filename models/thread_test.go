package models

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
	"galley/fault"
)

// aThread is a thread on the first block of a set.
func aThread(set, author int64, name string) Thread {
	return Thread{SetID: set, Key: text.DerivedID(name, 0), Anchor: OnBlock, Page: 1, StartAt: 0, EndAt: 4, AuthorID: author}
}

// says is what somebody says in plain words.
func says(text string) Said { return Said{Comment: Comment{Text: text}} }

// by is what somebody says in an answer, whose key is derived from a name.
func by(author int64, name string, said Said) Said {
	said.Key, said.AuthorID = text.DerivedID(name, 0), author
	return said
}

func TestThreads(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		set, other := aSet(t, s, "1"), aSet(t, s, "2")
		later := aThread(set.ID, wu.ID, "second")
		later.Anchor, later.StartAt, later.EndAt, later.Article = OnArticle, 2, 4, text.DerivedID("a", 0)
		for _, ask := range []struct {
			thread Thread
			words  string
		}{{later, "Does 渌江书院 𠮷 belong here?"}, {aThread(set.ID, li.ID, "first"), " Who \r\n wrote this? "}, {aThread(other.ID, li.ID, "first"), "x"}} {
			if fresh := must[bool](t)(s.OpenThread(background, ask.thread, says(ask.words))); !fresh {
				t.Errorf("%q is not new", ask.words)
			}
		}
		c.Time = c.Add(time.Minute)
		first := text.DerivedID("first", 0)
		for i := range 2 { // sent twice it is there once
			if fresh := must[bool](t)(s.AddComment(background, set.ID, first, by(wu.ID, "answer", says("I do not know.")))); fresh != (i == 0) {
				t.Errorf("an answer sent %d times is new: %t", i+1, fresh)
			}
			if must[bool](t)(s.OpenThread(background, aThread(set.ID, li.ID, "first"), says("Again"))) {
				t.Error("a thread is new when it is sent again")
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
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		set, other := aSet(t, s, "1"), aSet(t, s, "2")
		key := text.DerivedID("q", 0)
		open := func(author int64, name, text string) error {
			_, err := s.OpenThread(background, aThread(set.ID, author, name), says(text))
			return err
		}
		add := func(set int64, thread string, said Said) error {
			_, err := s.AddComment(background, set, thread, by(li.ID, "c", said))
			return err
		}
		edit := func(author int64, name, text string) error {
			_, err := s.EditComment(background, set.ID, key, by(author, name, says(text)))
			return err
		}
		remove := func(author int64, name string) error {
			_, err := s.DeleteComment(background, set.ID, key, text.DerivedID(name, 0), Deleter{ID: author})
			return err
		}
		if err := open(li.ID, "q", "Why?"); err != nil {
			t.Fatal(err)
		}
		tests := []struct {
			name string
			err  error
			code fault.Code
		}{
			{"a thread that says nothing", open(li.ID, "r", " \n "), fault.Invalid},
			{"control characters", open(li.ID, "r", "a\x01"), fault.Invalid},
			{"a key that is somebody else's", open(wu.ID, "q", "Mine"), fault.Conflict},
			{"an answer that is too long", add(set.ID, key, says(strings.Repeat("长", 4001))), fault.Invalid},
			{"an answer in another set", add(other.ID, key, says("x")), fault.NotFound},
			{"an answer to nothing", add(set.ID, text.DerivedID("z", 0), says("x")), fault.NotFound},
			{"to disagree without a word", add(set.ID, key, Said{Comment: Comment{Answer: Disagree}}), fault.Invalid},
			{"to ask without a word", add(set.ID, key, Said{Comment: Comment{Answer: Ask}}), fault.Invalid},
			{"a thread of another set resolved", s.ResolveThread(background, other.ID, key, li.ID), fault.NotFound},
			{"somebody else's words changed", edit(wu.ID, "q", "No"), fault.Forbidden},
			{"words taken out by changing them", edit(li.ID, "q", " "), fault.Invalid},
			{"words changed that are not there", edit(li.ID, "z", "x"), fault.NotFound},
			{"somebody else's words deleted", remove(wu.ID, "q"), fault.Forbidden},
			{"words deleted that are not there", remove(li.ID, "z"), fault.NotFound},
			{"what suggests nothing taken", s.TakeSuggestion(background, set.ID, key, key, wu.ID), fault.Conflict},
			{"what is not there taken", s.TakeSuggestion(background, set.ID, key, text.DerivedID("z", 0), wu.ID), fault.NotFound},
		}
		for _, tt := range tests {
			if fault.CodeOf(tt.err) != tt.code || tt.err == nil {
				t.Errorf("%s: %v, want %v", tt.name, tt.err, tt.code)
			}
		}
		checkThreads(t, s, set.ID, "Li: Why?")
	})
}
