package markup

import (
	"testing"

	"galley/engine/vocabulary"
	"galley/fault"
)

func TestWhoGivesAndTakesWork(t *testing.T) {
	team, hidden, shown := Standing{}, Standing{Independent: true, Owner: 1}, Standing{Independent: true, Owner: 1, Shown: true}
	tests := []struct {
		name               string
		actor              Actor
		st                 Standing
		give, mark, review fault.Code
	}{
		{"an editor in the team's set", Actor{ID: 1, Role: vocabulary.Editor}, team, fault.Forbidden, "", fault.Forbidden},
		{"a reviewer in the team's set", Actor{ID: 2, Role: vocabulary.Reviewer}, team, "", fault.Forbidden, ""},
		{"an administrator in the team's set", Actor{ID: 3, Role: vocabulary.Administrator}, team, "", "", ""},
		{"a reader in the team's set", Actor{ID: 4, Role: vocabulary.Reader}, team, fault.Forbidden, fault.Forbidden, fault.Forbidden},
		{"an editor in an own set", Actor{ID: 1, Role: vocabulary.Editor}, hidden, fault.Forbidden, "", fault.Forbidden},
		{"a reviewer in a hidden set", Actor{ID: 2, Role: vocabulary.Reviewer}, hidden, fault.NotFound, fault.NotFound, fault.NotFound},
		{"another editor in a hidden set", Actor{ID: 5, Role: vocabulary.Editor}, hidden, fault.NotFound, fault.NotFound, fault.NotFound},
		{"another editor in a set that is shown", Actor{ID: 5, Role: vocabulary.Editor}, shown, fault.Forbidden, fault.Forbidden, fault.Forbidden},
		{"a reviewer in a set that is shown", Actor{ID: 2, Role: vocabulary.Reviewer}, shown, "", fault.Forbidden, ""},
		{"a reviewer in the adjudicated set", Actor{ID: 2, Role: vocabulary.Reviewer}, Standing{Adjudicated: true}, "", "", ""},
		{"an editor in the adjudicated set", Actor{ID: 1, Role: vocabulary.Editor}, Standing{Adjudicated: true}, fault.Forbidden, fault.Forbidden, fault.Forbidden},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for what, pair := range map[string][2]fault.Code{
				"give":   {tt.give, codeOr(MayGive(tt.actor, tt.st))},
				"mark":   {tt.mark, codeOr(MayTake(tt.actor, tt.st, false))},
				"review": {tt.review, codeOr(MayTake(tt.actor, tt.st, true))},
			} {
				if pair[0] != pair[1] {
					t.Errorf("%s: got %q, want %q", what, pair[1], pair[0])
				}
			}
		})
	}
}

// codeOr is the code of an error, or "" for none.
func codeOr(err error) fault.Code {
	if err == nil {
		return ""
	}
	return fault.CodeOf(err)
}
