package issues

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"galley/engine/stages"
	"galley/engine/vocabulary"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// People are all accounts, by name; some of them hold stages and positions.
type People []models.User

// StagesView is the page of a publication's stages of review.
type StagesView struct {
	Publication models.Publication
	Plan        stages.Plan // as it is stored, or as it stands in the form
	People      People
	Running     bool              // the change is for issues under way, too
	Errors      map[string]string // by field, as stages.Plan.Validate names them
	MayChange   bool
}

// offered are those who can be chosen: whoever is active, and whoever is chosen already.
func (all People) offered(chosen []int64) []models.User {
	return slices.DeleteFunc(slices.Clone(all), func(u models.User) bool { return !u.Active && !slices.Contains(chosen, u.ID) })
}

// among are the active accounts among ids.
func (all People) among(ids []int64) []models.User {
	return slices.DeleteFunc(slices.Clone(all), func(u models.User) bool { return !u.Active || !slices.Contains(ids, u.ID) })
}

// others are the active accounts that are not among ids.
func (all People) others(ids []int64) []models.User {
	return slices.DeleteFunc(slices.Clone(all), func(u models.User) bool { return !u.Active || slices.Contains(ids, u.ID) })
}

// reviewers are those who do a stage that is open to any reviewer.
func (all People) reviewers() []models.User {
	return slices.DeleteFunc(slices.Clone(all), func(u models.User) bool {
		return !u.Active || u.Role != vocabulary.Reviewer && u.Role != vocabulary.Administrator
	})
}

// able are those who can do a stage today, leaving aside what they did before.
func (all People) able(p stages.Plan, n int) []models.User {
	if p.Stage(n).Open() {
		return all.reviewers()
	}
	return all.among(p.Holders(n))
}

// nameOf is the name of an account, or "?" if there is no such account.
func (all People) nameOf(id int64) string {
	for _, u := range all {
		if u.ID == id {
			return u.Name
		}
	}
	return "?"
}

// namesOf are the names of people, one after another.
func namesOf(ctx context.Context, people []models.User) string {
	names := make([]string, len(people))
	for i, u := range people {
		names[i] = u.Name
	}
	return strings.Join(names, locale.T(ctx, ", "))
}

// numbered is the id or the name of a field of a stage or position.
func numbered(name string, n int) string { return fmt.Sprintf("%s-%d", name, n) }

// nameIn is a name in the reader's language.
func nameIn(ctx context.Context, n stages.Name) string { return parts.StageName(ctx, n) }

// stageName is the name of a stage in the reader's language, else its number.
func stageName(ctx context.Context, p stages.Plan, n int) string {
	if name := nameIn(ctx, p.Stage(n).Name); name != "" {
		return name
	}
	return locale.T(ctx, "Stage %d", n)
}

// numbers are the numbers of the plan's stages, from 1.
func numbers(p stages.Plan) []int {
	all := make([]int, p.Last())
	for i := range all {
		all[i] = i + 1
	}
	return all
}

// byPageFrom reports whether pages pass as a whole from a stage on.
func byPageFrom(p stages.Plan, n int) bool {
	return p.Stage(n).Unit == stages.Page && (n == 1 || p.Stage(n-1).Unit != stages.Page)
}

// kindWord is what a stage reads, in a word.
func kindWord(ctx context.Context, k stages.Kind) string {
	if k == stages.Proof {
		return locale.T(ctx, "Proof##kind of stage")
	}
	return locale.T(ctx, "Review##kind of stage")
}

// unitWord is what passes a stage at once, in a word.
func unitWord(ctx context.Context, u stages.Unit) string {
	if u == stages.Page {
		return locale.T(ctx, "Page##unit of a stage")
	}
	return locale.T(ctx, "Article##unit of a stage")
}

func kindChoices(ctx context.Context) []parts.Choice {
	return []parts.Choice{{Value: string(stages.Review), Label: kindWord(ctx, stages.Review)}, {Value: string(stages.Proof), Label: kindWord(ctx, stages.Proof)}}
}

func unitChoices(ctx context.Context) []parts.Choice {
	return []parts.Choice{{Value: string(stages.Article), Label: unitWord(ctx, stages.Article)}, {Value: string(stages.Page), Label: unitWord(ctx, stages.Page)}}
}

// differName is what a stage differs from.
func differName(ctx context.Context, p stages.Plan, n int) string {
	if n == 0 {
		return locale.T(ctx, "the marking")
	}
	return stageName(ctx, p, n)
}

// differNames are all that a stage differs from, one after another.
func differNames(ctx context.Context, p stages.Plan, n int) string {
	var all []string
	for _, d := range p.Stage(n).Differ {
		all = append(all, differName(ctx, p, d))
	}
	return strings.Join(all, locale.T(ctx, ", "))
}

// heldBy says who does a stage: its positions with their head counts, and people by name.
func heldBy(ctx context.Context, p stages.Plan, all People, n int) []string {
	s := p.Stage(n)
	if s.Open() {
		return []string{locale.T(ctx, "Any reviewer")}
	}
	var held []string
	for _, id := range s.Positions {
		q, _ := p.Position(id)
		held = append(held, locale.T(ctx, "%s: %s", nameIn(ctx, q.Name), namesOf(ctx, all.among(q.People))))
	}
	if names := namesOf(ctx, all.among(s.People)); names != "" {
		held = append(held, names)
	}
	return held
}

// returnWords say how a stage returns and what words it needs.
func returnWords(ctx context.Context, s stages.Stage) []string {
	words := []string{locale.T(ctx, "What is returned comes back to this stage.")}
	if s.Through {
		words[0] = locale.T(ctx, "What is returned goes through all stages again.")
	}
	if s.PassWords {
		words = append(words, locale.T(ctx, "Passing needs words."))
	}
	if s.Wordless {
		words = append(words, locale.T(ctx, "A return needs no words."))
	}
	return words
}

// lateChoices are the stages to which what is reopened late goes.
func lateChoices(ctx context.Context, p stages.Plan) []parts.Choice {
	var choices []parts.Choice
	for _, n := range numbers(p) {
		choices = append(choices, parts.Choice{Value: fmt.Sprint(n), Label: stageName(ctx, p, n)})
	}
	return choices
}

// isChosen reports whether a plan has the stages of a template, whoever holds its positions.
func isChosen(t stages.Template, p stages.Plan) bool {
	bare := func(p stages.Plan) string { return stages.Plan{Stages: p.Stages, Late: p.Late}.String() }
	return bare(t.Plan) == bare(p)
}

// templateWords are the stages of a template.
func templateWords(ctx context.Context, t stages.Template) string {
	var names []string
	for _, n := range numbers(t.Plan) {
		names = append(names, stageName(ctx, t.Plan, n))
	}
	return strings.Join(names, " · ")
}
