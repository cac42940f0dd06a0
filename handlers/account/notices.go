package account

import (
	"bytes"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	"galley/newsroom"
	views "galley/views/account"
	"galley/views/parts"
)

// ListNotices shows a page of somebody's notices.
func (s *Server) ListNotices(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	before, _ := strconv.ParseInt(c.QueryParam("before"), 10, 64) // 0 for the newest
	v := views.NoticesView{Now: s.Clock().Local()}
	if v.NoticePage, err = s.Store.Notices(ctx, user.ID, before); err != nil {
		return err
	}
	if v.Unread, err = s.Store.UnreadNotices(ctx, user.ID); err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.NoticesPage(v))
}

// ShowBell is the bell alone, for a page that has been open for a while.
func (s *Server) ShowBell(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	unread, err := s.Store.UnreadNotices(c.Request().Context(), user.ID)
	if err != nil {
		return err
	}
	// Without the frame of a page, whose sentences are for the next page.
	var b bytes.Buffer
	if err := parts.Bell(unread).Render(c.Request().Context(), &b); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.HTMLBlob(http.StatusOK, b.Bytes())
}

// FollowNotice leads to the place of a notice and marks it as read. A browser that fetches pages ahead does
// no harm: the notice stays in the list.
func (s *Server) FollowNotice(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	id, err := core.NumberOf(c, "id", "notice")
	if err != nil {
		return err
	}
	n, err := s.Store.ReadNotice(c.Request().Context(), user.ID, id)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, newsroom.NoticeAddress(n))
}

// ReadNotices marks all notices as read that the page showed, and older ones.
func (s *Server) ReadNotices(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	upTo, _ := strconv.ParseInt(c.FormValue("up-to"), 10, 64) // 0 marks none
	if err := s.Store.ReadNotices(c.Request().Context(), user.ID, upTo); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, address.Notices)
}

// EditNoticeChoices shows how somebody wants to be notified.
func (s *Server) EditNoticeChoices(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	choices, err := s.Store.NoticeChoices(c.Request().Context(), user.ID)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.NoticeChoicesPage(views.NoticeChoicesView{Email: user.Email, Choices: choices, Mails: s.Mails}))
}

// UpdateNoticeChoices stores how somebody wants to be notified, or shows the form again with what is wrong.
func (s *Server) UpdateNoticeChoices(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	v := views.NoticeChoicesView{Email: c.FormValue("email"), Mails: s.Mails}
	for _, kind := range models.NoticeKinds() {
		v.Choices = append(v.Choices, models.NoticeChoice{Kind: kind, Shown: c.FormValue("shown-"+kind) != "", Mailed: c.FormValue("mailed-"+kind) != ""})
	}
	err = s.Store.ChooseNotices(ctx, user.ID, v.Email, v.Choices)
	if fault.CodeOf(err) == fault.Invalid {
		v.Errors = core.FieldsOr(ctx, err, "")
		return s.Render(c, http.StatusUnprocessableEntity, views.NoticeChoicesPage(v))
	}
	if err != nil {
		return err
	}
	s.Known.Purge()
	s.Say(c, locale.T(ctx, "Saved."))
	return c.Redirect(http.StatusSeeOther, address.NoticeChoice)
}
