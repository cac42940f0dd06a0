package markup

import (
	"galley/engine/vocabulary"
	"galley/fault"
)

// MayGive reports whether the actor gives work in a set to others, and takes it from them: reviewers and
// administrators do. It returns Forbidden with the reason, and NotFound for a set that is hidden.
func MayGive(a Actor, st Standing) error {
	if err := MayRead(a, st); err != nil {
		return err
	}
	if a.Role != vocabulary.Reviewer && a.Role != vocabulary.Administrator {
		return fault.New(fault.Forbidden, "Only reviewers and administrators can give work to others. You can claim what nobody has yet.")
	}
	return nil
}

// MayTake reports whether the actor can have a set, or a part of it, to review, or else to mark: whoever
// marks its drafts, and whoever accepts. It returns Forbidden with the reason, and NotFound for a set that
// is hidden.
func MayTake(a Actor, st Standing, review bool) error {
	if err := MayRead(a, st); err != nil {
		return err
	}
	if review {
		return mayState(a, st, Submitted, Accepted)
	}
	return mayDraft(a, st)
}
