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
		return mayReview(a, st)
	}
	return mayDraft(a, st)
}

// mayReview reports whether the actor does any stage of review.
func mayReview(a Actor, st Standing) error {
	err := holds(a, st, 1, errOnlyReviewers)
	for n := 2; err != nil && n <= st.Plan.Last(); n++ {
		if holds(a, st, n, errOnlyReviewers) == nil {
			return nil
		}
	}
	return err
}
