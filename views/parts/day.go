package parts

import (
	"context"
	"time"

	"galley/models"
)

type turnKey struct{}

// WithTurn is ctx for pages of an installation where a day begins then.
func WithTurn(ctx context.Context, turn models.Turn) context.Context {
	return context.WithValue(ctx, turnKey{}, turn)
}

// IsSameDay reports whether two moments are on one day of the newsroom, in the zone of the second.
func IsSameDay(ctx context.Context, a, b time.Time) bool {
	turn, set := ctx.Value(turnKey{}).(models.Turn)
	if !set {
		turn = models.UsualTurn
	}
	return turn.Date(a.In(b.Location())) == turn.Date(b)
}
