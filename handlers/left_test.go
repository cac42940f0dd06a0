package handlers

import (
	"fmt"
	"net/http"
	"testing"

	"galley/engine/text"
)

// TestAnAdministratorSubmitsForWhoHasLeft closes the account of somebody who was asked and has begun: the
// others' sets are not hidden for ever.
func TestAnAdministratorSubmitsForWhoHasLeft(t *testing.T) {
	t.Parallel()
	a := newApart(t)
	a.li.step(a.first, text.NewID(), 0, roleAct(a.blocks[0], "furniture")).is(http.StatusOK)
	a.wu.submit(a.second, 0).is(http.StatusOK)
	li, err := a.server.Store.UserByName(t.Context(), "li")
	if err != nil {
		t.Fatal(err)
	}
	a.admin.post(fmt.Sprintf("/people/%d/close", li.ID), nil).is(http.StatusSeeOther)
	a.admin.step(a.first, text.NewID(), 1, roleAct(a.blocks[1], "furniture")).is(http.StatusForbidden)
	a.admin.submit(a.first, 1).is(http.StatusOK)
	a.wu.get(fmt.Sprintf("/sets/%d/pages/1", a.first)).is(http.StatusOK)
}
