package handlers

import (
	"slices"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
	"galley/models"
	"galley/static"
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

// access is who may use which route: a line for every route there is. A route without a line is not
// there for anybody, and fails the test.
var access = map[string]rule{
	// For everybody: nothing here tells what Galley holds.
	"GET /healthz":               everybody,
	"GET " + static.Prefix + "*": everybody,
	"GET " + address.JSONSchema:  everybody,
	"GET " + address.RelaxNG:     everybody,

	// Signing in and out.
	"GET " + address.SignIn:   everybody,
	"POST " + address.SignIn:  everybody,
	"GET " + address.Provider: everybody,
	"GET " + address.Callback: everybody,
	"POST " + address.SignOut: everybody,
	"GET /welcome/:token":     everybody,
	"POST /welcome/:token":    everybody,
	"GET " + address.SetUp:    everybody,
	"POST " + address.SetUp:   everybody,

	// One's own account.
	"GET " + address.Home:      members,
	"GET " + address.Account:   members,
	"POST " + address.Account:  members,
	"POST " + address.Tie:      members,
	"POST " + address.Untie:    members,
	"GET " + address.Keys:      members,
	"POST " + address.Keys:     members,
	"POST " + address.Language: members,

	"POST /account/visits/:visit/end":    members,
	"POST " + address.EndOthers:          members,
	"POST " + address.Tokens:             members,
	"POST /account/tokens/:token/revoke": members,

	// What one is told.
	"GET " + address.Notices:       members,
	"GET /notices/:id":             members,
	"POST " + address.ReadNotices:  members,
	"GET " + address.Bell:          members,
	"GET " + address.NoticeChoice:  members,
	"POST " + address.NoticeChoice: members,

	// People, and who comes in.
	"GET /join/:token":                      everybody,
	"POST /join/:token":                     everybody,
	"GET " + address.People:                 administrators,
	"GET /people/:id":                       administrators,
	"POST " + address.Invite:                administrators,
	"POST /people/links/:link/revoke":       administrators,
	"POST /people/:id/role":                 administrators,
	"POST /people/:id/close":                administrators,
	"POST /people/:id/reopen":               administrators,
	"POST /people/:id/password-link":        administrators,
	"POST /people/:id/end-visits":           administrators,
	"POST /people/:id/tokens/:token/revoke": administrators,
	"GET " + address.Record:                 administrators,

	// Issues, publications, search, the bin.
	"GET " + address.Issues:               readers,
	"GET /issues/:id":                     readers,
	"GET /publications/:id/calendar":      readers,
	"GET /publications/:id":               readers,
	"POST /publications/:id":              changers,
	"POST /publications/:id/roles":        changers,
	"POST /publications/:id/roles/:place": changers,
	"GET /issues/:id/edit":                readers,
	"POST /issues/:id/edit":               changers,
	"GET " + address.Search:               readers,
	"GET " + address.Bin:                  members,
	"GET /issues/:id/delete":              deleters,
	"POST /issues/:id/delete":             deleters,
	"POST /bin/:id/restore":               deleters,

	// The sets of an issue, and comparing them.
	"GET /issues/:id/sets":                members,
	"POST /issues/:id/sets":               adjudicators,
	"POST /issues/:id/sets/:set/withdraw": adjudicators,
	"GET " + address.Compared:             members,
	"POST " + address.Decide:              adjudicators,
	"POST " + address.Bulk:                adjudicators,
	"POST " + address.TakeBack:            adjudicators,
	"POST " + address.Reason:              adjudicators,
	"POST " + address.Finish:              adjudicators,
	"GET " + address.Agreement:            members,
	"GET /publications/:id/agreement":     members,

	// The guideline pages of a publication.
	"GET /publications/:id/guidelines":     readers,
	"POST /publications/:id/guidelines":    guides,
	"GET /publications/:id/guidelines/new": guides,
	"GET /guidelines/:id":                  readers,
	"POST /guidelines/:id":                 guides,
	"GET /guidelines/:id/edit":             guides,
	"POST /guidelines/:id/move":            guides,
	"POST /guidelines/:id/remove":          guides,
	"POST /guidelines/:id/restore":         guides,
	"GET /guidelines/:id/versions":         readers,

	// How a publication gets on; who did what is for administrators.
	"GET /publications/:id/progress":             readers,
	"GET /publications/:id/progress/:table":      readers,
	"GET /publications/:id/progress/editors.csv": administrators,

	// Loading.
	"GET " + address.NewIssue: loaders,
	"POST " + address.Loads:   loaders,
	"GET /loads/:token":       loaders,
	"POST /loads/:token":      loaders,

	// A set: its pages, proof and export.
	"GET /sets/:id/pages/:page":    readers,
	"GET /sets/:id/proof":          readers,
	"GET /sets/:id/proof/:article": readers,
	"GET /sets/:id/export":         exporters,
	"GET /sets/:id/export/:format": exporters,

	// The history of a set.
	"GET /sets/:id/history":             members,
	"GET /sets/:id/history/differences": members,
	"POST /sets/:id/history/restore":    members,

	// A set in review; markup.May says who does what.
	"GET /sets/:id/review":         members,
	"POST /sets/:id/review/accept": members,
	"POST /sets/:id/review/reject": members,
	"POST /sets/:id/review/role":   members,
	"POST /sets/:id/review/query":  members,
	"POST /sets/:id/review/undo":   members,
	"POST /sets/:id/review/state":  members,

	// Who has what of a set; markup.MayGive and markup.MayTake say who gives and claims.
	"GET /sets/:id/work":                        members,
	"POST /sets/:id/work":                       members,
	"POST /sets/:id/work/claim":                 members,
	"POST /sets/:id/work/:assignment/release":   members,
	"POST /sets/:id/work/:assignment/hand-over": members,

	// A set: what its scripts ask for and send.
	"GET /sets/:id/pages/:page/cells":                      readers,
	"GET /sets/:id/elsewhere":                              readers,
	"POST /sets/:id/steps":                                 markers,
	"POST /sets/:id/kept":                                  markers,
	"GET /sets/:id/events":                                 readers,
	"POST /sets/:id/focus":                                 members,
	"GET /sets/:id/points":                                 readers,
	"GET /sets/:id/queries":                                readers,
	"POST /sets/:id/queries":                               markers,
	"POST /sets/:id/queries/:key/comments":                 markers,
	"POST /sets/:id/queries/:key/resolve":                  markers,
	"POST /sets/:id/queries/:key/reopen":                   markers,
	"GET /sets/:id/people":                                 readers,
	"POST /sets/:id/queries/read":                          members,
	"POST /sets/:id/queries/:key/comments/:comment":        markers,
	"POST /sets/:id/queries/:key/comments/:comment/delete": markers,
	"POST /sets/:id/queries/:key/comments/:comment/take":   markers,
}

// lets says whether somebody of a role may pass.
func (r rule) lets(role models.Role) bool {
	return r.roles == nil || slices.Contains(r.roles, role)
}

// guard asks the table of access before anything else looks at a request. It returns SignIn for a
// stranger where one has to sign in, Forbidden for another role or a token of another scope, and NotFound
// where there is no rule.
func (s *Server) guard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.SetRequest(c.Request().WithContext(models.WithFrom(c.Request().Context(), fromOf(c))))
		r, ruled := access[c.Request().Method+" "+c.Path()]
		if ruled && r.roles == nil {
			return next(c)
		}
		user, err := s.guarding(c, r)
		switch {
		case err != nil:
			return err
		case !ruled:
			return echo.ErrNotFound
		case !r.lets(user.Role):
			return fault.New(fault.Forbidden, "%s", r.refusal)
		}
		return next(c)
	}
}

// guarding is who asks, by session or token.
func (s *Server) guarding(c echo.Context, r rule) (models.User, error) {
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

// mayLoad says whether a person may bring issues in.
func mayLoad(user models.User) bool { return loaders.lets(user.Role) }

// mayChange says whether a person may change data.
func mayChange(user models.User) bool { return changers.lets(user.Role) }

// mayDelete says whether a person may put issues into the bin.
func mayDelete(user models.User) bool { return deleters.lets(user.Role) }
