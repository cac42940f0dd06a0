package markup

// Standings counts how far the parts of a scope have come.
type Standings struct {
	Parts, Drafts, Returned, Accepted int
	At                                []int // of those submitted or returned: how many are at each stage of review, from the first
}

// Standings counts the parts of a set, of a page with what begins on it, or of an article.
func (s *Set) Standings(scope Cell) Standings {
	var st Standings
	for _, part := range s.Parts(scope) {
		at := s.StandOf(part)
		st.Parts++
		switch at.State {
		case Accepted:
			st.Accepted++
		case Submitted, Returned:
			for len(st.At) < at.Stage {
				st.At = append(st.At, 0)
			}
			st.At[at.Stage-1]++
			if at.State == Returned {
				st.Returned++
			}
		default:
			st.Drafts++
		}
	}
	return st
}

// State sums up in one word what is still to be done: something was returned, else something is submitted, as
// [Set.Waiting] has it, else some of it is not handed in, else all is accepted.
func (st Standings) State() State {
	switch {
	case st.Returned > 0:
		return Returned
	case len(st.At) > 0:
		return Submitted
	case st.Drafts > 0 || st.Parts == 0:
		return Draft
	}
	return Accepted
}
