package core

import (
	"testing"

	"galley/engine/vocabulary"
)

// TestARouteWithoutARuleIsRefused holds that a route is open to everybody only where its line says so.
func TestARouteWithoutARuleIsRefused(t *testing.T) {
	t.Parallel()
	for _, role := range append(vocabulary.PersonRoles(), "") {
		if (Rule{}).Lets(role) || !Everybody.Lets(role) {
			t.Errorf("%q: no rule lets pass %t, Everybody %t", role, Rule{}.Lets(role), Everybody.Lets(role))
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a route without a rule is taken")
		}
	}()
	new(Core).Around(Bare, Rule{})
}
