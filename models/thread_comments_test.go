package models

import (
	"testing"
	"time"

	"galley/engine/text"
)

// aTalk is a thread in which Li asked and Wu answered.
type aTalk struct {
	*Store
	t      *testing.T
	li, wu User
	set    int64
	key    string
}

func talk(t *testing.T, s *Store) aTalk {
	t.Helper()
	talk := aTalk{s, t, someone(t, s, "Li"), someone(t, s, "Wu"), aSet(t, s, "1").ID, text.DerivedID("q", 0)}
	must[bool](t)(s.OpenThread(background, aThread(talk.set, talk.li.ID, "q"), says("Why?")))
	talk.says(talk.wu.ID, "a", says("Because."))
	return talk
}

func (a aTalk) says(author int64, name string, said Said) {
	a.t.Helper()
	must[bool](a.t)(a.AddComment(background, a.set, a.key, by(author, name, said)))
}

func (a aTalk) thread() ThreadView {
	a.t.Helper()
	return must[ThreadView](a.t)(a.ThreadByKey(background, a.set, a.key))
}

func TestACommentIsEditedAndDeleted(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		a := talk(t, s)
		c.Time = c.Add(time.Minute)
		must[[]int64](t)(s.EditComment(background, a.set, a.key, by(a.li.ID, "q", says("Why not?"))))
		got := a.thread().Comments[0]
		if got.Text != "Why not?" || got.EditedAt == nil || !got.EditedAt.Equal(s.Now()) {
			t.Errorf("edited: %+v", got.Comment)
		}
		c.Time = c.Add(time.Minute)
		must[[]int64](t)(s.EditComment(background, a.set, a.key, by(a.li.ID, "q", says(" Why not? "))))
		if again := a.thread().Comments[0]; !again.EditedAt.Equal(*got.EditedAt) {
			t.Error("the same words again count as an edit")
		}
		if must[bool](t)(s.DeleteComment(background, a.set, a.key, a.key, Deleter{ID: a.li.ID})) {
			t.Error("the thread is gone while somebody says something in it")
		}
		got = a.thread().Comments[0]
		if got.Text != "" || got.DeletedBy == nil || *got.DeletedBy != a.li.ID || got.EditedAt != nil {
			t.Errorf("deleted: %+v", got.Comment)
		}
		if _, err := s.EditComment(background, a.set, a.key, by(a.li.ID, "q", says("Back"))); err == nil {
			t.Error("a deleted comment was changed")
		}
		if !must[bool](t)(s.DeleteComment(background, a.set, a.key, text.DerivedID("a", 0), Deleter{a.li.ID, true})) {
			t.Error("the thread is there when nobody says anything in it")
		}
		checkThreads(t, s, a.set, "")
	})
}

func TestAnAnswerSaysWhatBecameOfThePoint(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		a := talk(t, s)
		a.says(a.wu.ID, "no", Said{Comment: Comment{Text: "It is ours.", Answer: Disagree}})
		if got := a.thread(); got.ResolvedBy != nil || got.Comments[2].Answer != Disagree {
			t.Errorf("after disagreeing: %+v", got)
		}
		a.says(a.li.ID, "done", Said{Comment: Comment{Answer: Done}})
		if got := a.thread(); got.Resolver != "Li" || got.Comments[3].Answer != Done {
			t.Errorf("after done: resolved by %q, %+v", got.Resolver, got.Comments[3])
		}
	})
}

func TestASuggestionIsTaken(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		a := talk(t, s)
		a.says(a.wu.ID, "s", Said{Comment: Comment{Act: `{"kind":"decide"}`, Was: "body"}})
		if err := s.TakeSuggestion(background, a.set, a.key, text.DerivedID("s", 0), a.li.ID); err != nil {
			t.Fatal(err)
		}
		got := a.thread()
		if c := got.Comments[2]; got.Resolver != "Li" || c.Taker != "Li" || c.Was != "body" || !c.TakenAt.Equal(*got.ResolvedAt) {
			t.Errorf("taken by %q, resolved by %q: %+v", c.Taker, got.Resolver, c.Comment)
		}
	})
}
