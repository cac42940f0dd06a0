package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"galley/address"
	"galley/static"
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
	s.schemaRoutes(e.Group("", s.guard))

	// Pages, with a session.
	pages := e.Group("", append(s.paged(), s.guard)...)
	home := pages.Group("", limited(formLimit))
	home.GET(address.SignIn, s.newSession)
	home.POST(address.SignIn, s.createSession)
	home.GET(address.Provider, s.askProvider)
	home.GET(address.Callback, s.comeBack)
	home.POST(address.SignOut, s.deleteSession)
	home.GET("/welcome/:token", s.showWelcome)
	home.POST("/welcome/:token", s.useWelcome)
	home.GET(address.SetUp, s.newAdministrator)
	home.POST(address.SetUp, s.createAdministrator)

	// Pages for people with an account.
	home.GET(address.Home, redirectTo(address.Issues))
	home.GET(address.Account, s.editAccount)
	home.POST(address.Account, s.updateAccount)
	home.POST(address.Tie, s.askToTie)
	home.POST(address.Untie, s.untie)
	home.GET(address.Keys, s.showKeys)
	home.POST(address.Keys, s.updateKeys)
	home.POST(address.Language, s.updateLanguage)
	s.peopleRoutes(home)
	s.noticeRoutes(home)
	s.issueRoutes(home)
	s.setRoutes(home)
	s.compareRoutes(home)

	// Loading; the text itself has a limit of its own.
	home.GET(address.NewIssue, s.newLoad)
	home.GET("/loads/:token", s.showLoad)
	home.POST("/loads/:token", s.confirmLoad)
	pages.POST(address.Loads, s.createLoad)

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
