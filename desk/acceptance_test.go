package desk

import (
	"strings"
	"testing"

	"galley/engine/markup"
	"galley/engine/vocabulary"
	"galley/fault"
)

const (
	submitAll = `{"kind":"state","state":"submitted"}`
	returnAll = `{"kind":"state","state":"returned","reason":"see the queries"}`
	acceptAll = `{"kind":"state","state":"accepted","reason":"short of time"}`
)

// as is somebody with another role.
func as(a markup.Actor, role vocabulary.PersonRole) markup.Actor {
	a.Role = role
	return a
}

func TestNobodyAcceptsTheirOwnChanges(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.people["an"] = as(o.people["wu"], vocabulary.Administrator)
		const why = "You changed something here after a colleague submitted it. Return it, or let somebody else accept it."
		o.do("an", role("headline", 0))
		o.do("an", submitAll)
		o.refuses(o.ask("an", acceptAll), fault.Forbidden, why)
		o.do("chen", role("deck", 1)) // what is submitted is the reviewer's to change
		o.refuses(o.ask("chen", acceptAll), fault.Forbidden, why)
		o.do("chen", returnAll)
		o.do("li", submitAll) // who has seen the reviewer's change
		o.do("chen", acceptAll)
		rows := o.rows()
		if act := rows[len(rows)-1].Act; strings.Contains(act, `"own"`) {
			t.Errorf("the acceptance is recorded as one's own: %s", act)
		}
	})
}

func TestAPublicationLetsPeopleAcceptTheirOwnChanges(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.people["an"] = as(o.people["wu"], vocabulary.Administrator)
		o.do("an", role("headline", 0))
		o.do("an", submitAll)
		r := o.ask("an", acceptAll)
		r.OwnAcceptance = true
		if _, err := o.Apply(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		rows := o.rows()
		if act := rows[len(rows)-1].Act; !strings.Contains(act, `"own":true`) {
			t.Errorf("the acceptance is not recorded as one's own: %s", act)
		}
	})
}

func TestASetAsItStood(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("headline", 0))
		first := o.head()
		o.do("li", role("furniture", 5, 6))
		for version, want := range map[int64]int{0: 0, first.Version(): len(cells(first)), o.head().Version(): len(cells(o.head()))} {
			got, err := o.At(t.Context(), o.set, version)
			if err != nil {
				t.Fatal(err)
			}
			if got.Version() != version || len(cells(got)) != want {
				t.Errorf("version %d has %d cells at version %d, want %d", version, len(cells(got)), got.Version(), want)
			}
		}
		_, err := o.At(t.Context(), o.set, o.head().Version()+1)
		if fault.CodeOf(err) != fault.NotFound {
			t.Errorf("a version that is not there: %v", err)
		}
	})
}
