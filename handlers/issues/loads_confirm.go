package issues

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/markup"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	"galley/newsroom"
	views "galley/views/issues"
)

// ShowLoad shows what was read, to be corrected and confirmed.
func (s *Server) ShowLoad(c echo.Context) error {
	pages, err := s.staged(c)
	if err != nil {
		return err
	}
	issue, announced := newsroom.ProposeIssue(pages)
	return s.renderConfirm(c, http.StatusOK, views.LoadConfirm{
		Token: c.Param("token"), Pages: loadedPages(pages), Hashes: hashesOf(pages), Again: c.QueryParam("again") != "", Announced: announced,
		Issue: views.IssueFields{
			Publication: issue.Publication, Date: issue.Date, Number: issue.Number, Serial: issue.Serial,
			Publisher: issue.Publisher, Language: cmp.Or(c.QueryParam("language"), issue.Language),
		},
	})
}

// ConfirmLoad stores the issue and goes to the workbench, or drops the load, or
// shows what is wrong.
func (s *Server) ConfirmLoad(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	if c.FormValue("do") == "cancel" {
		s.Say(c, locale.T(c.Request().Context(), "The text was discarded; nothing was stored."))
		return s.leaveLoad(c, user, address.Issues)
	}
	pages, err := s.staged(c)
	if err != nil {
		return err
	}
	fresh := newIssue(c, pages, user.ID)
	issue, err := s.Store.CreateIssue(c.Request().Context(), fresh)
	if code := fault.CodeOf(err); code == fault.Invalid || code == fault.Conflict {
		return s.refuseLoad(c, fresh, err)
	}
	if err != nil {
		return err
	}
	s.fillSearch()
	return s.leaveLoad(c, user, address.SetPage.At(issue.Set.ID, firstPage))
}

// staged are the pages of the address's load, for whoever brought it.
func (s *Server) staged(c echo.Context) ([]models.NewPage, error) {
	user, err := s.UserOf(c)
	if err != nil {
		return nil, err
	}
	return s.Store.StagedLoad(c.Request().Context(), user.ID, c.Param("token"))
}

// leaveLoad drops the load and goes on. One that cannot be dropped is removed
// by the store after a day.
func (s *Server) leaveLoad(c echo.Context, user models.User, address string) error {
	if err := s.Store.DropLoad(c.Request().Context(), user.ID, c.Param("token")); err != nil {
		s.Log.Warn("drop a load", "error", err, "request", core.RequestID(c))
	}
	return c.Redirect(http.StatusSeeOther, address)
}

// renderConfirm shows the form, with the publications there are for its list.
func (s *Server) renderConfirm(c echo.Context, status int, view views.LoadConfirm) error {
	publications, err := s.Store.Publications(c.Request().Context())
	if err != nil {
		return err
	}
	for _, p := range publications {
		view.Names = append(view.Names, p.Name)
	}
	if view.Binned, err = s.binnedWith(c, view.Hashes); err != nil {
		return err
	}
	return s.Render(c, status, views.ConfirmLoadPage(view))
}

// binnedWith says which issues in the bin hold a page with one of these hashes; "" if none does.
func (s *Server) binnedWith(c echo.Context, hashes []string) (string, error) {
	if len(hashes) == 0 {
		return "", nil
	}
	binned, err := s.Store.BinnedWith(c.Request().Context(), hashes)
	if err != nil || len(binned) == 0 {
		return "", err
	}
	names := make([]string, len(binned))
	for i, b := range binned {
		names[i] = b.Publication + " " + b.Date
	}
	return strings.Join(names, ", "), nil
}

// hashesOf are the hashes of pages of text.
func hashesOf(pages []models.NewPage) []string {
	hashes := make([]string, len(pages))
	for i, page := range pages {
		hashes[i] = markup.HashOf(page.Text)
	}
	return hashes
}

// loadedPages are the pages as the form lists them.
func loadedPages(pages []models.NewPage) []views.LoadedPage {
	list := make([]views.LoadedPage, len(pages))
	for i, page := range pages {
		parsed := markup.NewPage(i+1, page.Text)
		list[i] = views.LoadedPage{
			Label: page.Label, Section: page.Section,
			First: views.FirstWords(parsed), Characters: parsed.Text.Len(), Blocks: len(parsed.Blocks),
		}
	}
	return list
}

// newIssue is the issue as the form describes it.
func newIssue(c echo.Context, pages []models.NewPage, by int64) models.NewIssue {
	typed := func(name string) string { return strings.TrimSpace(c.FormValue(name)) }
	fresh := models.NewIssue{
		Publication: typed("publication"), Date: typed("date"), Number: typed("number"), Edition: typed("edition"),
		Serial: typed("serial"), Publisher: typed("publisher"), Language: typed("language"),
		By: &by, Again: typed("again") != "",
	}
	for i, page := range pages {
		page.Label = typed(fmt.Sprintf("label-%d", i+1))
		page.Section = typed(fmt.Sprintf("section-%d", i+1))
		fresh.Pages = append(fresh.Pages, page)
	}
	return fresh
}

// refuseLoad shows the form again with what the store had against it.
func (s *Server) refuseLoad(c echo.Context, fresh models.NewIssue, cause error) error {
	view := views.LoadConfirm{
		Token: c.Param("token"), Pages: loadedPages(fresh.Pages), Hashes: hashesOf(fresh.Pages), Again: fresh.Again, Errors: core.Fields(c.Request().Context(), cause),
		Issue: views.IssueFields{
			Publication: fresh.Publication, Date: fresh.Date, Number: fresh.Number, Edition: fresh.Edition,
			Serial: fresh.Serial, Publisher: fresh.Publisher, Language: fresh.Language,
		},
	}
	view.Wrong = view.Errors["pages"]
	if len(view.Errors) == 0 {
		view.Wrong = core.Sentence(c.Request().Context(), advised(cause))
	}
	if fault.CodeOf(cause) == fault.Conflict {
		if err := s.findKnown(c.Request().Context(), &view, fresh); err != nil {
			return err
		}
	}
	return s.renderConfirm(c, core.TroubleOf(cause).Status, view)
}

// advised is the refusal of a load with what to do about it on this page.
func advised(cause error) error {
	if errors.Is(cause, models.ErrStored) {
		return fault.Wrap(fault.Conflict, cause, "%s Open that issue, or tick “Load the pages again” and store again.", fault.PhraseOf(cause))
	}
	return cause
}

// findKnown names the issue that stands in the way: this one, or the one that
// has the first page which is stored already.
func (s *Server) findKnown(ctx context.Context, view *views.LoadConfirm, fresh models.NewIssue) error {
	same, err := s.Store.SameIssue(ctx, fresh)
	if err != nil {
		return err
	}
	if same != 0 {
		view.Known, view.KnownName = same, fresh.Publication+" "+fresh.Date
		return nil
	}
	hashes := make([]string, len(fresh.Pages))
	for i, page := range fresh.Pages {
		hashes[i] = markup.HashOf(page.Text)
	}
	stored, err := s.Store.IssuesWithPages(ctx, hashes)
	if err != nil {
		return err
	}
	first := slices.IndexFunc(hashes, func(hash string) bool { return stored[hash] != 0 })
	if first < 0 {
		return nil
	}
	issue, err := s.Store.Issue(ctx, stored[hashes[first]])
	view.Known, view.KnownName, view.Repeats = issue.ID, issue.Publication+" "+issue.Date, true
	return err
}
