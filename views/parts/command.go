package parts

import (
	"context"

	"galley/engine/keys"
	"galley/locale"
)

// CommandName is a command's name with a capital.
func CommandName(ctx context.Context, c keys.Command) string {
	switch {
	case c.Role != "":
		return Capital(RoleWords(ctx, c.Role))
	case c.Page != 0:
		return locale.T(ctx, "Page %d", c.Page)
	case c.Point != 0:
		return locale.T(ctx, "Check off point %d of the list", c.Point)
	}
	return locale.Key(c.English).In(ctx)
}
