package markup

import "testing"

func TestAnAdjudicatedSetIsTheIssueFromWhenItIsHandedIn(t *testing.T) {
	want := map[State]bool{"": false, Draft: false, Submitted: true, Returned: true, Accepted: true, "unheard of": false}
	for state, finished := range want {
		if state.IsFinished() != finished {
			t.Errorf("an adjudicated set that is %q is the issue: %v, want %v", state, state.IsFinished(), finished)
		}
	}
}
