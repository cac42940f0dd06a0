package markup

import (
	"galley/engine/stages"
	"galley/engine/vocabulary"
	"galley/fault"
)

// Actor is somebody who wants to do something: a user and the role that the newsroom gave.
type Actor struct {
	ID   int64
	Name string // for what is signed; may be ""
	Role vocabulary.PersonRole
}

// Standing is what a set is to people: the team's, one editor's own, or what was decided of the
// differences between others.
type Standing struct {
	Independent bool
	Adjudicated bool
	Owner       int64 // of an independent set
	Shown       bool  // an independent set that has been shown to the others stays shown

	Plan stages.Plan // the stages of review of its issue; an independent set has one
}

// MayRead reports whether the actor may see a set: everybody the team's, and an independent set its
// owner and administrators until it is shown.
func MayRead(a Actor, st Standing) error {
	if st.Independent && !st.Shown && a.ID != st.Owner && a.Role != vocabulary.Administrator {
		return fault.New(fault.NotFound, "There is no such set.")
	}
	return nil
}

// May reports whether the actor may ask for act in set s at all; what an act comes to is judged by
// [MayStep]. It returns Forbidden with the reason.
func May(a Actor, st Standing, s *Set, act Act) error {
	if err := MayRead(a, st); err != nil {
		return err
	}
	if state, says := act.(*SetState); says {
		if state.State == Withdrawn || state.State == Restored {
			return mayWithdraw(a, st, s, state.Article)
		}
		return mayState(a, st, s, state)
	}
	switch act := act.(type) {
	case *Withhold:
		return MayWithhold(a, st, s.StateOf(Cell{Kind: StateCell, ID: act.Article}))
	case *Lift:
		return MayWithhold(a, st, s.StateOf(Cell{Kind: StateCell, ID: act.Article}))
	}
	if a.Role == vocabulary.Reviewer && !st.Independent {
		return nil
	}
	return mayDraft(a, st)
}

// MayWithhold reports whether the actor may withhold an article in a state from export, or lift that: reviewers
// and administrators always, for rights may be withdrawn after acceptance; who marks the set, as long as the
// article is theirs to mark. It returns Forbidden with the reason.
func MayWithhold(a Actor, st Standing, now State) error {
	if a.Role == vocabulary.Reviewer || a.Role == vocabulary.Administrator {
		return nil
	}
	if now == Submitted || now == Accepted {
		return fault.New(fault.Forbidden, "This is %s; only reviewers and administrators can now withhold it from export or release it.", now.phrase())
	}
	return mayDraft(a, st)
}

// MayMark reports whether there is anything in the set that the actor may mark now: the set, or a page or
// an article that stands otherwise than the set.
func MayMark(a Actor, st Standing, s *Set) error {
	err := May(a, st, s, &Decide{})
	if err != nil {
		return err
	}
	set := Cell{Kind: StateCell}
	if err = mayIn(a, st, s.wholeStand(), true); err == nil {
		return nil
	}
	for c := range s.remarks.from(set) {
		if c.Kind != StateCell {
			break
		}
		if c != set && mayIn(a, st, s.StandOf(c), false) == nil {
			return nil
		}
	}
	return err
}

// wholeStand is the stand of the set, which is accepted as soon as all its parts are.
func (s *Set) wholeStand() Stand {
	set := Cell{Kind: StateCell}
	st := s.StandOf(set)
	st.State = s.StateOf(set)
	return st
}

// MayStep reports whether the actor may make a step in s: what is draft or returned is marked by editors,
// what is submitted by whoever holds its stage, if that stage may mend, what is accepted by nobody until it is reopened. What an article
// is goes before what its page is, and that before what the set is. It returns Forbidden with the
// reason. Changes of states are not asked: see [May].
func MayStep(a Actor, st Standing, s *Set, step Step) error {
	for _, c := range step.Changes {
		if c.Cell.Kind == WithheldCell {
			ask := func() error { return MayWithhold(a, st, s.StateOf(Cell{Kind: StateCell, ID: c.Cell.ID})) }
			if isWithdrawal(c.From) || isWithdrawal(c.To) {
				ask = func() error { return mayWithdraw(a, st, s, c.Cell.ID) }
			}
			if err := ask(); err != nil {
				return err
			}
		}
	}
	for _, scope := range s.governingScopes(step) {
		whole := scope == Cell{Kind: StateCell}
		now := s.StandOf(scope)
		if whole {
			now = s.wholeStand()
		}
		if err := mayIn(a, st, now, whole); err != nil {
			return err
		}
	}
	return nil
}

