package workbench

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/desk"
	"galley/engine/markup"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	views "galley/views/workbench"
)

// ShowWork shows who has what.
func (s *Server) ShowWork(c echo.Context) error {
	o, err := s.OpenNamed(c)
	if err != nil {
		return err
	}
	if c.Get(core.KeyJSON) != nil {
		return s.sendWork(c, o)
	}
	v, err := s.workPage(c, o)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.SetWorkPage(v))
}

// GiveWork gives what was chosen, or shows the page again with what is wrong.
func (s *Server) GiveWork(c echo.Context) error {
	o, err := s.OpenNamed(c)
	if err != nil {
		return err
	}
	g, err := s.givingOf(c, o)
	if err == nil {
		err = s.Store.Give(c.Request().Context(), g)
	}
	if code := fault.CodeOf(err); err != nil && c.Get(core.KeyJSON) == nil && (code == fault.Invalid || code == fault.Conflict) {
		return s.refuseWork(c, o, g, err)
	}
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	name, err := s.Store.UserNames(ctx, []int64{g.To})
	if err != nil {
		return err
	}
	said := locale.T(ctx, "Claimed.")
	if g.To != o.User.ID {
		said = locale.T(ctx, "Given to %s.", name[g.To])
	}
	return s.tellWork(c, o, said)
}

// refuseWork shows the page with what was chosen and what is wrong with it.
func (s *Server) refuseWork(c echo.Context, o core.Opened, g models.Giving, wrong error) error {
	v, err := s.workPage(c, o)
	if err != nil {
		return err
	}
	v.Wrong = core.Sentence(c.Request().Context(), wrong)
	v.Form = views.WorkForm{Task: g.Task, To: g.To, Chosen: map[string]bool{}}
	for _, what := range c.Request().Form["what"] {
		v.Form.Chosen[what] = true
	}
	return s.Render(c, core.TroubleOf(wrong).Status, views.SetWorkPage(v))
}

// ClaimWork gives something to the person who asks, unless somebody has it.
func (s *Server) ClaimWork(c echo.Context) error {
	o, err := s.OpenNamed(c)
	if err != nil {
		return err
	}
	g := models.Giving{Set: o.Record.ID, Task: taskOf(c.FormValue("task")), To: o.User.ID, By: o.User.ID, Free: true}
	if err := s.mayHave(c, o, g.To, g.Task); err != nil {
		return err
	}
	if g.Things, err = thingsOf(o, c.Request().Form["what"], g.Task); err != nil {
		return err
	}
	if err := s.Store.Give(c.Request().Context(), g); err != nil {
		return err
	}
	return s.tellWork(c, o, locale.T(c.Request().Context(), "Claimed."))
}

// heldWork is the assignment of the address, for its holder or whoever gives work. It returns NotFound
// for one of another set, and Forbidden to others.
func (s *Server) heldWork(c echo.Context) (core.Opened, models.AssignmentView, error) {
	o, err := s.OpenNamed(c)
	if err != nil {
		return o, models.AssignmentView{}, err
	}
	id, err := core.NumberOf(c, "assignment", "assignment")
	if err != nil {
		return o, models.AssignmentView{}, err
	}
	a, err := s.Store.Assignment(c.Request().Context(), o.Record.ID, id)
	if err == nil && a.UserID != o.User.ID {
		err = markup.MayGive(o.User.Actor(), desk.StandingOf(o.Record))
	}
	return o, a, err
}

// ReleaseWork takes something from whoever has it: they release it, or somebody who gives takes it back.
func (s *Server) ReleaseWork(c echo.Context) error {
	o, a, err := s.heldWork(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	how, said := models.Released, locale.T(ctx, "Released.")
	if a.UserID != o.User.ID {
		how, said = models.Withdrawn, locale.T(ctx, "Taken back from %s.", a.Name)
	}
	if err := s.Store.EndAssignment(ctx, a.ID, o.User.ID, how); err != nil {
		return err
	}
	return s.tellWork(c, o, said)
}

// HandOverWork gives what somebody has to somebody else.
func (s *Server) HandOverWork(c echo.Context) error {
	o, a, err := s.heldWork(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	to, _ := strconv.ParseInt(c.FormValue("to"), 10, 64) // 0 is nobody, who cannot be given anything
	if err := s.mayHave(c, o, to, a.Task); err != nil {
		return err
	}
	place := desk.FindWork(o.Set, a.Assignment)
	if place.Gone {
		return fault.New(fault.Invalid, "This article no longer exists. Release it instead.")
	}
	if err := s.Store.HandOver(ctx, a.ID, to, o.User.ID, workName(o, a.Assignment)); err != nil {
		return err
	}
	names, err := s.Store.UserNames(ctx, []int64{to})
	if err != nil {
		return err
	}
	return s.tellWork(c, o, locale.T(ctx, "Handed over to %s.", names[to]))
}

// tellWork answers that work is given otherwise, and tells everybody who has the set open.
func (s *Server) tellWork(c echo.Context, o core.Opened, said string) error {
	ctx := c.Request().Context()
	if err := s.Desk.Settle(ctx, o.Record.ID); err != nil {
		return err
	}
	if err := s.Desk.Tell(ctx, o.Record.ID, "work", struct{}{}); err != nil {
		return err
	}
	if c.Get(core.KeyJSON) != nil {
		return s.sendWork(c, o)
	}
	s.Say(c, said)
	back := address.Assignments.At(o.Record.ID)
	if next := c.FormValue("back"); next != "" {
		back = core.LocalPath(next)
	}
	return c.Redirect(http.StatusSeeOther, back)
}

// workPeople are those to whom something can be given in a set, by name.
func (s *Server) workPeople(c echo.Context, o core.Opened) ([]views.WorkPerson, error) {
	users, err := s.Store.Users(c.Request().Context())
	var people []views.WorkPerson
	for _, u := range slices.DeleteFunc(users, func(u models.User) bool { return !u.Active }) {
		p := views.WorkPerson{ID: u.ID, Name: u.Name,
			Mark: markup.MayTake(u.Actor(), desk.StandingOf(o.Record), false) == nil,
			Look: markup.MayTake(u.Actor(), desk.StandingOf(o.Record), true) == nil}
		if p.Mark || p.Look {
			people = append(people, p)
		}
	}
	return people, err
}
