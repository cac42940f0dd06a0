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

// decisionOf reads what a form decides. The button says "accepted" of what passes, in whichever stage; behind it may
// stand the key of what it is about, else the form or the part says so.
func decisionOf(c echo.Context, o core.Opened) (decided, error) {
	d := decided{part: c.FormValue("part"), seen: seenOf(c, o)}
	state, of, _ := strings.Cut(c.FormValue("state"), " ")
	if of == "" {
		of = c.FormValue("of")
	}
	if of == "" {
		of = d.part
	}
	about := &markup.SetState{}
	if err := aim(about, of); err != nil {
		return d, err
	}
	numbers := map[string]int{}
	for _, name := range []string{"stage", "to", "unread"} {
		said := c.FormValue(name)
		if said == "" {
			continue
		}
		n, err := strconv.Atoi(said)
		if err != nil || n < 0 {
			return d, fault.New(fault.Invalid, "The form could not be read. Please send it again.")
		}
		numbers[name] = n
	}
	d.act = actFor(o, about, markup.State(state), numbers["stage"], numbers["to"])
	d.act.Page, d.act.Outside, d.act.Article = about.Page, about.Outside, about.Article
	d.act.Reason, d.act.Unread = c.FormValue("reason"), numbers["unread"]
	return d, nil
}

// actFor is what a button asks for in a stage, of what about is about.
func actFor(o core.Opened, about *markup.SetState, state markup.State, stage, to int) *markup.SetState {
	plan := o.Record.Plan()
	switch {
	case state == markup.Accepted:
		return markup.Decision(plan, stage, true, 0)
	case state == markup.Returned && o.Lowest(about.Scope()).State == markup.Accepted:
		return markup.Reopening(plan)
	case state == markup.Returned:
		return markup.Decision(plan, stage, false, to)
	case state == markup.Draft && !plan.IsSingle():
		return &markup.SetState{State: state, Stage: stage}
	}
	return &markup.SetState{State: state}
}

// ChangeState submits, takes back, passes, returns, accepts or reopens a part of a set, a page or all of it. Whoever
// passes or returns something has seen it as it stood before them, and so has their stage.
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
	if err := s.decide(c, o, d); err != nil {
		return err
	}
	if d.act.Passes() || d.act.Returns() {
		if err := s.readingRoom().Save(ctx, o.View, o.User.ID, newsroom.See{Version: d.seen, Decided: d.act}); err != nil {
			return err
		}
	}
	if err := s.Store.SaveDraft(ctx, models.Draft{UserID: o.User.ID, SetID: o.Record.ID, Place: "part/" + d.part}); err != nil {
		return err
	}
	return s.backToPart(c, o, d.part)
}

// decide does what was decided. A button that was pressed twice is obeyed once.
func (s *Server) decide(c echo.Context, o core.Opened, d decided) error {
	ctx := c.Request().Context()
	err := s.needWords(ctx, o, d.act)
	if err == nil {
		err = s.applyReview(c, o, markup.KindState, d.act, nil)
	}
	if fault.CodeOf(err) != fault.Conflict {
		return err
	}
	done, failed := s.Desk.Milestones(ctx, o.Record.ID)
	if failed != nil || len(done) == 0 {
		return err
	}
	last := done[len(done)-1]
	asked := *d.act
	asked.Reason, asked.Own = asked.Why(), last.Own
	if last.Author == o.User.ID && last.SetState == asked {
		return nil
	}
	return err
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
	if !act.Returns() || act.Why() != "" || o.Lowest(act.Scope()).State == markup.Accepted || o.Record.Plan().Stage(act.Stage).Wordless {
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
	err = s.Desk.Check(ctx, desk.Request{Set: o.Record.ID, Base: o.Version(), Actor: o.User.Actor(), At: s.Clock(), OwnAcceptance: own}, act)
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
	step, err := news.TakeBack(cells)
	if err != nil {
		return nil, err
	}
	standing := desk.StandingOf(o.Record)
	if err := markup.MayMark(o.User.Actor(), standing, o.Set); err != nil {
		return nil, err
	}
	return markup.AdoptOf(step), markup.MayStep(o.User.Actor(), standing, o.Set, step)
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
	cells, err := core.CellsNamed(sent.Cells)
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
	if err := s.applyReview(c, o, markup.KindReject, act, core.Rejected{Kind: markup.KindReject, Cells: sent.Cells}); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{})
}
