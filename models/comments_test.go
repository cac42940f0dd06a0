package models

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

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

func TestMentionsAreStoredOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		a := talk(t, s)
		he := someone(t, s, "贺 敏")
		people := []User{a.li, a.wu, he}
		words := func(text string) Said { return Said{Comment: Comment{Text: text}, Mentions: Mentioned(text, people)} }
		a.says(a.wu.ID, "m", words("@Li and @贺 敏看, @li"))
		want := []Mention{{UserID: a.li.ID, Name: "Li"}, {UserID: he.ID, Name: "贺 敏"}}
		got := a.thread().Comments[2]
		for i := range want {
			want[i].CommentID = got.ID
		}
		if diff := cmp.Diff(want, got.Mentions); diff != "" {
			t.Errorf("mentions (-want +got)\n%s", diff)
		}
		fresh := must[[]int64](t)(s.EditComment(background, a.set, a.key, by(a.wu.ID, "m", words("@Wu and @Li"))))
		if diff := cmp.Diff([]int64{a.wu.ID}, fresh); diff != "" {
			t.Errorf("newly mentioned (-want +got)\n%s", diff)
		}
		if n := len(a.thread().Comments[2].Mentions); n != 2 {
			t.Errorf("%d mentions, want 2", n)
		}
	})
}

func TestMentioned(t *testing.T) {
	t.Parallel()
	people := []User{{ID: 1, Name: "Li"}, {ID: 2, Name: "Li Wei"}, {ID: 3, Name: "林晓"}, {ID: 4, Name: "林"}, {ID: 5, Name: "A.B."}}
	tests := []struct {
		name, text string
		want       []int64
	}{
		{"the longest name counts", "@Li Wei, @Li", []int64{2, 1}},
		{"characters need no space behind them", "请@林晓看", []int64{3}},
		{"a short name in characters", "@林看", []int64{4}},
		{"a fullwidth sign", "＠林晓", []int64{3}},
		{"a name does not end within a word", "@Lisa", nil},
		{"an address of mail names nobody", "x@Li", nil},
		{"each once", "@Li @LI", []int64{1}},
		{"a name that ends in a sign", "@A.B.s", []int64{5}},
		{"nobody", "@ @@", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []int64
			for _, m := range Mentioned(tt.text, people) {
				got = append(got, m.UserID)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("mentioned in %q (-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

func TestReadingGoesOnlyForward(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		a := talk(t, s)
		he := someone(t, s, "He")
		thread := a.thread()
		first, second := thread.Comments[0], thread.Comments[1]
		read := func(user User) int64 {
			return must[map[int64]int64](t)(s.ReadSoFar(background, user.ID, a.set))[thread.ID]
		}
		if got := [3]int64{read(a.li), read(a.wu), read(he)}; got != [3]int64{first.ID, second.ID, 0} {
			t.Errorf("read so far: %v, want each as far as their own words, %d and %d", got, first.ID, second.ID)
		}
		for _, keys := range [][]string{{second.Key}, {first.Key}, nil, {first.Key, second.Key}} {
			if err := s.ReadThreads(background, he.ID, a.set, keys); err != nil {
				t.Fatal(err)
			}
			if got := read(he); got != second.ID {
				t.Errorf("after %v read as far as %d, want %d", keys, got, second.ID)
			}
		}
		if err := s.ReadThreads(background, he.ID, a.set+1, []string{first.Key}); err != nil {
			t.Fatal(err)
		}
	})
}

// TestThreadsOutliveTheirMigration brings threads of the tables before into those of today.
func TestThreadsOutliveTheirMigration(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		a := talk(t, s)
		err := s.change(background, func(tx *gorm.DB) error {
			return run(`
			DROP TABLE thread_reads; DROP TABLE mentions;
			CREATE TABLE old_comments AS SELECT * FROM comments; CREATE TABLE old_threads AS SELECT * FROM threads;
			DROP TABLE comments; DROP TABLE threads;` + second)(tx)
		})
		if err != nil {
			t.Fatal(err)
		}
		err = s.change(background, func(tx *gorm.DB) error {
			return run(`
			INSERT INTO threads (id, set_id, key, anchor, page, start_at, end_at, article, author_id, created_at, resolved_by, resolved_at)
				SELECT id + 40, set_id, key, anchor, page, start_at, end_at, article, author_id, created_at, resolved_by, resolved_at FROM old_threads;
			INSERT INTO comments (id, thread_id, key, author_id, text, created_at) SELECT id + 70, thread_id + 40, key, author_id, text, created_at FROM old_comments;
			DROP TABLE old_comments; DROP TABLE old_threads;` + threadLife)(tx)
		})
		if err != nil {
			t.Fatal(err)
		}
		checkThreads(t, s, a.set, "Li: Why? / Wu: Because.")
		read := must[map[int64]int64](t)(s.ReadSoFar(context.Background(), a.li.ID, a.set))
		if thread := a.thread(); read[thread.ID] != thread.Comments[1].ID {
			t.Errorf("Li has read as far as %v, want everything said before", read)
		}
		a.says(a.li.ID, "later", says("I see."))
		checkThreads(t, s, a.set, "Li: Why? / Wu: Because. / Li: I see.")
	})
}
