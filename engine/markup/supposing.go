package markup

// Supposing is the set with other values in some cells. It is for reading only: nobody asks whether it is sound, so
// that it may name what is not there, and its problems are those of s.
func (s *Set) Supposing(changes []Change) *Set {
	next := s
	for _, c := range changes {
		next = next.with(c.Cell, c.To)
	}
	return next
}

// EqualValues reports whether two values say the same; nil is an empty cell.
func EqualValues(a, b Value) bool { return equalValues(a, b) }
