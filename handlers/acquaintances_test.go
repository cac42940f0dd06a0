package handlers

import (
	"testing"

	"galley/models"
)

func TestAcquaintancesAreForgottenTogether(t *testing.T) {
	var a acquaintances
	a.meet("token", models.User{Name: "li"})
	if user, known := a.recall("token"); !known || user.Name != "li" {
		t.Errorf("got %v %v a moment later, want li", user, known)
	}
	if _, known := a.recall("other"); known {
		t.Error("another token is known")
	}
	a.forget()
	if _, known := a.recall("token"); known {
		t.Error("the token is still known after everybody was forgotten")
	}
}
