package desk

import (
	"errors"
	"testing"

	"galley/fault"
)

// done is what somebody does.
type done struct{ who, act string }

func TestNoRefusalIsDecidedOnAStaleHead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		before []done // known to both servers
		there  []done // at another server
		here   done   // makes sense after it alone
	}{
		{"what was submitted there is accepted here", []done{{"li", role("body", 0)}}, []done{{"li", submitAll}}, done{"chen", acceptAll}},
		{"a piece that was cut there is marked here", nil, []done{{"li", `{"kind":"cut","block":` + extent(0) + `,"at":20}`}},
			done{"wu", `{"kind":"role","blocks":[{"page":1,"start":20,"end":62}],"role":"furniture"}`}},
		{"what the same person did there is undone here", nil, []done{{"li", role("body", 0)}}, done{"li", undo}},
		{"what was returned there is marked here", []done{{"li", submitAll}}, []done{{"chen", returnAll}}, done{"wu", role("furniture", 3)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			onBoth(t, func(t *testing.T, one *office) {
				for _, d := range tt.before {
					one.do(d.who, d.act)
				}
				other := one.other(t)
				stale := other.head().Version()
				for _, d := range tt.there {
					one.do(d.who, d.act)
				}
				request := one.ask(tt.here.who, tt.here.act) // by somebody who knows what was done
				if got := other.head().Version(); got != stale {
					t.Fatalf("the other server has caught up to version %d by itself, so nothing is tested", got)
				}
				other.must(request)
				other.checkHead()
			})
		})
	}
}

func TestARefusalTellsOfTheNewestHead(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, one *office) {
		other := one.other(t)
		other.head()
		one.do("li", role("furniture", 0))
		request := one.ask("wu", `{"kind":"uncut","page":1,"at":20}`)
		err := other.refuses(request, fault.Conflict, "There is no longer a cut here: it was removed in the meantime.")
		if refused, ok := errors.AsType[*Refusal](err); !ok || refused.Version != one.head().Version() {
			t.Errorf("the refusal is %#v, want one of version %d", err, one.head().Version())
		}
	})
}
