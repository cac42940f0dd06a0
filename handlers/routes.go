package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/formats"
	"galley/static"
)

// route is a line of the table: what is asked for, who may, what stands around the answer, and who gives it.
type route struct {
	method, address string
	may             rule
	kind            kind
	handle          echo.HandlerFunc
}

// get is a route that shows something.
func get[A ~string](at A, may rule, is kind, handle echo.HandlerFunc) route {
	return route{http.MethodGet, string(at), may, is, handle}
}

// post is a route that takes something.
func post[A ~string](at A, may rule, is kind, handle echo.HandlerFunc) route {
	return route{http.MethodPost, string(at), may, is, handle}
}

// Routes is the router over the table.
func (s *Server) Routes() *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = s.addresses()
	e.HTTPErrorHandler = s.answerError
	e.Use(s.everywhere()...)
	for _, r := range s.table() {
		e.Add(r.method, r.address, r.handle, s.around(r.kind, r.may)...)
	}
	e.RouteNotFound("/*", func(echo.Context) error { return echo.ErrNotFound }, s.around(page, members)...)
	return e
}

// table is every route there is. What somebody may do with one set is asked of markup.May besides, who gives and
// claims assignments of markup.MayGive and markup.MayTake.
func (s *Server) table() []route {
	return []route{
		// For everybody: nothing here tells what Galley holds.
		get(address.Health, everybody, bare, health),
		get(static.Prefix+"*", everybody, packed, showAsset),
		get(address.JSONSchema, everybody, bare, serveBlob("application/schema+json", formats.JSONSchema)),
		get(address.RelaxNG, everybody, bare, serveBlob("application/relax-ng+xml", formats.RelaxNG)),

		// Signing in and out.
		get(address.SignIn, everybody, page, s.newSession),
		post(address.SignIn, everybody, page, s.createSession),
		get(address.Provider, everybody, page, s.askProvider),
		get(address.Callback, everybody, page, s.comeBack),
		post(address.SignOut, everybody, page, s.deleteSession),
		get(address.Welcome, everybody, page, s.showWelcome),
		post(address.Welcome, everybody, page, s.useWelcome),
		get(address.SetUp, everybody, page, s.newAdministrator),
		post(address.SetUp, everybody, page, s.createAdministrator),

		// One's own account.
		get(address.Home, members, page, redirectTo(address.Issues)),
		get(address.Account, members, page, s.editAccount),
		post(address.Account, members, page, s.updateAccount),
		post(address.Tie, members, page, s.askToTie),
		post(address.Untie, members, page, s.untie),
		get(address.Keys, members, page, s.showKeys),
		post(address.Keys, members, page, s.updateKeys),
		post(address.Language, members, page, s.updateLanguage),
		post(address.EndVisit, members, page, s.endVisit),
		post(address.EndOthers, members, page, s.endOtherVisits),
		post(address.Tokens, members, page, s.createToken),
		post(address.RevokeToken, members, page, s.revokeToken),

		// What one is told.
		get(address.Notices, members, page, s.listNotices),
		get(address.Notice, members, page, s.followNotice),
		post(address.ReadNotices, members, page, s.readNotices),
		get(address.Bell, members, page, s.showBell),
		get(address.NoticeChoice, members, page, s.editNoticeChoices),
		post(address.NoticeChoice, members, page, s.updateNoticeChoices),

		// People, and who comes in.
		get(address.Join, everybody, page, s.showLink),
		post(address.Join, everybody, page, s.useLink),
		get(address.People, administrators, page, s.listPeople),
		get(address.Person, administrators, page, s.showPerson),
		post(address.Invite, administrators, page, s.createInvitation),
		post(address.RevokeLink, administrators, page, s.revokeLink),
		post(address.PersonRole, administrators, page, s.updateRole),
		post(address.CloseAccount, administrators, page, s.closeAccount),
		post(address.ReopenAccount, administrators, page, s.reopenAccount),
		post(address.PasswordLink, administrators, page, s.createPasswordLink),
		post(address.EndVisits, administrators, page, s.endVisitsOf),
		post(address.RevokeTokenOf, administrators, page, s.revokeTokenOf),
		get(address.Record, administrators, page, s.showRecord),

		// Issues, publications, search, the bin.
		get(address.Issues, readers, page, s.listIssues),
		get(address.Issue, readers, page, s.showIssue),
		get(address.YearOf, readers, page, s.showCalendar),
		get(address.Publication, readers, page, s.showPublication),
		post(address.Publication, changers, page, s.updatePublication),
		post(address.OwnRoles, changers, page, s.createOwnRole),
		post(address.OwnRole, changers, page, s.updateOwnRole),
		get(address.EditIssue, readers, page, s.editIssue),
		post(address.EditIssue, changers, page, s.updateIssue),
		get(address.Search, readers, page, s.search),
		get(address.Bin, members, page, s.showBin),
		get(address.DeleteIssue, deleters, page, s.askDelete),
		post(address.DeleteIssue, deleters, page, s.deleteIssue),
		post(address.Restore, deleters, page, s.restoreIssue),

		// The sets of an issue, and comparing them.
		get(address.IssueSets, members, page, s.listSets),
		post(address.IssueSets, adjudicators, page, s.askForSets),
		post(address.WithdrawSet, adjudicators, page, s.withdrawSet),
		get(address.Compared, members, page, s.compare),
		post(address.Decide, adjudicators, page, s.decideDifference),
		post(address.Bulk, adjudicators, page, s.decideMany),
		post(address.TakeBack, adjudicators, page, s.takeBack),
		post(address.Reason, adjudicators, page, s.giveReason),
		post(address.Finish, adjudicators, page, s.finishAdjudication),
		get(address.Agreement, members, page, s.showAgreement),
		get(address.PublicationAgreement, members, page, s.showAgreementOverTime),

		// The guideline pages of a publication.
		get(address.Guidelines, readers, page, s.listGuidelines),
		post(address.Guidelines, guides, page, s.createGuideline),
		get(address.BlankGuideline, guides, page, s.newGuideline),
		get(address.Guideline, readers, page, s.showGuideline),
		post(address.Guideline, guides, page, s.updateGuideline),
		get(address.EditGuideline, guides, page, s.editGuideline),
		post(address.MoveGuideline, guides, page, s.moveGuideline),
		post(address.RemoveGuideline, guides, page, s.removeGuideline),
		post(address.RestoreGuideline, guides, page, s.restoreGuideline),
		get(address.VersionsOf, readers, page, s.listGuidelineVersions),

		// How a publication gets on; who did what is for administrators.
		get(address.Progress, readers, page, s.showProgress),
		get(address.ProgressTable, readers, page, s.showProgressTable),
		get(address.ProgressEditors, administrators, page, s.showEditorTable),

		// Loading.
		get(address.NewIssue, loaders, page, s.newLoad),
		post(address.Loads, loaders, upload, s.createLoad),
		get(address.Load, loaders, page, s.showLoad),
		post(address.Load, loaders, page, s.confirmLoad),

		// A set: its pages, proof and export.
		get(address.SetPage, readers, page, s.showWorkbench),
		get(address.Proof, readers, page, s.showProof),
		get(address.ProofArticle, readers, page, s.showProofArticle),
		get(address.Exports, exporters, page, s.showExport),
		get(address.Export, exporters, download, s.exportSet),

		// The history of a set.
		get(address.VersionsAt, members, page, s.showHistory),
		get(address.Differences, members, page, s.showDifferences),
		post(address.RestoreSet, members, page, s.restoreVersion),

		// A set in review; markup.May says who does what.
		get(address.ReviewOf, members, page, s.showReview),
		post(address.ReviewAccept, members, page, s.acceptDifferences),
		post(address.ReviewReject, members, page, s.rejectDifferences),
		post(address.ReviewRole, members, page, s.changeRole),
		post(address.ReviewQuery, members, page, s.askInReview),
		post(address.ReviewUndo, members, page, s.undoReview),
		post(address.ReviewState, members, page, s.changeState),

		// Who has what of a set; markup.MayGive and markup.MayTake say who gives and claims.
		get(address.Assignments, members, either, s.showWork),
		post(address.Assignments, members, either, s.giveWork),
		post(address.Claim, members, either, s.claimWork),
		post(address.Release, members, either, s.releaseWork),
		post(address.HandOver, members, either, s.handOverWork),

		// A set: what its scripts ask for and send.
		get(address.PageCells, readers, livePacked, s.showCells),
		get(address.Elsewhere, readers, live, s.showElsewhere),
		post(address.Steps, markers, live, s.createStep),
		post(address.KeptSteps, markers, live, s.createKept),
		get(address.Events, readers, live, s.streamEvents),
		post(address.Focus, members, live, s.moveFocus),
		get(address.Points, readers, livePacked, s.listPoints),
		get(address.Queries, readers, live, s.listQueries),
		post(address.Queries, markers, live, s.createQuery),
		post(address.Comments, markers, live, s.answerQuery),
		post(address.ResolveQuery, markers, live, s.resolveQuery),
		post(address.ReopenQuery, markers, live, s.reopenQuery),
		get(address.Readers, readers, live, s.listReaders),
		post(address.ReadQueries, members, live, s.readQueries),
		post(address.Comment, markers, live, s.editComment),
		post(address.DeleteComment, markers, live, s.deleteComment),
		post(address.TakeComment, markers, live, s.takeSuggestion),
	}
}

func redirectTo(address string) echo.HandlerFunc {
	return func(c echo.Context) error { return c.Redirect(http.StatusSeeOther, address) }
}
