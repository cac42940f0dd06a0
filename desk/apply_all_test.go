package desk

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
	"galley/fault"
)

// outcomes are the codes of the errors of results, "" if an act was done.
func outcomes(results []Result) []fault.Code {
	var codes []fault.Code
	for _, r := range results {
		code := fault.Code("")
		if r.Err != nil {
			code = fault.CodeOf(r.Err)
		}
		codes = append(codes, code)
	}
	return codes
}

func TestActsThatComeTogetherAreAppliedInOrderAndOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		requests := []Request{o.ask("li", role("furniture", 9)), o.ask("li", role("no-such-role", 10)), o.ask("li", role("masthead", 9)), o.ask("li", `{"kind":"undo"}`)}
		for round := range 2 {
			results := o.ApplyAll(t.Context(), requests)
			if diff := cmp.Diff([]fault.Code{"", fault.Invalid, "", ""}, outcomes(results)); diff != "" {
				t.Errorf("round %d (-want +got)\n%s", round, diff)
			}
			if got := len(o.rows()); got != 3 {
				t.Errorf("round %d: the set has %d steps, want 3", round, got)
			}
		}
		o.checkHead()
	})
}

func TestActsThatComeTogetherYieldToAnotherServer(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("furniture", 1))
		b := o.other(t)
		b.do("wu", role("masthead", 20))
		requests := []Request{o.ask("li", role("furniture", 9)), o.ask("li", role("masthead", 10))}
		if diff := cmp.Diff([]fault.Code{"", ""}, outcomes(o.ApplyAll(t.Context(), requests))); diff != "" {
			t.Errorf("outcomes (-want +got)\n%s", diff)
		}
		var last []text.ID
		for _, row := range o.rows() {
			if !row.Inferred {
				last = append(last, row.StepID)
			}
		}
		if diff := cmp.Diff([]text.ID{requests[0].ID, requests[1].ID}, last[len(last)-2:]); diff != "" || len(last) != 4 {
			t.Errorf("%d acts, the last of them (-want +got)\n%s", len(last), diff)
		}
		o.checkHead()
	})
}
