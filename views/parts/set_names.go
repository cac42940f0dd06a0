package parts

import (
	"context"

	"galley/engine/markup"
	"galley/locale"
	"galley/models"
)

// SetName is what a set is called on the page: whose it is.
func SetName(ctx context.Context, kind, owner string) string {
	switch kind {
	case models.Independent:
		if owner == "" {
			return locale.T(ctx, "An own set")
		}
		return locale.T(ctx, "%s’s own", owner)
	case models.Adjudicated:
		return locale.T(ctx, "Adjudicated")
	}
	return locale.T(ctx, "The team’s")
}

// SetChoice is a set that the workbench can change to.
type SetChoice struct {
	ID          int64
	Kind, Owner string
	State       markup.State
}
