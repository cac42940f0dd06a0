package review

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/desk"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/engine/text"
	"galley/fault"
	"galley/handlers/core"
	"galley/models"
	"galley/newsroom"
)

// decided is what a form decides: a change of state of a part, its page or the set.
type decided struct {
	act  *markup.SetState
	part string // that was shown
	seen int64  // the version that it was shown at
}

// decisionOf reads what a form decides.
func decisionOf(c echo.Context, o core.Opened) (decided, error) {
	d := decided{act: &markup.SetState{State: markup.State(c.FormValue("state")), Reason: c.FormValue("reason")}, part: c.FormValue("part"), seen: seenOf(c, o)}
	of := c.FormValue("of")
	if of == "" {
		of = d.part
		d.act.Outside = strings.HasPrefix(of, "page-")
	}
	if page, is := strings.CutPrefix(of, "page-"); is {
		n, err := strconv.Atoi(page)
		if err != nil {
			return d, fault.New(fault.NotFound, "This issue has no page %q.", page)
		}
		d.act.Page = n
	} else if of != "set" {
		d.act.Article = of
	}
	if unread := c.FormValue("unread"); unread != "" {
		n, err := strconv.Atoi(unread)
		if err != nil {
			return d, fault.New(fault.Invalid, "The form could not be read. Please send it again.")
		}
		d.act.Unread = n
	}
	return d, nil
}

// ChangeState submits, takes back, returns, accepts or reopens a part of a set, a page or all of it. Whoever accepts or
// returns something has seen it as it stood before them.
func (s *Server) ChangeState(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	d, err := decisionOf(c, o)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	if last, changed := o.Touched(d.act.Scope()); !changed || last.Author != o.User.ID || o.StateOf(d.act.Scope()) != d.act.State {
		if err := s.needWords(ctx, o, d.act); err != nil {
			return err
		}
		if err := s.applyReview(c, o, markup.KindState, d.act, nil); err != nil {
			return err
		}
	} // else the button was pressed twice
	if d.act.State == markup.Accepted || d.act.State == markup.Returned {
		if err := s.readingRoom().Save(ctx, o.View, o.User.ID, newsroom.See{Version: d.seen, Decided: d.act}); err != nil {
			return err
		}
	}
	if err := s.Store.SaveDraft(ctx, models.Draft{UserID: o.User.ID, SetID: o.Record.ID, Place: "part/" + d.part}); err != nil {
		return err
	}
	return s.backToPart(c, o, d.part)
}

// backToPart shows a part again, or tells a script that it is done.
func (s *Server) backToPart(c echo.Context, o core.Opened, part string) error {
	if c.Get(core.KeyJSON) != nil {
		return c.JSON(http.StatusOK, map[string]any{})
	}
	since := int64(-1)
	if n, err := strconv.ParseInt(c.FormValue("since"), 10, 64); err == nil {
		since = n
	}
	return c.Redirect(http.StatusSeeOther, address.Reading(o.Record.ID, part, since, ""))
}

// needWords refuses a return without words: those of the decision, or a comment in the part that the reader made and
// that is open. It returns Invalid.
func (s *Server) needWords(ctx context.Context, o core.Opened, act *markup.SetState) error {
	if act.State != markup.Returned || act.Why() != "" || o.StateOf(act.Scope()) == markup.Accepted {
		return nil
	}
	threads, err := s.Store.Threads(ctx, o.Record.ID)
	if err != nil {
		return err
	}
	for _, t := range threads {
		if t.ResolvedBy == nil && t.AuthorID == o.User.ID && isIn(o.Set, t, act) {
			return nil
		}
	}
	return fault.New(fault.Invalid, "Say what has to be done, here or as a comment in the text: whoever marked it reads it.")
}

