package review

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/engine/text"
	"galley/fault"
	"galley/handlers/core"
)

// reviewed is a set in review: as it is, and as it was when somebody looked at it last.
type reviewed struct {
	core.Opened
	base       *markup.Set
	milestones []desk.Milestone
	comparison *review.Comparison
}

// openReview finds the set of the request as it is and as it stood at the version that ?since names;
// without one, at the version from which this person has not seen it yet.
func (s *Server) openReview(c echo.Context) (reviewed, error) {
	o, err := s.OpenNamed(c)
	if err != nil {
		return reviewed{}, err
	}
	ctx := c.Request().Context()
	r := reviewed{Opened: o}
	if r.milestones, err = s.Desk.Milestones(ctx, o.Record.ID); err != nil {
		return reviewed{}, err
	}
	since := r.unseenSince()
	if asked := c.FormValue("since"); asked != "" {
		if since, err = strconv.ParseInt(asked, 10, 64); err != nil {
			return reviewed{}, fault.New(fault.NotFound, "This set has no version %s.", asked)
		}
	}
	if r.base, err = s.Desk.At(ctx, o.Record.ID, since); err != nil {
		return reviewed{}, err
	}
	r.comparison, err = review.Compare(r.base, o.Set)
	return r, err
}

// unseenSince is the version from which the set is new to this person: to the author of the marks, since
// they were submitted; to everybody else, since they were returned or accepted last.
func (r reviewed) unseenSince() int64 {
	author := slices.ContainsFunc(r.milestones, func(m desk.Milestone) bool { return m.State == markup.Submitted && m.Author == r.User.ID })
	for _, m := range slices.Backward(r.milestones) {
		if author && m.State == markup.Submitted {
			return m.Version
		}
		if !author && (m.State == markup.Returned || m.State == markup.Accepted) {
			return m.Version
		}
	}
	return 0
}

// pickedKeys are the differences that a form names.
func pickedKeys(c echo.Context) ([]string, error) {
	form, err := c.FormParams()
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, err, "The form could not be read. Please send it again.")
	}
	keys := form["key"]
	if len(keys) == 0 {
		return nil, fault.New(fault.Invalid, "Choose a difference first.")
	}
	return keys, nil
}

// AcceptDifferences notes that somebody agrees with differences, or no longer does.
func (s *Server) AcceptDifferences(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	if err := markup.MaySpeak(o.User.Actor(), desk.StandingOf(o.Record)); err != nil {
		return err
	}
	keys, err := pickedKeys(c)
	if err != nil {
		return err
	}
	save := s.Store.SaveVerdicts
	if c.FormValue("take") == "back" {
		save = s.Store.DropVerdicts
	}
	if err := save(c.Request().Context(), o.Record.ID, o.User.ID, keys); err != nil {
		return err
	}
	return s.BackToReview(c, o.Record.ID)
}

// RejectDifferences restores what stood there before, in one step; what hangs together with it goes
// along.
func (s *Server) RejectDifferences(c echo.Context) error {
	r, err := s.openReview(c)
	if err != nil {
		return err
	}
	keys, err := pickedKeys(c)
	if err != nil {
		return err
	}
	var decisions []review.Decision
	for _, key := range keys {
		if _, there := r.comparison.Find(key); !there {
			return fault.New(fault.Conflict, "This was changed in the meantime. Look at it again, then decide.")
		}
		decisions = append(decisions, review.Decision{Key: key, Take: review.TakeSet, Set: 0})
	}
	plan, err := r.comparison.Plan(r.Set, decisions, review.Settings{Now: keys, Salt: "review " + strconv.FormatInt(r.Record.ID, 10)})
	if err != nil {
		return err
	}
	if err := s.applyReview(c, r.Opened, markup.KindReject, plan.Act, sentReject{Kind: markup.KindReject, Since: r.base.Version(), Keys: keys}); err != nil {
		return err
	}
	return s.BackToReview(c, r.Record.ID)
}

// sentReject is what the record holds of a rejection.
type sentReject struct {
	Kind  string   `json:"kind"`
	Since int64    `json:"since"` // the version that was restored
	Keys  []string `json:"keys"`  // of the differences rejected
}

// UndoReview takes back the last step that this person made in the set.
func (s *Server) UndoReview(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	if err := s.applyReview(c, o, markup.KindUndo, &markup.Undo{}, nil); err != nil {
		return err
	}
	return s.BackToReview(c, o.Record.ID)
}

// ChangeState submits, takes back, returns, accepts or reopens a set, a page or an article.
func (s *Server) ChangeState(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	act := &markup.SetState{State: markup.State(c.FormValue("state")), Article: c.FormValue("article"), Reason: c.FormValue("reason")}
	if page := c.FormValue("page"); page != "" {
		if act.Page, err = strconv.Atoi(page); err != nil {
			return fault.New(fault.NotFound, "This issue has no page %q.", page)
		}
	}
	if last, changed := o.Touched(act.Scope()); changed && last.Author == o.User.ID && o.StateOf(act.Scope()) == act.State {
		return s.BackToReview(c, o.Record.ID) // the button was pressed twice
	}
	if err := s.applyReview(c, o, markup.KindState, act, nil); err != nil {
		return err
	}
	return s.BackToReview(c, o.Record.ID)
}

// applyReview makes a step of an act of this person at the head of the set. Sent is what the record holds of
// it; nil for the act itself.
func (s *Server) applyReview(c echo.Context, o core.Opened, kind string, act markup.Act, sent any) error {
	ctx := c.Request().Context()
	var raw json.RawMessage
	if sent != nil {
		var err error
		if raw, err = json.Marshal(sent); err != nil {
			return err
		}
	}
	own, err := s.AllowsOwnAcceptance(ctx, o.Issue, act)
	if err != nil {
		return err
	}
	_, err = s.Desk.Apply(ctx, desk.Request{Set: o.Record.ID, ID: text.NewID(), Base: seenOf(c, o), Kind: kind, Act: act, Raw: raw,
		Actor: o.User.Actor(), At: s.Clock(), OwnAcceptance: own})
	return err
}

// seenOf is the version that the sender of a form saw; the head, if the form does not say.
func seenOf(c echo.Context, o core.Opened) int64 {
	seen, err := strconv.ParseInt(c.FormValue("seen"), 10, 64)
	if err != nil {
		return o.Version()
	}
	return min(seen, o.Version())
}
