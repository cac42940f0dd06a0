package desk

import (
	"context"

	"galley/engine/markup"
	"galley/models"
)

// tellAuthors adds to a request who is told when it is done: whoever marked a set hears that it, a page or
// an article of it was returned, and that the set or a page of it was accepted; whoever does a stage hears that
// something was returned to it. Accepted articles come by
// the dozen, so that each is told by the colour of its row only.
func (d *Desk) tellAuthors(ctx context.Context, o *openSet, r *Request) error {
	act, says := r.Act.(*markup.SetState)
	if !says {
		return nil
	}
	var kind string
	switch {
	case act.Returns():
		kind = models.NoticeReturned
	case act.State == markup.Accepted && act.Article == "":
		kind = models.NoticeAccepted
	default:
		return nil
	}
	told := o.record.Plan().Holders(act.To)
	if act.To == 0 {
		var err error
		if told, err = d.store.Authors(ctx, o.id); err != nil {
			return err
		}
	}
	alongside := models.Alongside{}
	if r.Alongside != nil {
		alongside = *r.Alongside
	}
	set := o.id
	page, start := placeOfState(o.pending, act)
	for _, person := range told {
		alongside.Notices = append(alongside.Notices, models.Notice{UserID: person, Key: "step " + r.ID, Kind: kind, ByID: &r.Actor.ID,
			IssueID: o.record.IssueID, SetID: &set, Page: page, StartAt: start, Detail: act.Why()})
	}
	r.Alongside = &alongside
	return nil
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
