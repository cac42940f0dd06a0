package markup

import (
	"galley/engine/stages"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// MayDecide reports whether the actor decides in a stage at all, whatever waits to be decided there. It returns
// Forbidden with the reason.
func MayDecide(a Actor, st Standing, stage int) error {
	if err := MayRead(a, st); err != nil {
		return err
	}
	return holds(a, st, stage, errOnlyReviewers)
}

// errOnlyReviewers is why others do not decide.
var errOnlyReviewers = fault.New(fault.Forbidden, "Only reviewers can return, accept or reopen.")

// holds reports whether the actor does a stage: whoever is named for it, or any reviewer if nobody is; only is the
// reason for refusing others then.
func holds(a Actor, st Standing, stage int, only error) error {
	plan := st.Plan
	switch {
	case !plan.Stage(stage).Open():
		if !plan.Holds(stage, a.ID) {
			return fault.New(fault.Forbidden, "This waits for “%s”; you do not hold that stage of this issue.", plan.Stage(stage).Name)
		}
		return nil
	case a.Role != vocabulary.Reviewer && a.Role != vocabulary.Administrator:
		return only
	}
	return nil
}

// mayMend reports whether the actor may mark what is in a stage of review.
func mayMend(a Actor, st Standing, stage int) error {
	only := fault.New(fault.Forbidden, "This page or article is submitted; only a reviewer can change it now. Take it back to go on.")
	if err := holds(a, st, stage, only); err != nil {
		return err
	}
	if s := st.Plan.Stage(stage); !s.Mends {
		return fault.New(fault.Forbidden, "“%s” reads and does not change marks. Say in a comment what has to be changed, or suggest it.", s.Name)
	}
	return nil
}

// mayTakeBack reports whether the actor may take back what was submitted: as long as nobody has passed it on since.
func mayTakeBack(a Actor, st Standing, s *Set, act *SetState) error {
	if err := mayDraft(a, st); err != nil {
		return err
	}
	if act.decidedIn() > 1 && s.moved(act.Scope()).Author != a.ID {
		return fault.New(fault.Forbidden, "It has been passed on since. Ask whoever holds “%s” to return it.", st.Plan.Stage(act.Stage).Name)
	}
	return nil
}

// mayReopen reports whether the actor may reopen what is accepted: whoever does the last stage, and administrators.
func mayReopen(a Actor, st Standing, act *SetState) error {
	if act.Next > st.Plan.Last() {
		return fault.New(fault.Conflict, "There is no such stage of review.")
	}
	if a.Role == vocabulary.Administrator {
		return nil
	}
	return holds(a, st, st.Plan.Last(), errOnlyReviewers)
}

// suits reports whether a decision is one that its stage can take. It returns Conflict otherwise: the plan was
// changed meanwhile.
func suits(plan stages.Plan, act *SetState) error {
	n := act.decidedIn()
	stage := plan.Stage(n)
	back := n
	if stage.Through {
		back = 0
	}
	ok := true
	switch {
	case n > plan.Last():
		ok = false
	case act.State == Accepted:
		ok = n == plan.Last()
	case act.Passes():
		ok = act.To == n+1 && act.Next == 0 && act.To <= plan.Last()
	case act.Returns():
		ok = act.Next == back || act.Next <= 1 && n == 1
	}
	if !ok {
		return fault.New(fault.Conflict, "The stages of this issue have changed. Look at it again.")
	}
	if act.Passes() && stage.Unit == stages.Page && (act.Article != "" || act.Outside) {
		return fault.New(fault.Forbidden, "In “%s” a page passes as a whole.", stage.Name)
	}
	if act.Passes() && stage.PassWords && act.Why() == "" {
		return fault.New(fault.Invalid, "“%s” passes with words. Say what you found.", stage.Name)
	}
	return nil
}

// Decision is the act by which a stage passes something on or accepts it, or sends it back to a stage before, 0 for
// its author. Its scope is still to be said.
func Decision(plan stages.Plan, stage int, pass bool, to int) *SetState {
	stage = max(1, stage)
	act := &SetState{}
	if !plan.IsSingle() {
		act.Stage = stage
	}
	switch {
	case pass && stage >= plan.Last():
		act.State = Accepted
	case pass:
		act.State, act.To = Submitted, stage+1
	case to > 0:
		act.State, act.To = Submitted, to
	default:
		act.State = Returned
	}
	if !pass && !plan.Stage(stage).Through && stage > 1 {
		act.Next = stage
	}
	return act
}

// Reopening is the act by which something accepted is opened again; it goes to the plan's stage for what is late
// when it is submitted. Its scope is still to be said.
func Reopening(plan stages.Plan) *SetState {
	return &SetState{State: Returned, Next: max(0, plan.Late)}
}

// mayWithdraw reports whether the actor may take an article out of the issue, or put it back: whoever may withhold it,
// and whoever holds the stage in which it is, or the last one once it is accepted.
func mayWithdraw(a Actor, st Standing, s *Set, article text.ID) error {
	now := s.StandOf(Cell{Kind: StateCell, ID: article})
	err := MayWithhold(a, st, now.State)
	stage := now.Stage
	if now.State == Accepted {
		stage = st.Plan.Last()
	}
	if err != nil && (now.State == Submitted || now.State == Accepted) && st.Plan.Holds(stage, a.ID) {
		return nil
	}
	return err
}

func isWithdrawal(v Value) bool {
	w, _ := v.(Withholding)
	return w.Reason == WithheldWithdrawn
}