// mayIn reports whether the actor may mark what stands at now, whole for the set itself.
func mayIn(a Actor, st Standing, now Stand, whole bool) error {
	switch {
	case now.State == Accepted && whole:
		return fault.New(fault.Forbidden, "This set is accepted; reopen it before changing anything.")
	case now.State == Accepted:
		return fault.New(fault.Forbidden, "This page or article is accepted. Ask a reviewer to reopen it before you change anything.")
	case now.State != Submitted:
		return mayDraft(a, st)
	case !st.Plan.IsSingle():
		return mayMend(a, st, now.Stage)
	case a.Role == vocabulary.Reviewer || a.Role == vocabulary.Administrator:
		return nil
	case whole:
		return fault.New(fault.Forbidden, "This set is submitted; only a reviewer can change it now. Take the submission back to go on.")
	}
	return fault.New(fault.Forbidden, "This page or article is submitted; only a reviewer can change it now. Take it back to go on.")
}

// MaySpeak reports whether the actor may ask and answer about a set: everybody who sees it but readers. It
// returns Forbidden with the reason.
func MaySpeak(a Actor, st Standing) error {
	if err := MayRead(a, st); err != nil {
		return err
	}
	if a.Role != vocabulary.Editor && a.Role != vocabulary.Reviewer && a.Role != vocabulary.Administrator {
		return fault.New(fault.Forbidden, "Readers can see queries but not write them.")
	}
	return nil
}

// mayDraft reports whether the actor marks what is a draft or returned.
func mayDraft(a Actor, st Standing) error {
	if st.Adjudicated {
		return mayAdjudicate(a)
	}
	if st.Independent && a.ID != st.Owner {
		return fault.New(fault.Forbidden, "Only the editor who was asked for this set can mark it.")
	}
	if a.Role != vocabulary.Editor && a.Role != vocabulary.Administrator {
		return fault.New(fault.Forbidden, "Only editors can mark a draft; your role here is %s.", rolePhrase(a.Role))
	}
	return nil
}

// mayAdjudicate reports whether the actor may decide the differences between sets.
func mayAdjudicate(a Actor) error {
	if a.Role != vocabulary.Reviewer && a.Role != vocabulary.Administrator {
		return fault.New(fault.Forbidden, "Only reviewers and administrators can decide differences and mark the adjudicated set.")
	}
	return nil
}

// mayState reports whether the actor may change the state of something as act asks for.
func mayState(a Actor, st Standing, s *Set, act *SetState) error {
	if act.submits() && st.Independent && a.Role == vocabulary.Administrator {
		return nil // for an editor who has left; the others' sets would wait for ever
	}
	now := s.Lowest(act.Scope()).State
	if act.Outside {
		now = s.StateOf(act.Scope())
	}
	switch {
	case act.submits(), act.State == Draft && now == Submitted && st.Plan.IsSingle():
		return mayDraft(a, st)
	case act.State == Draft:
		return mayTakeBack(a, st, s, act)
	case st.Plan.IsSingle() && (act.Stage > 1 || act.To != 0 || act.Next > 1):
		return fault.New(fault.Conflict, "There is no such stage of review.")
	case act.State == Returned && now == Accepted:
		return mayReopen(a, st, act)
	}
	if err := holds(a, st, act.decidedIn(), errOnlyReviewers); err != nil {
		return err
	}
	return suits(st.Plan, act)
}

// rolePhrase is a person's role in a sentence.
func rolePhrase(role vocabulary.PersonRole) fault.Phrase {
	switch role {
	case vocabulary.Reviewer:
		return fault.Say("reviewer")
	case vocabulary.Reader:
		return fault.Say("reader")
	}
	return fault.Say("%q", role)
}
