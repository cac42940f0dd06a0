package markup

import "slices"

// Finished are the states in which an adjudicated set is the set of its issue, in place of the team's: it was handed
// in, and not taken back. What is returned or reopened is mended where it is, so that stays the issue meanwhile.
func Finished() []State { return []State{Submitted, Returned, Accepted} }

// IsFinished reports whether an adjudicated set in this state is the set of its issue; "" is the state of one that does
// not exist.
func (s State) IsFinished() bool { return slices.Contains(Finished(), s) }
