package markup

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

func TestTallies(t *testing.T) {
	t.Parallel()
	block := func(at int) Cell { return blockCell(position{1, at}) }
	body, assumed := Block{Role: vocabulary.RoleBody, Decided: true}, Block{Role: vocabulary.RoleBody}
	set, page, article := Cell{Kind: StateCell}, Cell{Kind: StateCell, Page: 2}, Cell{Kind: StateCell, ID: text.DerivedID("a", 1)}
	tests := []struct {
		name, act string
		changes   []Change
		want      Tally
	}{
		{"blocks become decided", "role", []Change{{block(0), nil, body}, {block(5), assumed, body}}, Tally{Decided: 2}},
		{"a block that stays decided", "role", []Change{{block(0), body, Block{Role: vocabulary.RoleVerse, Decided: true}}}, Tally{}},
		{"blocks are taken back", "undecide", []Change{{block(0), body, assumed}, {block(5), body, nil}}, Tally{TakenBack: 2}},
		{"words that look like a decided block", "title", []Change{{articleCell("a"), nil, Article{Title: `"decided":true`}}}, Tally{}},
		{"an issue is submitted", "state", []Change{{set, nil, Submitted}}, Tally{Moves: []StateMove{{"state", Submitted}}}},
		{"parts go with the whole", "state", []Change{{page, Returned, nil}, {set, Returned, Accepted}, {article, Submitted, nil}},
			Tally{Moves: []StateMove{{page.String(), Accepted}, {"state", Accepted}, {article.String(), Accepted}}}},
		{"an undo to the draft", "undo", []Change{{set, Submitted, nil}}, Tally{Moves: []StateMove{{"state", Draft}}}},
		{"another act carries a state along", "start", []Change{{block(0), nil, body}, {article, nil, Submitted}}, Tally{Decided: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			changes, err := json.Marshal(Step{Changes: tt.changes})
			if err != nil {
				t.Fatal(err)
			}
			got, err := TallyOf(fmt.Sprintf(`{"kind":%q}`, tt.act), string(changes))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestTheTallyOfWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	got, err := TallyOf(`{"kind":"state"}`, `{"v":2,"changes":[{"cell":"state","to":"submitted"}]}`)
	if diff := cmp.Diff(Tally{}, got); diff != "" || err != nil {
		t.Errorf("a step of a newer version (-want +got, %v)\n%s", err, diff)
	}
	if _, err := TallyOf(`{"kind":"state"}`, `{"v":1,"changes":[{"cell":"state",`); err == nil {
		t.Error("a broken step is read, want an error")
	}
}

func TestActsAreWrittenAsTheyAreRead(t *testing.T) {
	t.Parallel()
	for _, stored := range []string{`{"kind":"undo"}`, `{"kind":"state","state":"submitted"}`, `{"kind":"title","article":"a","title":"报 & <b>"}`} {
		kind, act, err := ReadAct([]byte(stored))
		if err != nil {
			t.Fatal(err)
		}
		written, err := WriteAct(kind, act)
		if err != nil {
			t.Fatal(err)
		}
		again, read, err := ReadAct(written)
		if diff := cmp.Diff(act, read, cmp.AllowUnexported(SetState{}, Undo{})); diff != "" || again != kind || err != nil {
			t.Errorf("%s becomes %s (%v)\n%s", stored, written, err, diff)
		}
	}
	if kind, err := KindOf([]byte("null")); kind != "" || err != nil {
		t.Errorf("the kind of no act is %q, %v", kind, err)
	}
}
