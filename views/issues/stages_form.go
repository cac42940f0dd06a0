package issues

import (
	"context"

	"galley/address"
	"galley/engine/stages"
	"galley/locale"
	"galley/models"
)

// at is the address of the form, which shows the part with an id when it is drawn again.
func (v StagesView) at(id string) string { return address.Stages.At(v.Publication.ID) + "#" + id }

// positionLabel is a position with its head count.
func positionLabel(ctx context.Context, v StagesView, q stages.Position) string {
	name := nameIn(ctx, q.Name)
	if name == "" {
		name = locale.T(ctx, "Position without a name")
	}
	return locale.T(ctx, "%s (%d)", name, len(v.People.among(q.People)))
}

// accountLabel is an account's name, and that it is closed.
func accountLabel(ctx context.Context, u models.User) string {
	if !u.Active {
		return locale.T(ctx, "%s (closed)", u.Name)
	}
	return u.Name
}

// peopleCount is a head count.
func peopleCount(ctx context.Context, people []models.User) string {
	return locale.N(ctx, len(people), "%d person", "%d people")
}
