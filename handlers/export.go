package handlers

import (
	"bytes"
	"context"
	"fmt"
	"mime"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/desk"
	"galley/engine/document"
	"galley/engine/formats"
	"galley/engine/markup"
	"galley/fault"
	"galley/models"
)

// exportSet sends a set as a file in a format. The file is written whole before it is sent, so that
// a failure never leaves half a file on somebody's disk.
func (s *Server) exportSet(c echo.Context) error {
	o, err := s.openNamed(c)
	if err != nil {
		return err
	}
	format, known := formats.ByKey(c.Param("format"))
	if !known || format.Write == nil {
		return fault.New(fault.NotFound, "Galley writes no format %q. It writes json and xml.", c.Param("format"))
	}
	ask, err := exportAsked(c)
	if err != nil {
		return err
	}
	ask.Program = s.Version
	ctx := c.Request().Context()
	document, err := DocumentOf(ctx, s.Desk, s.Store, o.View, ask)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := format.Write(&file, document); err != nil {
		return fmt.Errorf("export set %d as %s: %w", o.Record.ID, format.Name, err)
	}
	if err := s.Store.SaveExport(ctx, ask.Record(o.View, format, &o.user.ID)); err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": formats.FileName(document.Issue, format)}))
	header.Set(echo.HeaderCacheControl, "no-store")
	return c.Blob(http.StatusOK, format.ContentType, file.Bytes())
}

// ExportAsked is what somebody asks an export to hold; Accepted and Since at zero ask for all of it.
type ExportAsked struct {
	Accepted bool
	Since    *int64 // only what changed since this version of the set
	Program  string // the release that writes it
}

// Record is what is kept of an export.
func (ask ExportAsked) Record(view desk.View, format formats.Format, user *int64) models.Export {
	return models.Export{SetID: view.Record.ID, Version: view.Version(), Format: format.Key, Accepted: ask.Accepted, Since: ask.Since, UserID: user}
}

// exportAsked reads what a request asks an export to hold: ?accepted=1 and ?since=VERSION.
func exportAsked(c echo.Context) (ask ExportAsked, err error) {
	switch asked := c.QueryParam("accepted"); asked {
	case "", "0":
	case "1":
		ask.Accepted = true
	default:
		return ask, fault.New(fault.Invalid, "“accepted” is 1 for accepted articles only, or is left out.")
	}
	if asked := c.QueryParam("since"); asked != "" {
		version, err := strconv.ParseInt(asked, 10, 64)
		if err != nil {
			return ask, fault.New(fault.NotFound, "This set has no version %s.", asked)
		}
		ask.Since = &version
	}
	return ask, nil
}

// DocumentOf is the export document of a set as it stands: its issue, its marks, as far as they are asked
// for, and who made them.
func DocumentOf(ctx context.Context, work *desk.Desk, store *models.Store, view desk.View, ask ExportAsked) (*document.Document, error) {
	choice := document.Choice{Accepted: ask.Accepted}
	if ask.Since != nil {
		then, err := work.At(ctx, view.Record.ID, *ask.Since)
		if err != nil {
			return nil, err
		}
		choice.Since = then
	}
	selection, err := document.Select(view.Set, choice)
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
	info := document.IssueInfo{Publication: issue.Publication, Language: issue.Language, Serial: issue.Serial,
		Date: issue.Date, Number: issue.Number, Edition: issue.Edition, Publisher: issue.Publisher}
	return document.BuildSelected(view.Set, info, document.Provenance{Set: strconv.FormatInt(view.Record.ID, 10), Authors: made.Authors,
		First: made.First, Last: made.Last, Program: "galley " + ask.Program, Queries: exported(view.Set, threads), Stages: stagesOf(view, milestones), Origins: origins}, selection), nil
}

// stagesOf are the changes of states that lead to the version of a set, as an export tells them.
func stagesOf(view desk.View, milestones []desk.Milestone) []document.Stage {
	var stages []document.Stage
	for _, m := range milestones {
		if m.Version <= view.Version() {
			stages = append(stages, document.Stage{State: m.State, Page: m.Scope.Page, Article: m.Scope.ID, By: m.Name,
				At: markup.Moment(m.At), Reason: m.Reason, Own: m.Own})
		}
	}
	return stages
}

// exported are threads as an export tells them. What was deleted is left out, and so is what a comment
// suggests: an export holds the marks themselves.
func exported(set *markup.Set, threads []models.ThreadView) []document.Query {
	var queries []document.Query
	for _, t := range threads {
		at := queryOf(set, t)
		q := document.Query{Anchor: t.Anchor, Article: t.Article}
		if t.Anchor != models.OnIssue {
			q.Piece = &markup.Piece{Page: at.Page, Start: at.Start, End: at.End}
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

// schemaRoutes are the published schemas: they tell what an export holds, not what Galley holds.
func (s *Server) schemaRoutes(g *echo.Group) {
	serve := func(kind string, schema []byte) echo.HandlerFunc {
		return func(c echo.Context) error { return c.Blob(http.StatusOK, kind, schema) }
	}
	g.GET(address.JSONSchema, serve("application/schema+json", formats.JSONSchema))
	g.GET(address.RelaxNG, serve("application/relax-ng+xml", formats.RelaxNG))
}