// isIn reports whether a thread is about what an act is about.
func isIn(set *markup.Set, t models.ThreadView, act *markup.SetState) bool {
	e, found := set.Extent(t.Page, t.StartAt)
	switch {
	case act.Article == "" && act.Page == 0:
		return true
	case !found:
		return false
	case act.Article != "":
		return set.Block(e).Article == act.Article
	case act.Outside:
		return t.Page == act.Page && set.Block(e).Article == ""
	}
	return t.Page == act.Page
}

// refuses says in the reader's words why a change of state would be refused now, "" if it would not.
func (s *Server) refuses(ctx context.Context, o core.Opened, act *markup.SetState) (string, error) {
	own, err := s.AllowsOwnAcceptance(ctx, o.Issue, act)
	if err != nil {
		return "", err
	}
	err = s.Desk.Check(ctx, desk.Request{Set: o.Record.ID, ID: text.NewID(), Base: o.Version(), Kind: markup.KindState, Act: act, Actor: o.User.Actor(),
		At: s.Clock(), OwnAcceptance: own})
	if err != nil && fault.CodeOf(err) == fault.Internal {
		return "", err
	}
	if err != nil {
		return core.Sentence(ctx, err), nil
	}
	return "", nil
}

// takeBackAct is the act that puts cells back as the reader saw them. It returns Conflict for what is not new to them
// any more, and the reason if they may not.
func takeBackAct(o core.Opened, news *review.News, cells []markup.Cell) (*markup.Adopt, error) {
	act := &markup.Adopt{}
	var step markup.Step
	for _, cell := range cells {
		c, isNew := news.Of(cell)
		if !isNew {
			return nil, fault.New(fault.Conflict, "This was changed in the meantime. Look at it again, then decide.")
		}
		act.Cells = append(act.Cells, markup.CellValue{Cell: cell, Value: c.From})
		step.Changes = append(step.Changes, markup.Change{Cell: cell, From: c.To, To: c.From})
	}
	standing := desk.StandingOf(o.Record)
	if err := markup.MayMark(o.User.Actor(), standing, o.Set); err != nil {
		return nil, err
	}
	return act, markup.MayStep(o.User.Actor(), standing, o.Set, step)
}

// takesBack reports whether the reader may put cells back as they saw them; nil if they may.
func (s *Server) takesBack(o core.Opened, news *review.News, cells []markup.Cell) error {
	act, err := takeBackAct(o, news, cells)
	if err != nil {
		return err
	}
	_, err = o.Resolve(act, text.NewID(), markup.Circumstances{})
	return err
}

// sentReject is what the record holds of changes that were taken back.
type sentReject struct {
	Kind  string   `json:"kind"`
	Cells []string `json:"cells"`
}

// RejectChanges puts back what the reader saw, in one step.
func (s *Server) RejectChanges(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	var sent struct {
		Cells []string `json:"cells"`
	}
	if err := c.Bind(&sent); err != nil {
		return fault.Wrap(fault.Invalid, err, "The form could not be read. Please send it again.")
	}
	cells, err := cellsNamed(sent.Cells)
	if err != nil {
		return err
	}
	reading, err := s.readingRoom().Open(c.Request().Context(), o.View, o.User.ID, -1)
	if err != nil {
		return err
	}
	act, err := takeBackAct(o, reading.News, cells)
	if err != nil {
		return err
	}
	if err := s.applyReview(c, o, markup.KindReject, act, sentReject{Kind: markup.KindReject, Cells: sent.Cells}); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{})
}

// cellsNamed reads names of cells. It returns Invalid for none, and for what names none.
func cellsNamed(names []string) ([]markup.Cell, error) {
	if len(names) == 0 {
		return nil, fault.New(fault.Invalid, "Choose a change first.")
	}
	cells := make([]markup.Cell, len(names))
	for i, name := range names {
		var err error
		if cells[i], err = markup.ParseCell(name); err != nil {
			return nil, fault.Wrap(fault.Invalid, err, "The form could not be read. Please send it again.")
		}
	}
	return cells, nil
}
