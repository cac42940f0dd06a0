package stages

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/fault"
)

// Validate returns Invalid, by the fields "stages", "name-1", "who-1", "differ-1", "unit-1", "position-1" and so on,
// "late", "person", "stage" and "why", for a broken rule. The last three are those of exceptions.
func (p Plan) Validate() error {
	bad := fault.Fields{}
	if len(p.Stages) > MaxStages {
		bad["stages"] = fault.Say("There can be at most %d stages.", MaxStages)
	}
	for i, s := range p.Stages {
		n := i + 1
		field := func(name string) string { return fmt.Sprintf("%s-%d", name, n) }
		if err := s.Name.broken(); err != nil {
			bad[field("name")] = *err
		}
		switch {
		case s.Kind != Review && s.Kind != Proof || s.Unit != Article && s.Unit != Page:
			bad["stages"] = fault.Say("The form could not be read. Please send it again.")
		case i > 0 && s.Unit == Article && p.Stages[i-1].Unit == Page:
			bad[field("unit")] = fault.Say("Once pages pass as a whole, articles cannot pass one by one again. Put this stage before those of pages.")
		}
		if !s.Open() && len(p.Holders(n)) == 0 {
			bad[field("who")] = fault.Say("Nobody holds this stage. Name people, or fill its position.")
		}
		if slices.ContainsFunc(s.Positions, func(id string) bool { _, known := p.Position(id); return !known }) {
			bad[field("who")] = fault.Say("There is no such position.")
		}
		if slices.ContainsFunc(s.Differ, func(d int) bool { return d < 0 || d >= n }) {
			bad[field("differ")] = fault.Say("A stage can differ from the marking and from stages before it.")
		}
	}
	p.checkPositions(bad)
	if p.Late < 0 || p.Late > p.Last() {
		bad["late"] = fault.Say("There is no such stage.")
	}
	p.checkExceptions(bad)
	return bad.Err()
}

// checkExceptions reports exceptions of nobody, of a stage that is not there, and without a reason.
func (p Plan) checkExceptions(bad fault.Fields) {
	for _, e := range p.Both {
		if e.Person < 1 {
			bad["person"] = fault.Say("Choose a person.")
		}
		if e.Stage < 1 || e.Stage > p.Last() {
			bad["stage"] = fault.Say("There is no such stage.")
		}
		if strings.TrimSpace(e.Why) == "" || utf8.RuneCountInString(e.Why) > maxWhy {
			bad["why"] = fault.Say("Say why one person holds both.")
		}
	}
}

// checkPositions reports too many positions, those without a name, and two of one name.
func (p Plan) checkPositions(bad fault.Fields) {
	if len(p.Positions) > MaxPositions {
		bad["stages"] = fault.Say("There can be at most %d positions.", MaxPositions)
	}
	for i, q := range p.Positions {
		field := fmt.Sprintf("position-%d", i+1)
		if err := q.Name.broken(); err != nil {
			bad[field] = *err
		}
		if slices.ContainsFunc(p.Positions[:i], func(r Position) bool { return r.ID == q.ID || r.Name == q.Name }) {
			bad[field] = fault.Say("There is such a position already.")
		}
	}
}

// broken is what is wrong with a name, or nil.
func (n Name) broken() *fault.Phrase {
	var said fault.Phrase
	for _, word := range []string{n.English, n.Chinese} {
		switch {
		case strings.TrimSpace(word) == "":
			said = fault.Say("Give it a name in both languages.")
			return &said
		case utf8.RuneCountInString(word) > maxName || strings.ContainsFunc(word, unicode.IsControl):
			said = fault.Say("Write at most %d characters, on one line.", maxName)
			return &said
		}
	}
	return nil
}
