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
		get(address.SignIn, everybody, page, s.account.newSession),
		post(address.SignIn, everybody, page, s.account.createSession),
		get(address.Provider, everybody, page, s.account.askProvider),
		get(address.Callback, everybody, page, s.account.comeBack),
		post(address.SignOut, everybody, page, s.account.deleteSession),
		get(address.Welcome, everybody, page, s.account.showWelcome),
		post(address.Welcome, everybody, page, s.account.useWelcome),
		get(address.SetUp, everybody, page, s.account.newAdministrator),
		post(address.SetUp, everybody, page, s.account.createAdministrator),

		// One's own account.
		get(address.Home, members, page, redirectTo(address.Issues)),
		get(address.Account, members, page, s.account.editAccount),
		post(address.Account, members, page, s.account.updateAccount),
		post(address.Tie, members, page, s.account.askToTie),
		post(address.Untie, members, page, s.account.untie),
		get(address.Keys, members, page, s.account.showKeys),
		post(address.Keys, members, page, s.account.updateKeys),
		post(address.Language, members, page, s.updateLanguage),
		post(address.EndVisit, members, page, s.account.endVisit),
		post(address.EndOthers, members, page, s.account.endOtherVisits),
		post(address.Tokens, members, page, s.account.createToken),
		post(address.RevokeToken, members, page, s.account.revokeToken),

		// What one is told.
		get(address.Notices, members, page, s.account.listNotices),
		get(address.Notice, members, page, s.account.followNotice),
		post(address.ReadNotices, members, page, s.account.readNotices),
		get(address.Bell, members, page, s.account.showBell),
		get(address.NoticeChoice, members, page, s.account.editNoticeChoices),
		post(address.NoticeChoice, members, page, s.account.updateNoticeChoices),

		// People, and who comes in.
		get(address.Join, everybody, page, s.account.showLink),
		post(address.Join, everybody, page, s.account.useLink),
		get(address.People, administrators, page, s.people.listPeople),
		get(address.Person, administrators, page, s.people.showPerson),
		post(address.Invite, administrators, page, s.people.createInvitation),
		post(address.RevokeLink, administrators, page, s.people.revokeLink),
		post(address.PersonRole, administrators, page, s.people.updateRole),
		post(address.CloseAccount, administrators, page, s.people.closeAccount),
		post(address.ReopenAccount, administrators, page, s.people.reopenAccount),
		post(address.PasswordLink, administrators, page, s.people.createPasswordLink),
		post(address.EndVisits, administrators, page, s.people.endVisitsOf),
		post(address.RevokeTokenOf, administrators, page, s.people.revokeTokenOf),
		get(address.Record, administrators, page, s.people.showRecord),

		// Issues, publications, search, the bin.
		get(address.Issues, readers, page, s.issues.listIssues),
		get(address.Issue, readers, page, s.issues.showIssue),
		get(address.YearOf, readers, page, s.issues.showCalendar),
		get(address.Publication, readers, page, s.issues.showPublication),
		post(address.Publication, changers, page, s.issues.updatePublication),
		post(address.OwnRoles, changers, page, s.issues.createOwnRole),
		post(address.OwnRole, changers, page, s.issues.updateOwnRole),
		get(address.EditIssue, readers, page, s.issues.editIssue),
		post(address.EditIssue, changers, page, s.issues.updateIssue),
		get(address.Search, readers, page, s.issues.search),
		get(address.Bin, members, page, s.issues.showBin),
		get(address.DeleteIssue, deleters, page, s.issues.askDelete),
		post(address.DeleteIssue, deleters, page, s.issues.deleteIssue),
		post(address.Restore, deleters, page, s.issues.restoreIssue),

		// The sets of an issue, and comparing them.
		get(address.IssueSets, members, page, s.compare.listSets),
		post(address.IssueSets, adjudicators, page, s.compare.askForSets),
		post(address.WithdrawSet, adjudicators, page, s.compare.withdrawSet),
		get(address.Compared, members, page, s.compare.compare),
		post(address.Decide, adjudicators, page, s.compare.decideDifference),
		post(address.Bulk, adjudicators, page, s.compare.decideMany),
		post(address.TakeBack, adjudicators, page, s.compare.takeBack),
		post(address.Reason, adjudicators, page, s.compare.giveReason),
		post(address.Finish, adjudicators, page, s.compare.finishAdjudication),
		get(address.Agreement, members, page, s.compare.showAgreement),
		get(address.PublicationAgreement, members, page, s.compare.showAgreementOverTime),

		// The guideline pages of a publication.
		get(address.Guidelines, readers, page, s.issues.listGuidelines),
		post(address.Guidelines, guides, page, s.issues.createGuideline),
		get(address.BlankGuideline, guides, page, s.issues.newGuideline),
		get(address.Guideline, readers, page, s.issues.showGuideline),
		post(address.Guideline, guides, page, s.issues.updateGuideline),
		get(address.EditGuideline, guides, page, s.issues.editGuideline),
		post(address.MoveGuideline, guides, page, s.issues.moveGuideline),
		post(address.RemoveGuideline, guides, page, s.issues.removeGuideline),
		post(address.RestoreGuideline, guides, page, s.issues.restoreGuideline),
		get(address.VersionsOf, readers, page, s.issues.listGuidelineVersions),

		// How a publication gets on; who did what is for administrators.
		get(address.Progress, readers, page, s.issues.showProgress),
		get(address.ProgressTable, readers, page, s.issues.showProgressTable),
		get(address.ProgressEditors, administrators, page, s.issues.showEditorTable),

		// Loading.
		get(address.NewIssue, loaders, page, s.issues.newLoad),
		post(address.Loads, loaders, upload, s.issues.createLoad),
		get(address.Load, loaders, page, s.issues.showLoad),
		post(address.Load, loaders, page, s.issues.confirmLoad),

		// A set: its pages, proof and export.
		get(address.SetPage, readers, page, s.workbench.showWorkbench),
		get(address.Proof, readers, page, s.workbench.showProof),
		get(address.ProofArticle, readers, page, s.workbench.showProofArticle),
		get(address.Exports, exporters, page, s.workbench.showExport),
		get(address.Export, exporters, download, s.workbench.exportSet),

		// The history of a set.
		get(address.VersionsAt, members, page, s.review.showHistory),
		get(address.Differences, members, page, s.review.showDifferences),
		post(address.RestoreSet, members, page, s.review.restoreVersion),

		// A set in review; markup.May says who does what.
		get(address.ReviewOf, members, page, s.review.showReview),
		post(address.ReviewAccept, members, page, s.review.acceptDifferences),
		post(address.ReviewReject, members, page, s.review.rejectDifferences),
		post(address.ReviewRole, members, page, s.review.changeRole),
		post(address.ReviewQuery, members, page, s.workbench.askInReview),
		post(address.ReviewUndo, members, page, s.review.undoReview),
		post(address.ReviewState, members, page, s.review.changeState),

		// Who has what of a set; markup.MayGive and markup.MayTake say who gives and claims.
		get(address.Assignments, members, either, s.workbench.showWork),
		post(address.Assignments, members, either, s.workbench.giveWork),
		post(address.Claim, members, either, s.workbench.claimWork),
		post(address.Release, members, either, s.workbench.releaseWork),
		post(address.HandOver, members, either, s.workbench.handOverWork),

		// A set: what its scripts ask for and send.
		get(address.PageCells, readers, livePacked, s.workbench.showCells),
		get(address.Elsewhere, readers, live, s.workbench.showElsewhere),
		post(address.Steps, markers, live, s.workbench.createStep),
		post(address.KeptSteps, markers, live, s.workbench.createKept),
		get(address.Events, readers, live, s.workbench.streamEvents),
		post(address.Focus, members, live, s.workbench.moveFocus),
		get(address.Points, readers, livePacked, s.workbench.listPoints),
		get(address.Queries, readers, live, s.workbench.listQueries),
		post(address.Queries, markers, live, s.workbench.createQuery),
		post(address.Comments, markers, live, s.workbench.answerQuery),
		post(address.ResolveQuery, markers, live, s.workbench.resolveQuery),
		post(address.ReopenQuery, markers, live, s.workbench.reopenQuery),
		get(address.Readers, readers, live, s.workbench.listReaders),
		post(address.ReadQueries, members, live, s.workbench.readQueries),
		post(address.Comment, markers, live, s.workbench.editComment),
		post(address.DeleteComment, markers, live, s.workbench.deleteComment),
		post(address.TakeComment, markers, live, s.workbench.takeSuggestion),
	}
}

func redirectTo(address string) echo.HandlerFunc {
	return func(c echo.Context) error { return c.Redirect(http.StatusSeeOther, address) }
}
