package handlers

import (
	"testing"

	"galley/models"
)

func TestAcquaintancesAreForgottenTogether(t *testing.T) {
	var a acquaintances
	_, era, _ := a.recall("token")
	a.meet("token", models.User{Name: "li"}, era)
	if user, _, known := a.recall("token"); !known || user.Name != "li" {
		t.Errorf("got %v %v a moment later, want li", user, known)
	}
	if _, _, known := a.recall("other"); known {
		t.Error("another token is known")
	}
	a.forget()
	if _, _, known := a.recall("token"); known {
		t.Error("the token is still known after everybody was forgotten")
	}
	a.meet("token", models.User{Name: "li"}, era) // was read before
	if _, _, known := a.recall("token"); known {
		t.Error("the token is known by what was read before everybody was forgotten")
	}
}
