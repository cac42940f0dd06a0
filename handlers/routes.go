package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"galley/static"
	"galley/views"
)

// Routes is the address book. Who may use a route is said in the table of access.
func (s *Server) Routes() *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = s.addresses()
	e.HTTPErrorHandler = s.answerError
	e.Use(s.everywhere()...)

	// For everybody: nothing here tells what Galley holds.
	e.GET("/healthz", s.health, s.guard)
	e.GET(static.Prefix+"*", s.showAsset, s.guard, packed(middleware.DefaultSkipper))
	s.schemaRoutes(e.Group("/schemas", s.guard))

	// Pages, with a session.
	pages := e.Group("", append(s.paged(), s.guard)...)
	home := pages.Group("", limited(formLimit))
	home.GET(views.SignInURL, s.newSession)
	home.POST(views.SignInURL, s.createSession)
	home.GET(views.ProviderURL, s.askProvider)
	home.GET(views.CallbackURL, s.comeBack)
	home.POST(views.SignOutURL, s.deleteSession)
	home.GET("/welcome/:token", s.showWelcome)
	home.POST("/welcome/:token", s.useWelcome)
	home.GET(views.SetUpURL, s.newAdministrator)
	home.POST(views.SetUpURL, s.createAdministrator)

	// Pages for people with an account.
	home.GET(views.HomeURL, redirectTo(views.IssuesURL))
	home.GET(views.AccountURL, s.editAccount)
	home.POST(views.AccountURL, s.updateAccount)
	home.POST(views.TieURL, s.askToTie)
	home.POST(views.UntieURL, s.untie)
	home.GET(views.KeysURL, s.showKeys)
	home.POST(views.KeysURL, s.updateKeys)
	home.POST(views.LanguageURL, s.updateLanguage)
	s.peopleRoutes(home)
	s.noticeRoutes(home)
	s.issueRoutes(home)
	s.setRoutes(home)
	s.compareRoutes(home)

	// Loading; the text itself has a limit of its own.
	home.GET(views.NewIssueURL, s.newLoad)
	home.GET("/loads/:token", s.showLoad)
	home.POST("/loads/:token", s.confirmLoad)
	pages.POST(views.LoadsURL, s.createLoad)

	// The workbench: pages with the others, steps and events outside the
	// session's middleware, which would store a session with every step.
	live := e.Group("", spoken, limited(formLimit), s.guard)
	s.workbenchRoutes(home, live)

	// Whatever else is asked for. It comes last: every group brings an answer
	// of its own to this, and the last one holds.
	home.RouteNotFound("/*", func(echo.Context) error { return echo.ErrNotFound })
	return e
}

func redirectTo(address string) echo.HandlerFunc {
	return func(c echo.Context) error { return c.Redirect(http.StatusSeeOther, address) }
}
