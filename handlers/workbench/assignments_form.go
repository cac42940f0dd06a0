package workbench

import (
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/markup"
	"galley/fault"
	"galley/handlers/core"
	"galley/models"
	"galley/views/parts"
)

// givingOf reads who gives what to whom, and whether they may. It returns Invalid for what cannot be
// given, and Forbidden to givers who may not give to others.
func (s *Server) givingOf(c echo.Context, o core.Opened) (models.Giving, error) {
	form, err := c.FormParams()
	if err != nil {
		return models.Giving{}, fault.Wrap(fault.Invalid, err, "Galley could not read this request. Go back and try again.")
	}
	to, _ := strconv.ParseInt(form.Get("to"), 10, 64) // 0 is nobody, who cannot be given anything
	g := models.Giving{Set: o.Record.ID, Task: taskOf(form.Get("task")), To: to, By: o.User.ID}
	mayGive := markup.MayGive(o.User.Actor(), desk.StandingOf(o.Record))
	g.Free = mayGive != nil
	if g.To != g.By && mayGive != nil {
		return g, mayGive
	}
	if err := s.mayHave(c, o, g.To, g.Task); err != nil {
		return g, err
	}
	if g.Due, err = s.dueOf(form.Get("due"), form.Get("due-utc")); err != nil {
		return g, err
	}
	g.Things, err = thingsOf(o, form["what"], g.Task)
	return g, err
}

// taskOf is the task of a form, by default to mark.
func taskOf(task string) string {
	if task == models.ToReview {
		return models.ToReview
	}
	return models.ToMark
}

// mayHave reports whether somebody can be given a task in a set. It returns the reason as Forbidden when
// claiming, and as Invalid when giving.
func (s *Server) mayHave(c echo.Context, o core.Opened, user int64, task string) error {
	if user == o.User.ID {
		return markup.MayTake(o.User.Actor(), desk.StandingOf(o.Record), task == models.ToReview)
	}
	person, err := s.Store.User(c.Request().Context(), user)
	if err != nil && fault.CodeOf(err) != fault.NotFound {
		return err
	}
	switch {
	case err != nil:
		return fault.New(fault.Invalid, "Choose who gets it.")
	case !person.Active || markup.MayTake(person.Actor(), desk.StandingOf(o.Record), task == models.ToReview) != nil:
		return fault.New(fault.Invalid, "%s cannot be given this, because their role does not allow it.", person.Name)
	}
	return nil
}

// dueOf reads when something is due: an instant from a script, else a time by the server's clock. It
// returns Invalid for an unknown thing.
func (s *Server) dueOf(local, instant string) (*time.Time, error) {
	if local == "" && instant == "" {
		return nil, nil
	}
	due, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		due, err = time.ParseInLocation(parts.FieldTime, local, s.Clock().Local().Location())
	}
	if err != nil || due.Year() < 2000 || due.Year() > 9999 {
		return nil, fault.New(fault.Invalid, "%q is not a valid time. Write it as 2031-05-10T18:00, or leave it empty.", local)
	}
	return &due, nil
}

// thingsOf reads what somebody gives. It returns Invalid for nothing, for what is not there, and for what
// is done already.
func thingsOf(o core.Opened, chosen []string, task string) ([]models.Thing, error) {
	var things []models.Thing
	for _, what := range chosen {
		thing, err := thingOf(o, what)
		if err != nil {
			return nil, err
		}
		place := desk.FindWork(o.Set, models.Assignment{Page: thing.Page, StartAt: thing.StartAt, Article: thing.Article})
		if place.State == markup.Accepted || task == models.ToMark && place.State == markup.Submitted {
			return nil, fault.New(fault.Invalid, "What you chose is already submitted or accepted (%s). Return it or reopen it first.", nameOr(thing.Name))
		}
		things = append(things, thing)
	}
	if len(things) == 0 {
		return nil, fault.New(fault.Invalid, "Choose at least one page or article.")
	}
	return things, nil
}

func nameOr(name string) fault.Phrase {
	if name == "" {
		return fault.Say("The whole issue")
	}
	return fault.Say("%s", name)
}

// thingOf reads one thing: all, page:1 or article:ID.
func thingOf(o core.Opened, what string) (models.Thing, error) {
	kind, name, _ := strings.Cut(what, ":")
	switch kind {
	case "all":
		return models.Thing{}, nil
	case "page":
		key, _ := strconv.Atoi(name) // 0 is no page
		if p := o.Source().Page(key); p != nil {
			return models.Thing{Page: key, Name: parts.PageWords(p.Label, key, o.Issue.Language)}, nil
		}
	case "article":
		for b := range o.Set.Members(name) {
			title, _ := core.TitleOf(o.Set, name)
			return models.Thing{Page: b.Page, StartAt: b.Start, Article: name, Name: title}, nil
		}
	}
	return models.Thing{}, fault.New(fault.Invalid, "What you chose is no longer there. Reload this page and choose again.")
}
