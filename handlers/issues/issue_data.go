package issues

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	views "galley/views/issues"
)

// issueDataOf is the page of the data of the issue that the address names.
func (s *Server) issueDataOf(c echo.Context) (v views.IssueDataView, user models.User, err error) {
	if user, err = s.UserOf(c); err != nil {
		return v, user, err
	}
	if v.Issue, err = s.IssueOf(c); err != nil {
		return v, user, err
	}
	ctx, i := c.Request().Context(), v.Issue
	v.Data = models.IssueData{Date: i.Date, Number: i.Number, Edition: i.Edition, Publisher: i.Publisher}
	if v.Data.Pages, err = s.Store.PageNames(ctx, i.ID); err != nil {
		return v, user, err
	}
	v.Edits, err = s.Store.IssueEdits(ctx, i.ID)
	v.Now, v.MayChange = s.Clock().Local(), core.MayChange(user)
	return v, user, err
}

// EditIssue shows the data of an issue.
func (s *Server) EditIssue(c echo.Context) error {
	v, _, err := s.issueDataOf(c)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.IssueDataPage(v))
}

// UpdateIssue changes the data of an issue, or shows the form again with what is wrong. Pages that the
// form leaves out stay as they are.
func (s *Server) UpdateIssue(c echo.Context) error {
	v, user, err := s.issueDataOf(c)
	if err != nil {
		return err
	}
	form, err := c.FormParams()
	if err != nil {
		return fault.Wrap(fault.Invalid, err, "Galley could not read this request. Go back and try again.")
	}
	v.Data.Date, v.Data.Number, v.Data.Edition, v.Data.Publisher = form.Get("date"), form.Get("number"), form.Get("edition"), form.Get("publisher")
	for i, p := range v.Data.Pages {
		if name := fmt.Sprintf("label-%d", p.Key); form.Has(name) {
			v.Data.Pages[i].Label = form.Get(name)
		}
		if name := fmt.Sprintf("section-%d", p.Key); form.Has(name) {
			v.Data.Pages[i].Section = form.Get(name)
		}
	}
	ctx := c.Request().Context()
	err = s.Store.ChangeIssue(ctx, v.Issue.ID, v.Data, &user.ID)
	if fault.CodeOf(err) == fault.Invalid {
		v.Errors = core.FieldsOr(ctx, err, "")
		return s.Render(c, http.StatusUnprocessableEntity, views.IssueDataPage(v))
	}
	if err != nil {
		return err
	}
	s.Say(c, locale.T(ctx, "Saved."))
	return c.Redirect(http.StatusSeeOther, address.EditIssue.At(v.Issue.ID))
}
