package parts

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMarkedTextNestsMarks(t *testing.T) {
	tests := []struct {
		name  string
		block MarkedText
		want  string
	}{
		{"outer before inner, clipped at the block", MarkedText{Start: 20, End: 36, Text: "本报讯（记者𠮷田宁）近日 <b>", Marks: []MarkRow{
			{ID: "inner", Role: "person", Start: 26, End: 29}, {ID: "outer", Role: "byline", Start: 20, End: 30}, {ID: "fixed", Start: 30, End: 32, Correction: "昨日"}}},
			`<mark data-span="outer" data-role="byline" data-word="byline">本报讯（记者<mark data-span="inner" data-role="person" data-word="person">𠮷田宁</mark>）</mark>` +
				`<mark data-correction="fixed" data-corrected="昨日" title="Corrected to 昨日">近日</mark> &lt;b&gt;`},
		{"one that would cross is clipped", MarkedText{Start: 10, End: 16, Text: "一二三四五六", Marks: []MarkRow{{ID: "a", Role: "x", Start: 8, End: 13}, {ID: "b", Role: "x", Start: 12, End: 15}}},
			`<mark data-span="a" data-role="x" data-word="x">一二<mark data-span="b" data-role="x" data-word="x">三</mark></mark>四五六`},
		{"spans of the same words by depth, role and id, a correction inside", MarkedText{Start: 0, End: 2, Text: "株洲", Marks: []MarkRow{
			{ID: "fixed", End: 2, Correction: "朱洲"}, {ID: "a", Role: "place", End: 2}, {ID: "c", Role: "organisation", End: 2}, {ID: "0", Role: "label", End: 2, Depth: 1}}},
			`<mark data-span="c" data-role="organisation" data-word="organisation"><mark data-span="a" data-role="place" data-word="place"><mark data-span="0" data-role="label" data-word="label">` +
				`<mark data-correction="fixed" data-corrected="朱洲" title="Corrected to 朱洲">株洲</mark></mark></mark></mark>`},
		{"spaces stay as they are", MarkedText{Start: 0, End: 5, Text: "　 a\n "}, "　 a\n "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			if err := tt.block.Component().Render(context.Background(), &out); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, out.String()); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}
