package newsroom

import (
	"context"

	"galley/desk"
	"galley/engine/markup"
	"galley/models"
)

// ViewFor is a set that a person may see. It returns NotFound for one that is not there or that is hidden from
// this person, in the same words.
func ViewFor(ctx context.Context, d *desk.Desk, user models.User, set int64) (desk.View, error) {
	standing, err := d.Standing(ctx, set, user.Actor())
	if err != nil {
		return desk.View{}, err
	}
	if err := markup.MayRead(user.Actor(), standing); err != nil {
		return desk.View{}, err
	}
	return d.View(ctx, set)
}
