package core

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
	"galley/views/parts"
)

// Opened is a set that somebody asked for and may read.
type Opened struct {
	desk.View
	Issue models.IssueSummary
	User  models.User
}

// OpenSet finds the set of the request and its issue. It returns NotFound for one that is not there or
// that this person may not see.
func (s *Core) OpenSet(c echo.Context) (Opened, error) {
	o, err := s.ReadSet(c)
	if err != nil {
		return Opened{}, err
	}
	o.Issue, err = s.Store.Issue(c.Request().Context(), o.Record.IssueID)
	return o, err
}

// ReadSet is openSet without the issue, for what is asked often: it reads nothing from the store once
// the set is open.
func (s *Core) ReadSet(c echo.Context) (Opened, error) {
	user, err := s.UserOf(c)
	if err != nil {
		return Opened{}, err
	}
	id, err := NumberOf(c, "id", "set")
	if err != nil {
		return Opened{}, err
	}
	view, err := newsroom.ViewFor(c.Request().Context(), s.Desk, user, id)
	return Opened{View: view, User: user}, err
}

// OpenNamed is openSet for what is drawn or exported: pages have the names that they have now, and the
// publication's own roles their words.
func (s *Core) OpenNamed(c echo.Context) (Opened, error) {
	o, err := s.OpenSet(c)
	if err != nil {
		return Opened{}, err
	}
	ctx := c.Request().Context()
	names, err := s.Store.PageNames(ctx, o.Issue.ID)
	if err != nil {
		return Opened{}, err
	}
	if !o.Source().Named(o.Issue.Language, names) {
		if err := s.Desk.Renew(ctx, o.Record.ID, o.Issue.Language, names); err != nil {
			return Opened{}, err
		}
		if o.View, err = s.Desk.View(ctx, o.Record.ID); err != nil {
			return Opened{}, err
		}
	}
	roles, err := s.Store.OwnRoles(ctx, o.Issue.PublicationID)
	if err != nil {
		return Opened{}, err
	}
	c.SetRequest(c.Request().WithContext(parts.WithOwnRoles(ctx, roles)))
	return o, nil
}

// PageOf is the page that the address names.
func PageOf(c echo.Context, o Opened) (*markup.Page, error) {
	key, err := NumberOf(c, "page", "page")
	if err != nil {
		return nil, err
	}
	page := o.Source().Page(int(key))
	if page == nil {
		return nil, fault.New(fault.NotFound, "This issue has no page %d.", key)
	}
	return page, nil
}

// VisibleSets are the sets of an issue that a person sees.
func (s *Core) VisibleSets(c echo.Context, user models.User, issue int64) ([]models.SetView, error) {
	sets, err := s.Store.Sets(c.Request().Context(), issue)
	return slices.DeleteFunc(sets, func(v models.SetView) bool {
		return markup.MayRead(user.Actor(), desk.StandingOf(v.AnnotationSet)) != nil
	}), err
}

// IssueOf is the issue that the address names.
func (s *Core) IssueOf(c echo.Context) (models.IssueSummary, error) {
	id, err := NumberOf(c, "id", "issue")
	if err != nil {
		return models.IssueSummary{}, err
	}
	return s.Store.Issue(c.Request().Context(), id)
}

// AllowsOwnAcceptance reports whether the publication of an issue lets people accept what they changed;
// it is asked for an acceptance only.
func (s *Core) AllowsOwnAcceptance(ctx context.Context, issue models.IssueSummary, act markup.Act) (bool, error) {
	if state, says := act.(*markup.SetState); !says || state.State != markup.Accepted {
		return false, nil
	}
	publication, err := s.Store.Publication(ctx, issue.PublicationID)
	return publication.OwnAcceptance, err
}

// KeysOf is a user's map of keys.
func (s *Core) KeysOf(ctx context.Context, user int64) (keys.Map, error) {
	stored, err := s.Store.Keys(ctx, user)
	if err != nil {
		return keys.Map{}, err
	}
	return keys.ReadMap(stored)
}

// SpeakOwnRoles gives the own roles of a publication their words, for what is drawn of this request.
func (s *Core) SpeakOwnRoles(c echo.Context, publication int64) error {
	ctx := c.Request().Context()
	roles, err := s.Store.OwnRoles(ctx, publication)
	if err == nil {
		c.SetRequest(c.Request().WithContext(parts.WithOwnRoles(ctx, roles)))
	}
	return err
}
