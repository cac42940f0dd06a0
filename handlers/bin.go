package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/locale"
	"galley/views"
)

// showBin shows what was deleted in the last 30 days.
func (s *issuesServer) showBin(c echo.Context) error {
	user, err := s.userOf(c)
	if err != nil {
		return err
	}
	issues, err := s.Store.Bin(c.Request().Context())
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.BinPage(views.BinView{Issues: issues, Now: s.clock().Local(), MayDelete: mayDelete(user)}))
}

// askDelete asks for the number of the issue that is to be deleted.
func (s *issuesServer) askDelete(c echo.Context) error {
	issue, err := s.issueOf(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.DeleteIssuePage(views.IssueDeletion{Issue: issue}))
}

// deleteIssue puts the issue into the bin when its number was typed, and closes it for everybody.
func (s *issuesServer) deleteIssue(c echo.Context) error {
	user, err := s.userOf(c)
	if err != nil {
		return err
	}
	issue, err := s.issueOf(c)
	if err != nil {
		return err
	}
	asked := views.IssueDeletion{Issue: issue, Typed: strings.TrimSpace(c.FormValue("proof"))}
	if asked.Typed != asked.Proof() {
		asked.Wrong = locale.T(c.Request().Context(), "That is not it. Type %s to delete this issue.", asked.Proof())
		return s.render(c, http.StatusUnprocessableEntity, views.DeleteIssuePage(asked))
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
	s.say(c, locale.T(ctx, "%s %s is in the bin. It can be taken out for 30 days.", issue.Publication, issue.Date))
	s.Sessions.Put(ctx, sessionUndo, address.Restore.At(issue.ID))
	return c.Redirect(http.StatusSeeOther, address.Issues)
}

// restoreIssue takes an issue out of the bin.
func (s *issuesServer) restoreIssue(c echo.Context) error {
	user, err := s.userOf(c)
	if err != nil {
		return err
	}
	id, err := numberOf(c, "id", "issue")
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
	s.say(c, locale.T(ctx, "%s %s is back.", issue.Publication, issue.Date))
	return c.Redirect(http.StatusSeeOther, address.Issues)
}
