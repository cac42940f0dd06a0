package desk

import (
	"context"
	"slices"

	"galley/engine/markup"
	"galley/models"
)

// tell adds to a job who is told of the decision that it makes: whoever it is returned to; whoever has to review it
// next, if nothing of the set waited for them in that stage before; and whoever marked a page or a set that is accepted. Accepted
// articles come by the dozen, so that each is told by the colour of its row only.
func (d *Desk) tell(ctx context.Context, j *job, r Request) error {
	act, says := r.Act.(*markup.SetState)
	if !says || len(j.steps) == 0 || act.State == markup.Draft || act.State == markup.Accepted && act.Article != "" {
		return nil
	}
	crew, err := d.store.Crew(ctx, j.set.id)
	if err != nil {
		return err
	}
	told, kind := crew.Authors, models.NoticeAccepted
	if act.State != markup.Accepted {
		if told, err = d.askedBy(ctx, j, act, crew); err != nil {
			return err
		}
		kind = models.NoticeWaits
		if act.Returns() {
			kind = models.NoticeReturned
		}
	}
	set, task := j.set.id, ""
	if kind == models.NoticeWaits || act.To > 0 {
		task = models.ToReview
	}
	page, start := placeOfState(j.set.pending, act)
	for _, person := range told {
		beside := j.alongside()
		beside.Notices = append(slices.Clip(beside.Notices), models.Notice{UserID: person, Key: "step " + r.ID, Kind: kind, ByID: &r.Actor.ID,
			IssueID: j.set.record.IssueID, SetID: &set, Page: page, StartAt: start, Detail: act.Why(), Task: task})
	}
	return nil
}

// askedBy are the people for whom something waits by a decision; of what is not returned only those for whom nothing
// waited in that stage. All who review are asked if nobody is named.
func (d *Desk) askedBy(ctx context.Context, j *job, act *markup.SetState, crew models.Crew) ([]int64, error) {
	record, before := j.set.record, j.set.pending
	had := map[[2]int64]bool{}
	if !act.Returns() {
		for _, w := range waitingIn(record, before, crew) {
			had[[2]int64{w.Person, int64(w.Stage)}] = true
		}
	}
	plan, who := record.Plan(), crewIn(j.after, crew)
	var told []int64
	for _, part := range act.Moves(before) {
		stage, people := j.after.Asked(part, plan, who)
		if stage > 0 && record.Kind == models.Independent {
			continue
		}
		for _, person := range people {
			if !had[[2]int64{person, int64(stage)}] && !slices.Contains(told, person) {
				told = append(told, person)
			}
		}
	}
	if !slices.Contains(told, markup.AnyReviewer) {
		return told, nil
	}
	reviewers, err := d.store.Reviewers(ctx)
	return append(slices.DeleteFunc(told, func(id int64) bool { return id == markup.AnyReviewer }), reviewers...), err
}

// placeOfState is what a state is about: a page, or the beginning of an article; page 0 is the whole set.
func placeOfState(set *markup.Set, act *markup.SetState) (page, start int) {
	for b := range set.Members(act.Article) {
		if act.Article != "" {
			return b.Page, b.Start
		}
	}
	return act.Page, 0
}
