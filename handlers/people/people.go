package people

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/vocabulary"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
	views "galley/views/people"
)

// ListPeople shows everybody with an account.
func (s *Server) ListPeople(c echo.Context) error {
	return s.renderPeople(c, http.StatusOK, views.InviteForm{Role: vocabulary.Editor, Days: int(models.LinkLife / core.Day)})
}

func (s *Server) renderPeople(c echo.Context, status int, invite views.InviteForm) error {
	ctx := c.Request().Context()
	v := views.View{Invite: invite, Now: s.Clock().Local()}
	var err error
	if v.People, err = s.Store.Users(ctx); err != nil {
		return err
	}
	if v.Seen, err = s.Store.LastSeen(ctx); err != nil {
		return err
	}
	if v.Links, err = s.Store.OpenLinks(ctx); err != nil {
		return err
	}
	return s.Render(c, status, views.PeoplePage(v))
}

// CreateInvitation makes an invitation and shows its link, once.
func (s *Server) CreateInvitation(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	form := views.InviteForm{Role: vocabulary.PersonRole(c.FormValue("role")), Note: c.FormValue("note")}
	form.Days, _ = strconv.Atoi(c.FormValue("days")) // 0 is refused
	token, err := s.Store.Invite(ctx, &user.ID, form.Role, form.Note, time.Duration(min(form.Days, 1000))*core.Day)
	if fault.CodeOf(err) == fault.Invalid {
		form.Errors = core.FieldsOr(ctx, err, "")
		return s.renderPeople(c, http.StatusUnprocessableEntity, form)
	}
	if err != nil {
		return err
	}
	return s.ShowSecret(c, parts.SecretView{
		Title: locale.T(ctx, "An invitation"), Label: locale.T(ctx, "The link"), Secret: s.absolute(c, address.Join.At(token)),
		Words: []string{
			locale.T(ctx, "Copy it now: it is shown only once."),
			locale.N(ctx, form.Days, "It works once, for %d day, and can be taken back on the People page.", "It works once, for %d days, and can be taken back on the People page."),
		},
		Back: address.People, BackTo: locale.T(ctx, "All people"),
	})
}

// absolute is an address of ours with host and scheme, as the browser of this request sees them.
func (s *Server) absolute(c echo.Context, path string) string {
	if s.BaseURL != "" {
		return s.BaseURL + path
	}
	scheme := "http://"
	if s.Sessions.Cookie.Secure {
		scheme = "https://"
	}
	return scheme + c.Request().Host + path
}

// RevokeLink takes a link back that waits.
func (s *Server) RevokeLink(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	id, err := core.NumberOf(c, "link", "link")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	if err := s.Store.RevokeLink(ctx, &user.ID, id); err != nil {
		return err
	}
	s.Say(c, locale.T(ctx, "The link is taken back and no longer works."))
	return c.Redirect(http.StatusSeeOther, address.People)
}

// ShowRecord shows a page of the record.
func (s *Server) ShowRecord(c echo.Context) error {
	ctx := c.Request().Context()
	v := views.RecordView{Now: s.Clock().Local()}
	v.Query.User, _ = strconv.ParseInt(c.QueryParam("person"), 10, 64)   // 0 for everybody
	v.Query.Before, _ = strconv.ParseInt(c.QueryParam("before"), 10, 64) // 0 for the newest
	v.Query.Kind = c.QueryParam("kind")
	var err error
	if v.People, err = s.Store.Users(ctx); err != nil {
		return err
	}
	if v.AuditPage, err = s.Store.Audit(ctx, v.Query); err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.RecordPage(v))
}
