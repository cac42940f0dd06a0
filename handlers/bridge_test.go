package handlers

import (
	"galley/handlers/core"
)

// Line is a line of the table of routes, for tests.
type Line struct {
	Method, Address string
	May             core.Rule
}

// Table is the table of routes, for tests.
func (s *Server) Table() (lines []Line) {
	for _, r := range s.table() {
		lines = append(lines, Line{r.method, r.address, r.may})
	}
	return lines
}
