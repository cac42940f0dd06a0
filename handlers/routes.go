package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/formats"
	"galley/handlers/core"
	"galley/static"
)

// route is a line of the table: what is asked for, who may, what stands around the answer, and who gives it.
type route struct {
	method, address string
	may             core.Rule
	kind            core.Kind
	handle          echo.HandlerFunc
}

// get is a route that shows something.
func get[A ~string](at A, may core.Rule, is core.Kind, handle echo.HandlerFunc) route {
	return route{http.MethodGet, string(at), may, is, handle}
}

// post is a route that takes something.
func post[A ~string](at A, may core.Rule, is core.Kind, handle echo.HandlerFunc) route {
	return route{http.MethodPost, string(at), may, is, handle}
}

// Routes is the router over the table.
func (s *Server) Routes() *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = s.Addresses()
	e.HTTPErrorHandler = s.AnswerError
	e.Use(s.Everywhere()...)
	for _, r := range s.table() {
		e.Add(r.method, r.address, r.handle, s.Around(r.kind, r.may)...)
	}
	e.RouteNotFound("/*", func(echo.Context) error { return echo.ErrNotFound }, s.Around(core.Page, core.Members)...)
	return e
}

// table is every route there is. What somebody may do with one set is asked of markup.May besides, who gives and
// claims assignments of markup.MayGive and markup.MayTake.
func (s *Server) table() []route {
	return []route{
		// For everybody: nothing here tells what Galley holds.
		get(address.Health, core.Everybody, core.Bare, health),
		get(static.Prefix+"*", core.Everybody, core.Packed, showAsset),
		get(address.JSONSchema, core.Everybody, core.Bare, serveBlob("application/schema+json", formats.JSONSchema)),
		get(address.JSONSchema1, core.Everybody, core.Bare, serveBlob("application/schema+json", formats.JSONSchema1)),
		get(address.RelaxNG1, core.Everybody, core.Bare, serveBlob("application/relax-ng+xml", formats.RelaxNG1)),
		get(address.RelaxNG, core.Everybody, core.Bare, serveBlob("application/relax-ng+xml", formats.RelaxNG)),

		// Signing in and out.
		get(address.SignIn, core.Everybody, core.Page, s.account.NewSession),
		post(address.SignIn, core.Everybody, core.Page, s.account.CreateSession),
		get(address.Provider, core.Everybody, core.Page, s.account.AskProvider),
		get(address.Callback, core.Everybody, core.Page, s.account.ComeBack),
		post(address.SignOut, core.Everybody, core.Page, s.account.DeleteSession),
		get(address.Welcome, core.Everybody, core.Page, s.account.ShowWelcome),
		post(address.Welcome, core.Everybody, core.Page, s.account.UseWelcome),
		get(address.SetUp, core.Everybody, core.Page, s.account.NewAdministrator),
		post(address.SetUp, core.Everybody, core.Page, s.account.CreateAdministrator),

		// The reader's own account.
		get(address.Home, core.Members, core.Page, redirectTo(address.Issues)),
		get(address.Account, core.Members, core.Page, s.account.EditAccount),
		post(address.Account, core.Members, core.Page, s.account.UpdateAccount),
		post(address.Tie, core.Members, core.Page, s.account.AskToTie),
		post(address.Untie, core.Members, core.Page, s.account.Untie),
		get(address.Keys, core.Members, core.Page, s.account.ShowKeys),
		post(address.Keys, core.Members, core.Page, s.account.UpdateKeys),
		post(address.Language, core.Members, core.Page, s.account.UpdateLanguage),
		post(address.EndSignIn, core.Members, core.Page, s.account.EndSignIn),
		post(address.EndOtherSignIns, core.Members, core.Page, s.account.EndOtherSignIns),
		post(address.Tokens, core.Members, core.Page, s.account.CreateToken),
		post(address.RevokeToken, core.Members, core.Page, s.account.RevokeToken),

		// Notices.
		get(address.Notices, core.Members, core.Page, s.account.ListNotices),
		get(address.Notice, core.Members, core.Page, s.account.FollowNotice),
		post(address.ReadNotices, core.Members, core.Page, s.account.ReadNotices),
		get(address.Bell, core.Members, core.Page, s.account.ShowBell),
		get(address.NoticeChoice, core.Members, core.Page, s.account.EditNoticeChoices),
		post(address.NoticeChoice, core.Members, core.Page, s.account.UpdateNoticeChoices),

		// People, and how they come in.
		get(address.Join, core.Everybody, core.Page, s.account.ShowLink),
		post(address.Join, core.Everybody, core.Page, s.account.UseLink),
		get(address.People, core.Administrators, core.Page, s.people.ListPeople),
		get(address.Person, core.Administrators, core.Page, s.people.ShowPerson),
		post(address.Invite, core.Administrators, core.Page, s.people.CreateInvitation),
		post(address.RevokeLink, core.Administrators, core.Page, s.people.RevokeLink),
		post(address.PersonRole, core.Administrators, core.Page, s.people.UpdateRole),
		post(address.CloseAccount, core.Administrators, core.Page, s.people.CloseAccount),
		post(address.ReopenAccount, core.Administrators, core.Page, s.people.ReopenAccount),
		post(address.PasswordLink, core.Administrators, core.Page, s.people.CreatePasswordLink),
		post(address.EndSignInsOf, core.Administrators, core.Page, s.people.EndSignInsOf),
		post(address.RevokeTokenOf, core.Administrators, core.Page, s.people.RevokeTokenOf),
		get(address.Record, core.Administrators, core.Page, s.people.ShowRecord),

		// Issues, publications, search, the bin.
		get(address.Issues, core.Readers, core.Page, s.issues.ListIssues),
		get(address.Issue, core.Readers, core.Page, s.issues.ShowIssue),
		get(address.YearOf, core.Readers, core.Page, s.issues.ShowCalendar),
		get(address.Publication, core.Readers, core.Page, s.issues.ShowPublication),
		post(address.Publication, core.Changers, core.Page, s.issues.UpdatePublication),
		post(address.OwnRoles, core.Changers, core.Page, s.issues.CreateOwnRole),
		post(address.OwnRole, core.Changers, core.Page, s.issues.UpdateOwnRole),
		get(address.Stages, core.Readers, core.Page, s.issues.ShowStages),
		post(address.Stages, core.Administrators, core.Page, s.issues.UpdateStages),
		get(address.IssueStages, core.Readers, core.Page, s.issues.ShowIssueStages),
		post(address.IssueStages, core.Administrators, core.Page, s.issues.UpdateIssueStages),
		get(address.EditIssue, core.Readers, core.Page, s.issues.EditIssue),
		post(address.EditIssue, core.Changers, core.Page, s.issues.UpdateIssue),
		get(address.Search, core.Readers, core.Page, s.issues.Search),
		get(address.Bin, core.Members, core.Page, s.issues.ShowBin),
		get(address.DeleteIssue, core.Deleters, core.Page, s.issues.AskDelete),
		post(address.DeleteIssue, core.Deleters, core.Page, s.issues.DeleteIssue),
		post(address.Restore, core.Deleters, core.Page, s.issues.RestoreIssue),

		// The sets of an issue, and comparing them.
		get(address.IssueSets, core.Members, core.Page, s.compare.ListSets),
		post(address.IssueSets, core.Adjudicators, core.Page, s.compare.AskForSets),
		post(address.WithdrawSet, core.Adjudicators, core.Page, s.compare.WithdrawSet),
		get(address.Compared, core.Members, core.Page, s.compare.Compare),
		post(address.Decide, core.Adjudicators, core.Page, s.compare.DecideDifference),
		post(address.Bulk, core.Adjudicators, core.Page, s.compare.DecideMany),
		post(address.TakeBack, core.Adjudicators, core.Page, s.compare.TakeBack),
		post(address.Reason, core.Adjudicators, core.Page, s.compare.GiveReason),
		post(address.Finish, core.Adjudicators, core.Page, s.compare.FinishAdjudication),
		get(address.Agreement, core.Members, core.Page, s.compare.ShowAgreement),
		get(address.PublicationAgreement, core.Members, core.Page, s.compare.ShowAgreementOverTime),

		// The guideline pages of a publication.
		get(address.Guidelines, core.Readers, core.Page, s.issues.ListGuidelines),
		post(address.Guidelines, core.Guides, core.Page, s.issues.CreateGuideline),
		get(address.BlankGuideline, core.Guides, core.Page, s.issues.NewGuideline),
		get(address.Guideline, core.Readers, core.Page, s.issues.ShowGuideline),
		post(address.Guideline, core.Guides, core.Page, s.issues.UpdateGuideline),
		get(address.EditGuideline, core.Guides, core.Page, s.issues.EditGuideline),
		post(address.MoveGuideline, core.Guides, core.Page, s.issues.MoveGuideline),
		post(address.RemoveGuideline, core.Guides, core.Page, s.issues.RemoveGuideline),
		post(address.RestoreGuideline, core.Guides, core.Page, s.issues.RestoreGuideline),
		get(address.VersionsOf, core.Readers, core.Page, s.issues.ListGuidelineVersions),

		// How a publication gets on; who did what is for administrators.
		get(address.Progress, core.Readers, core.Page, s.issues.ShowProgress),
		get(address.ProgressTable, core.Readers, core.Page, s.issues.ShowProgressTable),
		get(address.ProgressEditors, core.Administrators, core.Page, s.issues.ShowEditorTable),

		// Loading.
		get(address.NewIssue, core.Loaders, core.Page, s.issues.NewLoad),
		post(address.Loads, core.Loaders, core.Upload, s.issues.CreateLoad),
		get(address.Load, core.Loaders, core.Page, s.issues.ShowLoad),
		post(address.Load, core.Loaders, core.Page, s.issues.ConfirmLoad),

		// A set: its pages, proof and export.
		get(address.SetPage, core.Readers, core.Page, s.workbench.ShowWorkbench),
		get(address.Proof, core.Readers, core.Page, s.workbench.ShowProof),
		get(address.ProofArticle, core.Readers, core.Page, s.workbench.ShowProofArticle),
		get(address.Exports, core.Exporters, core.Page, s.workbench.ShowExport),
		get(address.Export, core.Exporters, core.Download, s.workbench.ExportSet),

		// The history of a set.
		get(address.VersionsAt, core.Members, core.Page, s.review.ShowHistory),
		get(address.Differences, core.Members, core.Page, s.review.ShowDifferences),
		post(address.RestoreSet, core.Members, core.Page, s.review.RestoreVersion),

		// A set in review; markup.May says who does what.
		get(address.ReviewOf, core.Members, core.Page, s.review.ShowReview),
		get(address.SheetOf, core.Members, core.Page, s.review.ShowSheets),
		get(address.ReviewArticles, core.Members, core.Live, s.review.ListArticles),
		post(address.ReviewState, core.Members, core.Either, s.review.ChangeState),
		post(address.ReviewReject, core.Members, core.Live, s.review.RejectChanges),
		post(address.ReviewSeen, core.Members, core.Live, s.review.SaveSeen),
		post(address.Drafts, core.Members, core.Live, s.review.SaveDraft),

		// Who has what of a set; markup.MayGive and markup.MayTake say who gives and claims.
		get(address.Assignments, core.Members, core.Either, s.workbench.ShowWork),
		post(address.Assignments, core.Members, core.Either, s.workbench.GiveWork),
		post(address.Claim, core.Members, core.Either, s.workbench.ClaimWork),
		post(address.Release, core.Members, core.Either, s.workbench.ReleaseWork),
		post(address.HandOver, core.Members, core.Either, s.workbench.HandOverWork),

		// A set: what its scripts ask for and send.
		get(address.PageCells, core.Readers, core.LivePacked, s.workbench.ShowCells),
		get(address.Elsewhere, core.Readers, core.Live, s.workbench.ShowElsewhere),
		post(address.Steps, core.Markers, core.Live, s.workbench.CreateStep),
		post(address.KeptSteps, core.Markers, core.Live, s.workbench.CreateKept),
		get(address.Events, core.Readers, core.Live, s.workbench.StreamEvents),
		post(address.Focus, core.Members, core.Live, s.workbench.MoveFocus),
		get(address.Points, core.Readers, core.LivePacked, s.workbench.ListPoints),
		get(address.Queries, core.Readers, core.Live, s.workbench.ListQueries),
		post(address.Queries, core.Markers, core.Live, s.workbench.CreateQuery),
		post(address.Comments, core.Markers, core.Live, s.workbench.AnswerQuery),
		post(address.ResolveQuery, core.Markers, core.Live, s.workbench.ResolveQuery),
		post(address.ReopenQuery, core.Markers, core.Live, s.workbench.ReopenQuery),
		get(address.Readers, core.Readers, core.Live, s.workbench.ListReaders),
		post(address.ReadQueries, core.Members, core.Live, s.workbench.ReadQueries),
		post(address.Comment, core.Markers, core.Live, s.workbench.EditComment),
		post(address.DeleteComment, core.Markers, core.Live, s.workbench.DeleteComment),
		post(address.TakeComment, core.Markers, core.Live, s.workbench.TakeSuggestion),
	}
}

func redirectTo(address string) echo.HandlerFunc {
	return func(c echo.Context) error { return c.Redirect(http.StatusSeeOther, address) }
}
