package handlers

import (
	"slices"

	"github.com/labstack/echo/v4"

	"galley/fault"
	"galley/models"
)

// rule is who may use a route. What somebody may do with one set is asked of markup.May besides.
type rule struct {
	roles   []models.Role // nil lets everybody pass, strangers too
	refusal fault.Phrase  // what somebody of another role is told
	scope   string        // of the tokens that are good for it; "" takes none
}

// The rules.
var (
	everybody      = rule{}
	members        = only(fault.Phrase{}, models.Roles()...)
	loaders        = only(fault.Say("Only editors and administrators load issues. Ask one of them."), models.Administrator, models.Editor)
	changers       = only(fault.Say("Only editors and administrators change the data of issues and publications. Ask one of them."), models.Administrator, models.Editor)
	adjudicators   = only(fault.Say("Only reviewers and administrators ask for sets and decide their differences. Ask one of them."), models.Administrator, models.Reviewer)
	guides         = only(fault.Say("Only reviewers and administrators write guidelines. Ask one of them."), models.Administrator, models.Reviewer)
	deleters       = only(fault.Say("Only editors and administrators delete issues. Ask one of them."), models.Administrator, models.Editor)
	readers        = members.by(models.ScopeRead)
	exporters      = members.by(models.ScopeExport)
	markers        = members.by(models.ScopeMark)
	administrators = only(fault.Say("Only administrators see and change this. Ask one of them."), models.Administrator)
)

func only(refusal fault.Phrase, roles ...models.Role) rule {
	return rule{roles: roles, refusal: refusal}
}

// by opens a rule to programs with tokens of a scope.
func (r rule) by(scope string) rule {
	r.scope = scope
	return r
}

// lets reports whether somebody of a role may pass.
func (r rule) lets(role models.Role) bool {
	return r.roles == nil || slices.Contains(r.roles, role)
}

// guard asks a rule before anything else looks at a request. It returns SignIn for a stranger where one has to
// sign in, and Forbidden for another role or a token of another scope.
func (s *core) guard(r rule) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			c.SetRequest(c.Request().WithContext(models.WithFrom(c.Request().Context(), fromOf(c))))
			if r.roles == nil {
				return next(c)
			}
			user, err := s.guarding(c, r)
			if err == nil && !r.lets(user.Role) {
				err = fault.New(fault.Forbidden, "%s", r.refusal)
			}
			if err != nil {
				return err
			}
			return next(c)
		}
	}
}

// guarding is who asks, by session or token.
func (s *core) guarding(c echo.Context, r rule) (models.User, error) {
	token := bearerOf(c)
	if token == "" {
		return s.userOf(c)
	}
	c.Set(keyJSON, true)
	user, scopes, err := s.bearer(c, token)
	if err == nil && !slices.Contains(scopes, r.scope) {
		err = scopeRefusal(r.scope)
	}
	return user, err
}

// mayLoad reports whether a person may bring issues in.
func mayLoad(user models.User) bool { return loaders.lets(user.Role) }

// mayChange reports whether a person may change data.
func mayChange(user models.User) bool { return changers.lets(user.Role) }

// mayDelete reports whether a person may put issues into the bin.
func mayDelete(user models.User) bool { return deleters.lets(user.Role) }
