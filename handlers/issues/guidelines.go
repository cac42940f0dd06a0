package issues

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	views "galley/views/issues"
)

// mayWriteGuidelines reports whether a person may change guideline pages.
func mayWriteGuidelines(user models.User) bool { return core.Guides.Lets(user.Role) }

// guidelinesOf are the guidelines of a publication as a person finds them, none open.
func (s *Server) guidelinesOf(ctx context.Context, user models.User, publication int64) (v views.Guidelines, err error) {
	if v.Publication, err = s.Store.Publication(ctx, publication); err != nil {
		return v, err
	}
	pages, err := s.Store.Guidelines(ctx, publication, user.ID)
	for _, p := range pages {
		if p.Removed {
			v.Removed = append(v.Removed, p)
		} else {
			v.Pages = append(v.Pages, p)
		}
	}
	v.MayWrite, v.Now = mayWriteGuidelines(user), s.Clock().Local()
	return v, err
}

// ListGuidelines shows the guidelines of a publication, opened at their first page.
func (s *Server) ListGuidelines(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	id, err := core.NumberOf(c, "id", "publication")
	if err != nil {
		return err
	}
	v, err := s.guidelinesOf(c.Request().Context(), user, id)
	if err != nil {
		return err
	}
	if len(v.Pages) > 0 {
		v.Open = &v.Pages[0]
	}
	return s.renderGuidelines(c, user, v)
}

// guideline is the page that the address names, and who asks.
func (s *Server) guideline(c echo.Context) (models.GuidelinePage, models.User, error) {
	user, err := s.UserOf(c)
	if err != nil {
		return models.GuidelinePage{}, user, err
	}
	id, err := core.NumberOf(c, "id", "page")
	if err != nil {
		return models.GuidelinePage{}, user, err
	}
	page, err := s.Store.Guideline(c.Request().Context(), id, user.ID)
	return page, user, err
}

// ShowGuideline shows a guideline page.
func (s *Server) ShowGuideline(c echo.Context) error {
	page, user, err := s.guideline(c)
	if err != nil {
		return err
	}
	v, err := s.guidelinesOf(c.Request().Context(), user, page.PublicationID)
	if err != nil {
		return err
	}
	v.Open = &page
	return s.renderGuidelines(c, user, v)
}

// renderGuidelines sends the guidelines, with ?part for a page that stands already, and notes that the open
// one was read.
func (s *Server) renderGuidelines(c echo.Context, user models.User, v views.Guidelines) error {
	if p := v.Open; p != nil && p.Unread() {
		if err := s.Store.ReadGuideline(c.Request().Context(), user.ID, p.GuidelineID, p.Version); err != nil {
			return err
		}
	}
	page := views.GuidelinesPage(v)
	if c.QueryParams().Has("part") {
		page = views.GuidelinesPart(v)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return s.Render(c, http.StatusOK, page)
}

// MoveGuideline moves a page in the list.
func (s *Server) MoveGuideline(c echo.Context) error {
	page, _, err := s.guideline(c)
	if err != nil {
		return err
	}
	if err := s.Store.MoveGuideline(c.Request().Context(), page.GuidelineID, c.FormValue("way") == "up"); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, address.Guideline.At(page.GuidelineID))
}

// RemoveGuideline takes a page out of the guidelines.
func (s *Server) RemoveGuideline(c echo.Context) error {
	page, user, err := s.guideline(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	if err := s.Store.RemoveGuideline(ctx, page.GuidelineID, numberField(c, "base"), user.ID); err != nil {
		return err
	}
	s.Say(c, locale.T(ctx, "“%s” is removed. You can bring it back from its versions.", page.Title))
	return c.Redirect(http.StatusSeeOther, address.Guidelines.At(page.PublicationID))
}

// RestoreGuideline brings back a version of a page as a new one.
func (s *Server) RestoreGuideline(c echo.Context) error {
	page, user, err := s.guideline(c)
	if err != nil {
		return err
	}
	ctx, version := c.Request().Context(), numberField(c, "version")
	if err := s.Store.RestoreGuideline(ctx, page.GuidelineID, version, numberField(c, "base"), user.ID); err != nil {
		return err
	}
	s.Say(c, locale.T(ctx, "Version %d is back, as a new version.", version))
	return c.Redirect(http.StatusSeeOther, address.Guideline.At(page.GuidelineID))
}

// ListGuidelineVersions shows the versions of a page, and how two of them differ.
func (s *Server) ListGuidelineVersions(c echo.Context) error {
	page, user, err := s.guideline(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	v := views.GuidelineHistory{Page: page, MayWrite: mayWriteGuidelines(user), Now: s.Clock().Local()}
	if v.Publication, err = s.Store.Publication(ctx, page.PublicationID); err != nil {
		return err
	}
	if v.Versions, err = s.Store.GuidelineVersions(ctx, page.GuidelineID); err != nil {
		return err
	}
	for name, into := range map[string]**models.GuidelinePage{"from": &v.From, "to": &v.To} {
		asked := numberField(c, name)
		at := slices.IndexFunc(v.Versions, func(p models.GuidelinePage) bool { return p.Version == asked })
		if asked != 0 && at < 0 {
			return fault.New(fault.NotFound, "This page has no version %d.", asked)
		}
		if at >= 0 {
			*into = &v.Versions[at]
		}
	}
	return s.Render(c, http.StatusOK, views.GuidelineVersionsPage(v))
}
