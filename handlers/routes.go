package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"galley/static"
	"galley/views"
)

// Routes is the address book.
func (s *Server) Routes() *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect()
	e.HTTPErrorHandler = s.answerError
	e.Use(s.everywhere()...)

	// For everybody: nothing here tells what Galley holds.
	e.GET("/healthz", s.health)
	e.GET(static.Prefix+"*", s.showAsset, middleware.Gzip())
	s.schemaRoutes(e.Group("/schemas"))

	// Pages, with a session.
	pages := e.Group("", s.paged()...)
	open := pages.Group("", limited(formLimit))
	open.GET(views.SignInURL, s.newSession)
	open.POST(views.SignInURL, s.createSession)
	open.POST(views.SignOutURL, s.deleteSession)
	open.GET("/welcome/:token", s.showWelcome)
	open.POST("/welcome/:token", s.useWelcome)
	open.GET(views.SetUpURL, s.newAdministrator)
	open.POST(views.SetUpURL, s.createAdministrator)

	// Pages for people with an account.
	home := open.Group("", s.known)
	home.GET(views.HomeURL, redirectTo(views.IssuesURL))
	home.GET(views.AccountURL, s.editAccount)
	home.POST(views.AccountURL, s.updateAccount)
	home.GET(views.KeysURL, s.showKeys)
	home.POST(views.KeysURL, s.updateKeys)
	home.POST(views.LanguageURL, s.updateLanguage)
	s.issueRoutes(home)

	// Loading; the text itself has a limit of its own.
	loader := s.only(loaders, "Only editors and administrators load issues. Ask one of them.")
	home.GET(views.NewIssueURL, s.newLoad, loader)
	home.GET("/loads/:token", s.showLoad, loader)
	home.POST("/loads/:token", s.confirmLoad, loader)
	pages.POST(views.LoadsURL, s.createLoad, s.known, loader)

	// The workbench: pages with the others, steps and events outside the
	// session's middleware, which would store a session with every step.
	live := e.Group("", spoken, limited(formLimit), s.known)
	s.workbenchRoutes(home, live)

	// Whatever else is asked for. It comes last: every group brings an answer
	// of its own to this, and the last one holds.
	home.RouteNotFound("/*", func(echo.Context) error { return echo.ErrNotFound })
	return e
}

func redirectTo(address string) echo.HandlerFunc {
	return func(c echo.Context) error { return c.Redirect(http.StatusSeeOther, address) }
}
