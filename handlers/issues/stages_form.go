package issues

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"galley/engine/stages"
	"galley/fault"
	"galley/models"
)

// unreadable is about a form that Galley has not made.
func unreadable() error {
	return fault.New(fault.Invalid, "The form could not be read. Please send it again.")
}

// planIn reads a plan from its form. People who have no account are left out. It returns Invalid for a form that
// does not say how many stages and positions it holds, or more than there can be.
func planIn(form url.Values, people []models.User) (stages.Plan, error) {
	count, positions := numberIn(form.Get("stages")), numberIn(form.Get("positions"))
	if !form.Has("stages") || !form.Has("positions") || count < 0 || count > stages.MaxStages || positions < 0 || positions > stages.MaxPositions {
		return stages.Plan{}, unreadable()
	}
	plan := stages.Plan{Late: numberIn(form.Get("late"))}
	for n := 1; n <= count; n++ {
		plan.Stages = append(plan.Stages, stageIn(form, n, people))
	}
	for n := 1; n <= positions; n++ {
		plan.Positions = append(plan.Positions, stages.Position{
			ID: form.Get(fmt.Sprintf("position-id-%d", n)), Name: nameIn(form, fmt.Sprintf("position-%d", n)),
			People: peopleIn(form[fmt.Sprintf("people-%d", n)], people),
		})
	}
	return plan, nil
}

// stageIn reads the stage with a number.
func stageIn(form url.Values, n int, people []models.User) stages.Stage {
	field := func(name string) string { return fmt.Sprintf("%s-%d", name, n) }
	s := stages.Stage{
		Name: nameIn(form, strconv.Itoa(n)), Kind: stages.Kind(form.Get(field("kind"))), Unit: stages.Unit(form.Get(field("unit"))),
		People: peopleIn(form[field("who")], people),
		Mends:  form.Get(field("mends")) != "", Through: form.Get(field("through")) != "",
		PassWords: form.Get(field("pass-words")) != "", Wordless: form.Get(field("wordless")) != "",
	}
	for _, who := range form[field("who")] {
		if id, is := strings.CutPrefix(who, "position:"); is {
			s.Positions = append(s.Positions, id)
		}
	}
	for _, d := range form[field("differ")] {
		if number, err := strconv.Atoi(d); err == nil {
			s.Differ = append(s.Differ, number)
		}
	}
	return s
}

// nameIn reads a name in both languages, from the fields that end in of.
func nameIn(form url.Values, of string) stages.Name {
	return stages.Name{English: strings.TrimSpace(form.Get("english-" + of)), Chinese: strings.TrimSpace(form.Get("chinese-" + of))}
}

// peopleIn are the accounts among values, each once, in the order of people.
func peopleIn(values []string, people []models.User) []int64 {
	var ids []int64
	for _, u := range people {
		if slices.Contains(values, strconv.FormatInt(u.ID, 10)) {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

// numberIn is the number that a value says, or 0 if it says none.
func numberIn(value string) int {
	n, err := strconv.Atoi(value)
	if err != nil {
		return 0
	}
	return n
}
