package handlers

import (
	"context"
	"slices"

	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/keys"
	"galley/engine/markup"
	"galley/fault"
	"galley/models"
	"galley/newsroom"
	"galley/views"
)

// opened is a set that somebody asked for and may read.
type opened struct {
	desk.View
	issue models.IssueSummary
	user  models.User
}

// openSet finds the set of the request and its issue. It returns NotFound for one that is not there or
// that this person may not see.
func (s *core) openSet(c echo.Context) (opened, error) {
	o, err := s.readSet(c)
	if err != nil {
		return opened{}, err
	}
	o.issue, err = s.Store.Issue(c.Request().Context(), o.Record.IssueID)
	return o, err
}

// readSet is openSet without the issue, for what is asked often: it reads nothing from the store once
// the set is open.
func (s *core) readSet(c echo.Context) (opened, error) {
	user, err := s.userOf(c)
	if err != nil {
		return opened{}, err
	}
	id, err := numberOf(c, "id", "set")
	if err != nil {
		return opened{}, err
	}
	view, err := newsroom.ViewFor(c.Request().Context(), s.Desk, user, id)
	return opened{View: view, user: user}, err
}

// openNamed is openSet for what is drawn or exported: pages have the names that they have now, and the
// publication's own roles their words.
func (s *core) openNamed(c echo.Context) (opened, error) {
	o, err := s.openSet(c)
	if err != nil {
		return opened{}, err
	}
	ctx := c.Request().Context()
	names, err := s.Store.PageNames(ctx, o.issue.ID)
	if err != nil {
		return opened{}, err
	}
	if !o.Source().Named(o.issue.Language, names) {
		if err := s.Desk.Renew(ctx, o.Record.ID, o.issue.Language, names); err != nil {
			return opened{}, err
		}
		if o.View, err = s.Desk.View(ctx, o.Record.ID); err != nil {
			return opened{}, err
		}
	}
	roles, err := s.Store.OwnRoles(ctx, o.issue.PublicationID)
	if err != nil {
		return opened{}, err
	}
	c.SetRequest(c.Request().WithContext(views.WithOwnRoles(ctx, roles)))
	return o, nil
}

// pageOf is the page that the address names.
func pageOf(c echo.Context, o opened) (*markup.Page, error) {
	key, err := numberOf(c, "page", "page")
	if err != nil {
		return nil, err
	}
	page := o.Source().Page(int(key))
	if page == nil {
		return nil, fault.New(fault.NotFound, "This issue has no page %d.", key)
	}
	return page, nil
}

// visibleSets are the sets of an issue that a person sees.
func (s *core) visibleSets(c echo.Context, user models.User, issue int64) ([]models.SetView, error) {
	sets, err := s.Store.Sets(c.Request().Context(), issue)
	return slices.DeleteFunc(sets, func(v models.SetView) bool {
		return markup.MayRead(user.Actor(), desk.StandingOf(v.AnnotationSet)) != nil
	}), err
}

// issueOf is the issue that the address names.
func (s *core) issueOf(c echo.Context) (models.IssueSummary, error) {
	id, err := numberOf(c, "id", "issue")
	if err != nil {
		return models.IssueSummary{}, err
	}
	return s.Store.Issue(c.Request().Context(), id)
}

// allowsOwnAcceptance says whether the publication of an issue lets people accept what they changed;
// it is asked for an acceptance only.
func (s *core) allowsOwnAcceptance(ctx context.Context, issue models.IssueSummary, act markup.Act) (bool, error) {
	if state, says := act.(*markup.SetState); !says || state.State != markup.Accepted {
		return false, nil
	}
	publication, err := s.Store.Publication(ctx, issue.PublicationID)
	return publication.OwnAcceptance, err
}

// keysOf is a user's map of keys.
func (s *core) keysOf(ctx context.Context, user int64) (keys.Map, error) {
	stored, err := s.Store.Keys(ctx, user)
	if err != nil {
		return keys.Map{}, err
	}
	return keys.ReadMap(stored)
}

// speakOwnRoles gives the own roles of a publication their words, for what is drawn of this request.
func (s *core) speakOwnRoles(c echo.Context, publication int64) error {
	ctx := c.Request().Context()
	roles, err := s.Store.OwnRoles(ctx, publication)
	if err == nil {
		c.SetRequest(c.Request().WithContext(views.WithOwnRoles(ctx, roles)))
	}
	return err
}
