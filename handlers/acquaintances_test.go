package handlers

import (
	"testing"

	"galley/models"
)

func TestAcquaintancesAreForgottenTogether(t *testing.T) {
	t.Parallel()
	var a acquaintances
	_, era, _ := a.recall("token")
	a.meet("token", acquaintance{user: models.User{Name: "li"}}, era)
	if who, _, known := a.recall("token"); !known || who.user.Name != "li" {
		t.Errorf("got %v %v a moment later, want li", who, known)
	}
	if _, _, known := a.recall("other"); known {
		t.Error("another token is known")
	}
	forgotten := a.forgotten()
	a.forget()
	select {
	case <-forgotten:
	default:
		t.Error("nobody who waits was told")
	}
	if _, _, known := a.recall("token"); known {
		t.Error("the token is still known after everybody was forgotten")
	}
	a.meet("token", acquaintance{user: models.User{Name: "li"}}, era) // was read before
	if _, _, known := a.recall("token"); known {
		t.Error("the token is known by what was read before everybody was forgotten")
	}
}
