package core

import (
	"slices"

	"github.com/labstack/echo/v4"

	"galley/engine/vocabulary"
	"galley/fault"
	"galley/models"
)

// Rule is who may use a route; its zero value lets nobody pass. What somebody may do with one set is asked of
// markup.May besides.
type Rule struct {
	open    bool                    // lets everybody pass, strangers too
	roles   []vocabulary.PersonRole // that may pass
	Refusal fault.Phrase            // the answer to somebody of another role
	scope   string                  // of the tokens that are good for it; "" takes none
}

// The rules.
var (
	Everybody      = Rule{open: true}
	Members        = only(fault.Phrase{}, vocabulary.PersonRoles()...)
	Loaders        = only(fault.Say("Only editors and administrators can load issues. Ask one of them."), vocabulary.Administrator, vocabulary.Editor)
	Changers       = only(fault.Say("Only editors and administrators can change the data of issues and publications. Ask one of them."), vocabulary.Administrator, vocabulary.Editor)
	Adjudicators   = only(fault.Say("Only reviewers and administrators can request sets and decide their differences. Ask one of them."), vocabulary.Administrator, vocabulary.Reviewer)
	Guides         = only(fault.Say("Only reviewers and administrators can write guidelines. Ask one of them."), vocabulary.Administrator, vocabulary.Reviewer)
	Deleters       = only(fault.Say("Only editors and administrators can delete issues. Ask one of them."), vocabulary.Administrator, vocabulary.Editor)
	Readers        = Members.by(models.ScopeRead)
	Exporters      = Members.by(models.ScopeExport)
	Markers        = Members.by(models.ScopeMark)
	Administrators = only(fault.Say("Only administrators can see and change this. Ask one of them."), vocabulary.Administrator)
)

func only(refusal fault.Phrase, roles ...vocabulary.PersonRole) Rule {
	return Rule{roles: roles, Refusal: refusal}
}

// by opens a rule to programs with tokens of a scope.
func (r Rule) by(scope string) Rule {
	r.scope = scope
	return r
}

// Lets reports whether somebody of a role may pass.
func (r Rule) Lets(role vocabulary.PersonRole) bool {
	return r.open || slices.Contains(r.roles, role)
}

// guard asks a rule before anything else looks at a request. It returns SignIn for a stranger who has to sign
// in, and Forbidden for another role or a token of another scope.
func (s *Core) guard(r Rule) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			c.SetRequest(c.Request().WithContext(models.WithFrom(c.Request().Context(), FromOf(c))))
			if r.open {
				return next(c)
			}
			user, err := s.guarding(c, r)
			if err == nil && !r.Lets(user.Role) {
				err = fault.New(fault.Forbidden, "%s", r.Refusal)
			}
			if err != nil {
				return err
			}
			return next(c)
		}
	}
}

// guarding is who asks, by session or token.
func (s *Core) guarding(c echo.Context, r Rule) (models.User, error) {
	token := bearerOf(c)
	if token == "" {
		return s.UserOf(c)
	}
	c.Set(KeyJSON, true)
	user, scopes, err := s.bearer(c, token)
	if err == nil && !slices.Contains(scopes, r.scope) {
		err = scopeRefusal(r.scope)
	}
	return user, err
}

// MayLoad reports whether a person may bring issues in.
func MayLoad(user models.User) bool { return Loaders.Lets(user.Role) }

// MayChange reports whether a person may change data.
func MayChange(user models.User) bool { return Changers.Lets(user.Role) }

// MayDelete reports whether a person may put issues into the bin.
func MayDelete(user models.User) bool { return Deleters.Lets(user.Role) }
