package newsroom

import (
	"context"
	"slices"
	"strconv"

	"galley/desk"
	"galley/engine/document"
	"galley/engine/formats"
	"galley/engine/markup"
	"galley/engine/stages"
	"galley/engine/text"
	"galley/models"
)

// Export is what somebody asks an export to hold; Accepted and Since at zero ask for all of it.
type Export struct {
	Accepted bool
	Since    *int64 // only what changed since this version of the set
	Program  string // the release that writes it
}

// Record is the entry that is kept of an export.
func (ask Export) Record(view desk.View, format formats.Format, user *int64) models.Export {
	return models.Export{SetID: view.Record.ID, Version: view.Version(), Format: format.Key, Accepted: ask.Accepted, Since: ask.Since, UserID: user}
}

// choice is what an export asks for, in terms of the set as it stood.
func choice(ctx context.Context, d *desk.Desk, set int64, accepted bool, since *int64) (document.Choice, error) {
	ch := document.Choice{Accepted: accepted}
	if since == nil {
		return ch, nil
	}
	var err error
	ch.Since, err = d.At(ctx, set, *since)
	return ch, err
}

// Held reports whether a file that was exported holds the text of an article.
func Held(ctx context.Context, d *desk.Desk, e models.Export, article text.ID) (bool, error) {
	set, err := d.At(ctx, e.SetID, e.Version)
	if err != nil {
		return false, err
	}
	if _, found := set.Article(article); !found || set.WithheldIn(article) != "" {
		return false, nil
	}
	ch, err := choice(ctx, d, e.SetID, e.Accepted, e.Since)
	if err != nil {
		return false, err
	}
	selection, err := document.Select(set, ch)
	if err != nil || selection == nil {
		return err == nil, err
	}
	return !slices.ContainsFunc(selection.Left, func(l document.LeftOut) bool { return l.Article == article }), nil
}

// DocumentOf is the export document of a set as it stands: its issue, its marks, as far as they are asked
// for, and who made them.
func DocumentOf(ctx context.Context, d *desk.Desk, store *models.Store, view desk.View, ask Export) (*document.Document, error) {
	asked, err := choice(ctx, d, view.Record.ID, ask.Accepted, ask.Since)
	if err != nil {
		return nil, err
	}
	selection, err := document.Select(view.Set, asked)
	if err != nil {
		return nil, err
	}
	issue, err := store.Issue(ctx, view.Record.IssueID)
	if err != nil {
		return nil, err
	}
	made, err := store.Authorship(ctx, view.Record.ID, view.Version())
	if err != nil {
		return nil, err
	}
	threads, err := store.Threads(ctx, view.Record.ID)
	if err != nil {
		return nil, err
	}
	origins, err := originsFor(ctx, store, view)
	if err != nil {
		return nil, err
	}
	milestones, err := desk.MilestonesIn(ctx, store, view.Record.ID)
	if err != nil {
		return nil, err
	}
	replaced, err := replacedBy(ctx, store, view)
	if err != nil {
		return nil, err
	}
	info := document.IssueInfo{Publication: issue.Publication, Language: issue.Language, Serial: issue.Serial,
		Date: issue.Date, Number: issue.Number, Edition: issue.Edition, Publisher: issue.Publisher}
	return document.BuildSelected(view.Set, info, document.Provenance{Set: strconv.FormatInt(view.Record.ID, 10), Authors: made.Authors,
		First: made.First, Last: made.Last, Program: "galley " + ask.Program, Queries: exported(view.Set, threads), Stages: stagesOf(view, milestones), Origins: origins,
		Review: reviewOf(view.Record.Plan()), Sheets: sheetsOf(view, milestones), Replaces: replaced}, selection), nil
}

// replacedBy is the last file of an earlier version of a set that was exported; nil for none.
func replacedBy(ctx context.Context, store *models.Store, view desk.View) (*document.ReplacedExport, error) {
	exports, err := store.Exports(ctx, view.Record.ID)
	for _, e := range exports {
		if e.Version < view.Version() {
			return &document.ReplacedExport{Version: e.Version, At: markup.Moment(e.At)}, err
		}
	}
	return nil, err
}

// reviewOf are the stages of review of an issue that has several, as an export tells them.
func reviewOf(plan stages.Plan) []document.ReviewStage {
	var all []document.ReviewStage
	for _, s := range plan.Stages {
		all = append(all, document.ReviewStage{Name: s.English, Chinese: s.Chinese, Kind: string(s.Kind), Unit: string(s.Unit)})
	}
	return all
}

// sheetsOf are the pages of a set that were signed off, in order.
func sheetsOf(view desk.View, milestones []desk.Milestone) []document.SignedSheet {
	var all []document.SignedSheet
	until := slices.DeleteFunc(slices.Clone(milestones), func(m desk.Milestone) bool { return m.Version > view.Version() })
	passages := PassagesOf(view.Set, until)
	for _, page := range view.Source().Pages {
		signed := passages.Pages[page.Key]
		if signed == nil || len(signed.Times) == 0 {
			continue
		}
		sheet := document.SignedSheet{Page: page.Key, Number: len(signed.Times), At: markup.Moment(signed.Times[len(signed.Times)-1])}
		if !signed.Holds() {
			sheet.Void = markup.Moment(signed.Void)
		}
		all = append(all, sheet)
	}
	return all
}

// stagesOf are the changes of states that lead to the version of a set, as an export tells them.
func stagesOf(view desk.View, milestones []desk.Milestone) []document.Stage {
	var decided []document.Stage
	for _, m := range milestones {
		if m.Version <= view.Version() {
			decided = append(decided, document.Stage{State: m.State, Page: m.Page, Article: m.Article, By: m.Name,
				At: markup.Moment(m.At), Reason: m.Reason, Own: m.Own, Stage: m.Stage, To: m.To, Next: m.Next, Outside: m.Outside, Unread: m.Unread})
		}
	}
	return decided
}

// exported are threads as an export tells them. What was deleted is left out, and so is what a comment
// suggests: an export holds the marks themselves.
func exported(set *markup.Set, threads []models.ThreadView) []document.Query {
	var queries []document.Query
	for _, t := range threads {
		q := document.Query{Anchor: t.Anchor, Article: t.Article}
		if t.Anchor != models.OnIssue {
			at := ThreadPlace(set, t)
			q.Piece = &at
		}
		if t.ResolvedAt != nil {
			q.Resolved = &document.Settled{By: t.Resolver, At: markup.Moment(*t.ResolvedAt)}
		}
		for _, c := range t.Comments {
			if c.DeletedAt == nil {
				q.Comments = append(q.Comments, remarkOf(c))
			}
		}
		queries = append(queries, q)
	}
	return queries
}

func remarkOf(c models.CommentView) document.Remark {
	said := document.Remark{By: c.Author, At: markup.Moment(c.CreatedAt), Text: c.Text, Answer: c.Answer}
	if c.Act != "" {
		said.Suggests, _, _ = markup.ReadAct([]byte(c.Act)) // its kind is known, whatever becomes of its fields
	}
	return said
}

// ThreadPlace is the text that a thread stands at; a mark that it is about may have moved.
func ThreadPlace(set *markup.Set, t models.ThreadView) markup.Piece {
	if mark, stands := set.Mark(t.Span); stands {
		return mark.At[0]
	}
	return markup.Piece{Page: t.Page, Start: t.StartAt, End: t.EndAt}
}
