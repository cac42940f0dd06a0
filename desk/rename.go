package desk

import (
	"context"

	"galley/engine/markup"
)

// Renew lets an open set know the language and the names of pages that its issue has now, which may have
// been changed here or on another server. What is under way is resolved again. It returns NotFound if
// there is no such set.
func (d *Desk) Renew(ctx context.Context, id int64, language string, names []markup.PageName) error {
	view, err := d.View(ctx, id)
	if err != nil || view.Source().Named(language, names) {
		return err
	}
	// Nothing is written meanwhile, so no head with the old names can become the committed one.
	select {
	case d.token <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-d.token }()
	o, err := d.hold(ctx, id)
	if err != nil {
		return err
	}
	defer o.mu.Unlock()
	o.committed = o.committed.Renamed(language, names)
	o.fallBack()
	return nil
}
