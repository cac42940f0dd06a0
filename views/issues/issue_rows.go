package issues

import (
	"context"
	"slices"
	"strings"

	"galley/engine/markup"
	"galley/engine/stages"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// How a stage is drawn, besides its words.
const (
	kindMarking  = "mark"
	kindReturned = "returned"
	kindReview   = "review"
	kindProof    = "proof"
	kindSignOff  = "sign"
	kindAccepted = "accepted"
)

// stageWords are a stage as a small label, and for whom something waits in it.
type stageWords struct{ Kind, Words, For string }

// stageOf is the lowest stage of an issue that is open: what was returned, else where something waits.
func (t IssueTable) stageOf(ctx context.Context, l models.ListLine) stageWords {
	people := t.WaitingIn[l.SetID]
	if len(people) > 0 {
		s := stageWordsOf(ctx, l.Plan(), people[0].Stage)
		s.For = t.namesAt(ctx, people, people[0].Stage)
		return s
	}
	switch l.State() {
	case markup.Accepted:
		return stageWords{Kind: kindAccepted, Words: locale.T(ctx, "accepted##issues")}
	case markup.Returned:
		return stageWordsOf(ctx, l.Plan(), 0)
	case markup.Submitted:
		return stageWords{Kind: kindReview, Words: locale.T(ctx, "in review##issues")}
	}
	return stageWords{Kind: kindMarking, Words: locale.T(ctx, "marking")}
}

// stageWordsOf are a stage of a plan; 0: it was returned to its author.
func stageWordsOf(ctx context.Context, plan stages.Plan, n int) stageWords {
	if n == 0 {
		return stageWords{Kind: kindReturned, Words: locale.T(ctx, "returned")}
	}
	s := stageWords{Kind: kindReview, Words: parts.StageName(ctx, plan.Stage(n).Name)}
	switch {
	case parts.IsSignOff(plan, n):
		s.Kind = kindSignOff
	case plan.Stage(n).Kind == stages.Proof:
		s.Kind = kindProof
	}
	return s
}

// shownName is somebody in a row; Mine is the reader.
type shownName struct {
	Name string
	Mine bool
}

// whoWords are who marks an issue, and the people of its stage.
type whoWords struct {
	Authors, Stage []shownName
	Back           bool // it was returned by the people of the stage
}

// arrow leads from the authors to the stage, or back.
func (w whoWords) arrow() string {
	if w.Back {
		return "←"
	}
	return "→"
}

func (w whoWords) arrowWords(ctx context.Context) string {
	if w.Back {
		return locale.T(ctx, "returned by")
	}
	return locale.T(ctx, "then")
}

// whoOf says who has an issue: who marked it or was given it to mark, then for whom it waits; what was returned,
// whose it is and who returned it.
func (t IssueTable) whoOf(ctx context.Context, l models.ListLine) whoWords {
	reader := parts.FrameOf(ctx).User.Name
	shown := func(names []string) (all []shownName) {
		for _, name := range names {
			if name != "" && !slices.Contains(all, shownName{name, name == reader}) {
				all = append(all, shownName{name, name == reader})
			}
		}
		return all
	}
	people, authors := t.WaitingIn[l.SetID], append(l.EditorNames(), t.Work[l.SetID].Editors...)
	var at, by []string
	for _, p := range people {
		switch {
		case p.Stage != people[0].Stage:
			continue
		case p.UserID == markup.AnyReviewer:
			at = append(at, locale.T(ctx, "any reviewer"))
		default:
			at = append(at, p.Name)
		}
		by = append(by, p.By)
	}
	switch {
	case len(people) == 0 && l.State() == markup.Accepted:
		return whoWords{Authors: shown(authors)}
	case len(people) == 0:
		return whoWords{Authors: shown(authors), Stage: shown(t.Work[l.SetID].Reviewers)}
	case people[0].Stage == 0:
		return whoWords{Authors: shown(at), Stage: shown(by), Back: true}
	case len(t.Work[l.SetID].Reviewers) > 0 && people[0].UserID == markup.AnyReviewer:
		at = t.Work[l.SetID].Reviewers
	}
	return whoWords{Authors: shown(authors), Stage: shown(at)}
}

// sign stands after the label of a page.
type sign struct {
	Kind, Sign string
	Words      locale.Key
}

var (
	returnedSign = sign{kindReturned, "↩", locale.Key("something returned")}
	problemSign  = sign{"problem", "!", locale.Key("a problem")}
	acceptedSign = sign{kindAccepted, "✓", locale.Key("accepted##issues")}
)

// legendSigns are all signs.
func legendSigns() []sign { return []sign{returnedSign, problemSign, acceptedSign} }

// cellSigns are the signs of a page.
func cellSigns(c models.PageCell) []sign {
	var all []sign
	if c.State == markup.Returned {
		all = append(all, returnedSign)
	}
	if c.Problems > 0 {
		all = append(all, problemSign)
	}
	if c.State == markup.Accepted {
		all = append(all, acceptedSign)
	}
	return all
}

// exampleCell is a page of an issue with all kinds of stages, in review.
func exampleCell() (models.PageCell, stages.Plan) {
	page := func(kind stages.Kind) stages.Stage { return stages.Stage{Kind: kind, Unit: stages.Page} }
	plan := stages.Plan{Stages: []stages.Stage{page(stages.Review), page(stages.Review), page(stages.Proof), page(stages.Proof)}}
	return models.PageCell{State: markup.Submitted, Parts: 1, At: []int{0, 1}}, plan
}

// chip is a state by which the list is narrowed with one click.
type chip struct {
	id, words, count, href string
	current                bool
}

// chips are all issues, those in which the reader has something to do, and those in each state.
func (t IssueTable) chips(ctx context.Context) []chip {
	q := models.ListQuery{Publication: t.Query.Publication, Sort: t.Query.Sort, Up: t.Query.Up}
	all := []chip{{id: "all", words: locale.T(ctx, "All"), href: ListURL(q), current: !t.narrowedBeyondPaper()}}
	for _, c := range t.Counts {
		of := q
		one := chip{count: parts.Thousands(c.Count)}
		if c.More() {
			one.count = parts.Thousands(c.Count-1) + "+"
		}
		if of.State = c.State; c.State == "" {
			of.Given = t.User
			one.id, one.words, one.current = "mine", locale.T(ctx, "Mine"), t.Query.Given == t.User
		} else {
			one.id, one.words, one.current = string(c.State), chipWords(ctx, c.State), t.Query.State == c.State
		}
		one.href = ListURL(of)
		all = append(all, one)
	}
	return all
}

// chipWords are a state of issues.
func chipWords(ctx context.Context, state markup.State) string {
	switch state {
	case markup.Submitted:
		return locale.T(ctx, "In review##issues")
	case markup.Returned:
		return locale.T(ctx, "Returned")
	case markup.Accepted:
		return locale.T(ctx, "Accepted##issues")
	}
	return locale.T(ctx, "Marking")
}

// narrowing names the filters that are set.
func (t IssueTable) narrowing(ctx context.Context) string {
	var words []string
	if p := t.paper(); p.ID != 0 {
		words = append(words, p.Name)
	}
	if t.Query.State != "" {
		words = append(words, chipWords(ctx, t.Query.State))
	}
	named := func(label string, id int64, all []models.Marker) {
		for _, m := range all {
			if m.ID == id {
				words = append(words, label+" "+m.Name)
			}
		}
	}
	named(locale.T(ctx, "Editor"), t.Query.Editor, t.Markers)
	if t.Query.Given != 0 && t.Query.Given == t.User {
		words = append(words, locale.T(ctx, "Mine"))
	} else {
		named(locale.T(ctx, "Given to"), t.Query.Given, t.Given)
	}
	for _, c := range dueChoices(ctx) {
		if c.Value == t.Query.Due {
			words = append(words, locale.T(ctx, "Due")+" "+c.Label)
		}
	}
	if t.Query.From != "" {
		words = append(words, locale.T(ctx, "Since")+" "+t.Query.From)
	}
	if t.Query.To != "" {
		words = append(words, locale.T(ctx, "Until")+" "+t.Query.To)
	}
	return strings.Join(words, " · ")
}
