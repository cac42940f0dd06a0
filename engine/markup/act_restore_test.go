package markup

import (
	"testing"

	"galley/engine/text"
)

func TestRestoreTo(t *testing.T) {
	tests := []struct{ name, now, then, want string }{
		{"marks come back", "1 .", "1 headline a1 / 2 body a1 | s1 byline 2:0-2", "1 headline a1 / 2 body a1 | s1 byline 2:0-2"},
		{"marks go", "1 headline a1 / 2 body a2 >3 / 3 body a2 | c1 3:2-4=x", "1 furniture", "1 furniture"},
		{"states stay", "1 body a1 | set returned", "1 headline a1 | set submitted", "1 headline a1 | set returned"},
		{"nothing of a cut is left", "1 . / 2 . / 3 body a1 / 4'11 body a1", "1 . / 2 headline a1", "1 . / 2 headline a1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			now, then := parseSet(t, town, tt.now), parseSet(t, town, tt.then)
			res, err := now.Resolve(RestoreTo(now, then), text.NewID(), Circumstances{})
			if err != nil {
				t.Fatal(err)
			}
			got, err := now.Apply(LoggedStep{Version: now.Version() + 1, ID: text.NewID(), Step: res.Step})
			if err != nil {
				t.Fatal(err)
			}
			if differences := Differences(parseSet(t, town, tt.want), got); len(differences) > 0 {
				t.Errorf("after restoring: %v", differences)
			}
		})
	}
}
