package issues

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/handlers/core"
	"galley/locale"
	views "galley/views/issues"
)

// ShowBin shows what was deleted in the last 30 days.
func (s *Server) ShowBin(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	issues, err := s.Store.Bin(c.Request().Context())
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.BinPage(views.BinView{Issues: issues, Now: s.Clock().Local(), MayDelete: core.MayDelete(user)}))
}

// AskDelete asks for the number of the issue to delete.
func (s *Server) AskDelete(c echo.Context) error {
	issue, err := s.IssueOf(c)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.DeleteIssuePage(views.IssueDeletion{Issue: issue}))
}

// DeleteIssue puts the issue into the bin when its number was typed, and closes it for everybody.
func (s *Server) DeleteIssue(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	issue, err := s.IssueOf(c)
	if err != nil {
		return err
	}
	asked := views.IssueDeletion{Issue: issue, Typed: strings.TrimSpace(c.FormValue("proof"))}
	if asked.Typed != asked.Proof() {
		asked.Wrong = locale.T(c.Request().Context(), "That does not match. Type %s to delete this issue.", asked.Proof())
		return s.Render(c, http.StatusUnprocessableEntity, views.DeleteIssuePage(asked))
	}
	ctx := c.Request().Context()
	if err := s.Store.BinIssue(ctx, issue.ID, &user.ID); err != nil {
		return err
	}
	sets, err := s.Store.SetsOf(ctx, issue.ID)
	if err != nil {
		return err
	}
	s.Desk.PutAway(sets...)
	s.Say(c, locale.T(ctx, "%s %s is in the bin. You can restore it for 30 days.", issue.Publication, issue.Date))
	s.Sessions.Put(ctx, core.SessionUndo, address.Restore.At(issue.ID))
	return c.Redirect(http.StatusSeeOther, address.Issues)
}

// RestoreIssue takes an issue out of the bin.
func (s *Server) RestoreIssue(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	id, err := core.NumberOf(c, "id", "issue")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	if err := s.Store.RestoreIssue(ctx, id, &user.ID); err != nil {
		return err
	}
	issue, err := s.Store.Issue(ctx, id)
	if err != nil {
		return err
	}
	s.Say(c, locale.T(ctx, "%s %s is back.", issue.Publication, issue.Date))
	return c.Redirect(http.StatusSeeOther, address.Issues)
}
