package compare_test

import (
	"fmt"
	"net/http"
	"testing"

	"galley/engine/text"
	"galley/tests/site"
)

// TestAnAdministratorSubmitsForWhoHasLeft closes the account of somebody who was asked and has begun: the
// others' sets are not hidden for ever.
func TestAnAdministratorSubmitsForWhoHasLeft(t *testing.T) {
	t.Parallel()
	a := site.NewApart(t)
	a.Li.Step(a.First, text.NewID(), 0, site.RoleAct(a.Blocks[0], "furniture")).Is(http.StatusOK)
	a.Wu.Submit(a.Second, 0).Is(http.StatusOK)
	li, err := a.Server.Store.UserByName(t.Context(), "li")
	if err != nil {
		t.Fatal(err)
	}
	a.Admin.Post(fmt.Sprintf("/people/%d/close", li.ID), nil).Is(http.StatusSeeOther)
	a.Admin.Step(a.First, text.NewID(), 1, site.RoleAct(a.Blocks[1], "furniture")).Is(http.StatusForbidden)
	a.Admin.Submit(a.First, 1).Is(http.StatusOK)
	a.Wu.Get(fmt.Sprintf("/sets/%d/pages/1", a.First)).Is(http.StatusOK)
}
