package stages

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Plan is the stages of an issue, in order, and the people who do them. The zero plan has one stage, which any
// reviewer does.
type Plan struct {
	Stages    []Stage     `json:"stages,omitempty"`
	Positions []Position  `json:"positions,omitempty"`
	Late      int         `json:"late,omitempty"` // the stage to which what is reopened goes; 0: the first
	Both      []Exception `json:"both,omitempty"` // people who may hold stages that would have to differ
}

// Stage is one reading of an issue.
type Stage struct {
	Name
	Kind      Kind     `json:"kind"`
	Unit      Unit     `json:"unit"`
	People    []int64  `json:"people,omitempty"`    // users who do it
	Positions []string `json:"positions,omitempty"` // ids of positions whose people do it
	Differ    []int    `json:"differ,omitempty"`    // stages that somebody else must have done; 0: the marking
	Mends     bool     `json:"mends,omitempty"`     // they may change marks, and pass them on
	Through   bool     `json:"through,omitempty"`   // what is returned from here goes through all stages again
	PassWords bool     `json:"pass-words,omitempty"`
	Wordless  bool     `json:"wordless,omitempty"` // a return needs no words
}

// Name is a name in both languages of the program.
type Name struct {
	English string `json:"en"`
	Chinese string `json:"zh"`
}

// Position is a duty of people, such as that of the proofreaders. It is no right of an account.
type Position struct {
	ID string `json:"id"`
	Name
	People []int64 `json:"people,omitempty"`
}

// Exception lets one person hold two stages of an issue that would have to differ.
type Exception struct {
	Person int64  `json:"person"`
	Stage  int    `json:"stage"` // that they may do in spite of what they did before
	Why    string `json:"why"`
	By     string `json:"by"` // who allowed it, by name
}

// Kind is what a stage reads.
type Kind string

// The kinds.
const (
	Review Kind = "review" // the marks
	Proof  Kind = "proof"  // the text as it is set
)

// Unit is what passes a stage at once.
type Unit string

// The units.
const (
	Article Unit = "article"
	Page    Unit = "page"
)

// Bounds of a plan.
const (
	MaxStages    = 9
	MaxPositions = 20
	maxName      = 40 // code points
	maxWhy       = 2000
)

// single is the stage of the zero plan.
var single = Stage{Name: Name{"Review", "审稿"}, Kind: Review, Unit: Article, Mends: true}

// Word is the name in the language of a tag such as "en" or "zh-Hans".
func (n Name) Word(language string) string {
	if strings.HasPrefix(language, "zh") && n.Chinese != "" {
		return n.Chinese
	}
	return n.English
}

// String is the name in English.
func (n Name) String() string { return n.English }

// Read reads a plan as [Plan.String] wrote it; "" is the zero plan.
func Read(stored string) (Plan, error) {
	var p Plan
	if stored == "" {
		return p, nil
	}
	if err := json.Unmarshal([]byte(stored), &p); err != nil {
		return p, fmt.Errorf("read the stages of review: %w", err)
	}
	return p, nil
}

// Of is the plan that is stored. One that cannot be read lets nobody decide anything.
func Of(stored string) Plan {
	p, err := Read(stored)
	if err != nil {
		return Plan{Stages: []Stage{{Name: Name{"?", "?"}, Kind: Review, Unit: Article, People: []int64{-1}}}}
	}
	return p
}

// String writes a plan as [Read] reads it.
func (p Plan) String() string {
	if p.IsSingle() && len(p.Positions) == 0 {
		return ""
	}
	body, err := json.Marshal(p)
	if err != nil {
		return "" // a plan holds numbers and strings only
	}
	return string(body)
}

// IsSingle reports whether the plan is the one that needs no setting: one review by any reviewer.
func (p Plan) IsSingle() bool { return len(p.Stages) == 0 }

// Last is the number of the last stage, which accepts.
func (p Plan) Last() int { return max(1, len(p.Stages)) }

// Stage is the stage with a number; the first for 0, the last for one that is too high.
func (p Plan) Stage(n int) Stage {
	if p.IsSingle() {
		return single
	}
	return p.Stages[min(max(1, n), len(p.Stages))-1]
}

// Position is the position with an id, or false if absent.
func (p Plan) Position(id string) (Position, bool) {
	i := slices.IndexFunc(p.Positions, func(q Position) bool { return q.ID == id })
	if i < 0 {
		return Position{}, false
	}
	return p.Positions[i], true
}

// Open reports whether any reviewer does a stage, as nobody is named for it.
func (s Stage) Open() bool { return len(s.People)+len(s.Positions) == 0 }

// Holders are the people who do a stage, each once; nil for a stage that is open to any reviewer.
func (p Plan) Holders(n int) []int64 {
	s := p.Stage(n)
	if s.Open() {
		return nil
	}
	all := slices.Clone(s.People)
	for _, id := range s.Positions {
		position, _ := p.Position(id)
		for _, person := range position.People {
			if !slices.Contains(all, person) {
				all = append(all, person)
			}
		}
	}
	if all == nil {
		return []int64{}
	}
	return all
}

// Holds reports whether somebody does a stage by name or position; false for everybody if it is open.
func (p Plan) Holds(n int, person int64) bool { return slices.Contains(p.Holders(n), person) }

// StagesOf are the numbers of the stages that somebody does by name or position.
func (p Plan) StagesOf(person int64) []int {
	var all []int
	for i := range p.Stages {
		if p.Holds(i+1, person) {
			all = append(all, i+1)
		}
	}
	return all
}

// Allows is the exception by which somebody may do a stage in spite of what they did before, or false if absent.
func (p Plan) Allows(n int, person int64) (Exception, bool) {
	i := slices.IndexFunc(p.Both, func(e Exception) bool { return e.Person == person && e.Stage == n })
	if i < 0 {
		return Exception{}, false
	}
	return p.Both[i], true
}
