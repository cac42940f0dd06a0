package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
