package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/vocabulary"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	"galley/newsroom"
	views "galley/views/account"
)

// welcome is the state of the one-time link: it opens once, and leads one
// session to the page where the first administrator is made.
type welcome struct {
	mu    sync.Mutex
	open  bool
	hash  [sha256.Size]byte // of the token
	setUp string            // what the session that used the link holds, or "" for none
}

// issue makes a new token; an older one stops working.
func (w *welcome) issue() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	token := strings.ToLower(rand.Text())
	w.open, w.hash = true, sha256.Sum256([]byte(token))
	return token
}

func (w *welcome) fits(token string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.holds(token)
}

func (w *welcome) holds(token string) bool {
	sum := sha256.Sum256([]byte(token))
	return w.open && subtle.ConstantTimeCompare(sum[:], w.hash[:]) == 1
}

// use closes the link and gives what its session holds; ok is false if the
// token is not, or no longer, good.
func (w *welcome) use(token string) (setUp string, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.holds(token) {
		return "", false
	}
	w.open, w.setUp = false, rand.Text()
	return w.setUp, true
}

// WelcomeURL is a new one-time link below base, such as http://127.0.0.1:8080,
// while no administrator has a password; ok is false otherwise. Each call makes
// the link before it worthless.
func (s *Server) WelcomeURL(base string) (link string, ok bool) {
	has, err := s.Store.HasAdministrator(context.Background())
	if err != nil {
		s.Log.Error("look for an administrator", "error", err)
	}
	if has || err != nil {
		return "", false
	}
	return strings.TrimSuffix(base, "/") + address.Welcome.At(s.welcome.issue()), true
}

// ShowWelcome shows the button of the one-time link. It uses nothing up: mail
// programs and browsers fetch links ahead.
func (s *Server) ShowWelcome(c echo.Context) error {
	if s.settingUp(c.Request().Context()) {
		return c.Redirect(http.StatusSeeOther, address.SetUp)
	}
	token := c.Param("token")
	if !s.welcome.fits(token) {
		return s.deadWelcome(c)
	}
	return s.Render(c, http.StatusOK, views.WelcomePage(token))
}

// deadWelcome says that the one-time link is not good.
func (s *Server) deadWelcome(c echo.Context) error {
	core.RemarkOf(c.Request().Context()).Refused = true
	return s.Render(c, http.StatusNotFound, views.WelcomePage(""))
}

// UseWelcome uses the one-time link up and goes on to the set-up page.
func (s *Server) UseWelcome(c echo.Context) error {
	ctx := c.Request().Context()
	setUp, ok := s.welcome.use(c.Param("token"))
	if !ok {
		return s.deadWelcome(c)
	}
	if err := s.Sessions.RenewToken(ctx); err != nil {
		return err
	}
	s.Sessions.Remove(ctx, core.SessionSignIn)
	s.Sessions.Put(ctx, core.SessionSetUp, setUp)
	return c.Redirect(http.StatusSeeOther, address.SetUp)
}

// settingUp reports whether this session came by the one-time link and has not
// made its administrator yet.
func (s *Server) settingUp(ctx context.Context) bool {
	held := s.Sessions.GetString(ctx, core.SessionSetUp)
	s.welcome.mu.Lock()
	defer s.welcome.mu.Unlock()
	return held != "" && subtle.ConstantTimeCompare([]byte(held), []byte(s.welcome.setUp)) == 1
}

// NewAdministrator asks for name and password.
func (s *Server) NewAdministrator(c echo.Context) error {
	if !s.settingUp(c.Request().Context()) {
		return s.deadWelcome(c)
	}
	return s.Render(c, http.StatusOK, views.SetUpPage(views.SetUpForm{}))
}

// CreateAdministrator makes the first administrator and signs in, or shows the
// form again with what is wrong.
func (s *Server) CreateAdministrator(c echo.Context) error {
	ctx := c.Request().Context()
	if !s.settingUp(ctx) {
		return s.deadWelcome(c)
	}
	form := views.SetUpForm{Name: strings.TrimSpace(c.FormValue("name"))}
	user, err := s.firstAdministrator(ctx, form.Name, c.FormValue("password"))
	if code := fault.CodeOf(err); code == fault.Invalid || code == fault.Conflict {
		form.Errors = core.FieldsOr(ctx, err, "name")
		return s.Render(c, http.StatusUnprocessableEntity, views.SetUpPage(form))
	}
	if err != nil {
		return err
	}
	s.welcome.mu.Lock()
	s.welcome.setUp = ""
	s.welcome.mu.Unlock()
	if err := s.OpenSession(c, user, models.ByLink); err != nil {
		return err
	}
	s.Say(c, locale.T(ctx, "Welcome, %s. You are Galley's administrator.", user.Name))
	return c.Redirect(http.StatusSeeOther, address.Issues)
}

// firstAdministrator makes an administrator, or gives one who has no password
// yet theirs. It returns Invalid by field, and Conflict for a name that is taken.
func (s *Server) firstAdministrator(ctx context.Context, name, password string) (models.User, error) {
	bad := fault.Fields{}
	if name == "" {
		bad["name"] = fault.Say("Enter your name.")
	}
	if problem := newsroom.PasswordProblem(password); problem.Format != "" {
		bad["password"] = problem
	}
	if err := bad.Err(); err != nil {
		return models.User{}, err
	}
	hash, err := s.passwords.Hash(ctx, password)
	if err != nil {
		return models.User{}, err
	}
	user, err := s.Store.UserByName(ctx, name)
	if fault.CodeOf(err) == fault.NotFound {
		return s.addAdministrator(ctx, name, hash)
	}
	if err != nil {
		return models.User{}, err
	}
	if user.Role != vocabulary.Administrator || !user.Active || user.PasswordHash != "" {
		return models.User{}, fault.New(fault.Conflict, "Somebody else already has this name. Choose another.")
	}
	if err := s.Store.SetPassword(ctx, user.ID, hash, models.From{}); err != nil {
		return models.User{}, err
	}
	return s.Store.User(ctx, user.ID)
}

func (s *Server) addAdministrator(ctx context.Context, name, hash string) (models.User, error) {
	user := models.User{Name: name, PasswordHash: hash, Role: vocabulary.Administrator, Active: true}
	if err := s.Store.CreateUser(ctx, &user); err != nil {
		return models.User{}, err
	}
	return user, nil
}
