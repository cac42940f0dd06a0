package compare

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/engine/markup"
	"galley/engine/review"
	"galley/fault"
	"galley/locale"
	"galley/models"
	views "galley/views/compare"
)

// DecideDifference decides one difference by what a button or a key says.
func (s *Server) DecideDifference(c echo.Context) error {
	o, err := s.openComparison(c)
	if err != nil {
		return err
	}
	key := c.FormValue("key")
	d, here := o.Find(key)
	if !here {
		return fault.New(fault.Conflict, "That difference no longer exists: a set was changed in the meantime. Reload the page.")
	}
	decision, err := o.readDecision(c, d)
	if err != nil {
		return err
	}
	if err := s.adjudication.Decide(c.Request().Context(), o.Comparison, []review.Decision{decision}, review.Settings{}); err != nil {
		return err
	}
	return s.decided(c, o, []string{key})
}

// readDecision reads what is taken: set:7, agreed, both, neither, own with its fields, or own:headline.
func (o compared) readDecision(c echo.Context, d review.Difference) (review.Decision, error) {
	take, value, _ := strings.Cut(c.FormValue("take"), ":")
	decision := review.Decision{Key: d.Key, Take: review.Take(take), Reason: review.Reason(c.FormValue("why"))}
	switch decision.Take {
	case review.TakeSet:
		id, _ := strconv.ParseInt(value, 10, 64) // 0 if unreadable, and no set has that id
		if decision.Set = slices.IndexFunc(o.query.Sets, func(set int64) bool { return set == id }); decision.Set < 0 {
			return decision, fault.New(fault.Invalid, "There is no set with that number in this comparison.")
		}
	case review.TakeOwn:
		decision.Own = readOwn(c, d, value)
	}
	return decision, nil
}

// readOwn reads a value of one's own: what the form holds of what the difference can take, or one word.
func readOwn(c echo.Context, d review.Difference, word string) *review.Own {
	own := &review.Own{}
	for _, part := range d.Owns() {
		value := c.FormValue("own-" + part)
		if word != "" && (part == "role" || part == "type") {
			value = word
		}
		if value == "" {
			continue
		}
		switch part {
		case "role":
			own.Role = &value
		case "type":
			own.Type = &value
		case "title":
			own.Title = &value
		case "headless":
			yes := value == "yes"
			own.Headless = &yes
		case "glue":
			glue := markup.Glue(value)
			own.Glue = &glue
		case "text":
			own.Text = &value
		}
	}
	return own
}

// DecideMany takes all that is agreed, or one set for all open differences of a kind.
func (s *Server) DecideMany(c echo.Context) error {
	o, err := s.openComparison(c)
	if err != nil {
		return err
	}
	var decisions []review.Decision
	settings := review.Settings{Agreed: true}
	switch c.FormValue("bulk") {
	case "agreed":
		decisions = o.TakeMajority()
	case "kind":
		settings.Agreed = false
		id, _ := strconv.ParseInt(c.FormValue("set"), 10, 64) // 0 if unreadable, and no set has that id
		set := slices.Index(o.query.Sets, id)
		if set < 0 {
			return fault.New(fault.Invalid, "There is no set with that number in this comparison.")
		}
		decisions = o.TakeAll(set, review.Kind(c.FormValue("kind")))
	default:
		return fault.New(fault.Invalid, "Say which of the differences to take.")
	}
	open := o.Open(o.Decided())
	decisions = slices.DeleteFunc(decisions, func(d review.Decision) bool {
		return !slices.ContainsFunc(open, func(x review.Difference) bool { return x.Key == d.Key })
	})
	ctx := c.Request().Context()
	if err := s.adjudication.Decide(ctx, o.Comparison, decisions, settings); err != nil {
		return err
	}
	s.Say(c, locale.N(ctx, len(decisions), "%d difference decided.", "%d differences decided."))
	return c.Redirect(http.StatusSeeOther, o.query.URL())
}

// GiveReason says why the sets differ where something was decided; the reason that it has takes it away.
func (s *Server) GiveReason(c echo.Context) error {
	o, err := s.openComparison(c)
	if err != nil {
		return err
	}
	if err := o.mayDecide(); err != nil {
		return err
	}
	key, reason := c.FormValue("key"), review.Reason(c.FormValue("reason"))
	if !slices.Contains(review.Reasons, reason) {
		return fault.New(fault.Invalid, "Unknown reason %q. Choose slip, guideline or ambiguous.", string(reason))
	}
	for _, d := range o.Decisions {
		if d.Key == key && d.Reason == string(reason) {
			reason = ""
		}
	}
	if o.Adjudicated == nil {
		return fault.New(fault.NotFound, "This difference is not decided; decide it first, then say why the sets differ.")
	}
	if err := s.Store.GiveReason(c.Request().Context(), o.Adjudicated.ID, o.IDs(), key, string(reason)); err != nil {
		return err
	}
	return s.decided(c, o, []string{key})
}

// TakeBack takes back what the person decided last, with its step.
func (s *Server) TakeBack(c echo.Context) error {
	o, err := s.openComparison(c)
	if err != nil {
		return err
	}
	keys, err := s.adjudication.Undo(c.Request().Context(), o.Comparison)
	if err != nil {
		return err
	}
	return s.decided(c, o, keys)
}

// FinishAdjudication submits the adjudicated set when every difference is decided.
func (s *Server) FinishAdjudication(c echo.Context) error {
	o, err := s.openComparison(c)
	if err != nil {
		return err
	}
	if err := o.mayDecide(); err != nil {
		return err
	}
	if o.Adjudicated == nil {
		return fault.New(fault.Conflict, "Nothing is decided here yet. Take everything agreed first.")
	}
	if open := len(o.Open(o.Decided())); open > 0 {
		return fault.New(fault.Conflict, "Decide every difference first; %d are open.", open)
	}
	ctx := c.Request().Context()
	if err := s.adjudication.Submit(ctx, o.Comparison); err != nil {
		return err
	}
	s.Say(c, locale.T(ctx, "The adjudicated set is submitted. It can be read, accepted and exported like any other."))
	return c.Redirect(http.StatusSeeOther, o.query.URL())
}

// decided answers a decision: with the parts of the page that changed if a script asked, else with the
// page at the next open difference.
func (s *Server) decided(c echo.Context, o compared, keys []string) error {
	ctx := c.Request().Context()
	if err := s.adjudication.Read(ctx, &o.Comparison); err != nil {
		return err
	}
	if c.FormValue("part") != "" {
		return s.Render(c, http.StatusOK, views.CompareParts(s.comparisonPage(ctx, o), keys))
	}
	return c.Redirect(http.StatusSeeOther, o.query.At(o.nextOpen(keys)))
}

// nextOpen is the key of the first open difference behind those decided, on the page; else the first of them.
func (o compared) nextOpen(keys []string) string {
	if len(keys) == 0 {
		return ""
	}
	passed := false
	for _, d := range o.Differences {
		if passed && d.Page == o.query.Page && !slices.ContainsFunc(o.Decisions, func(x models.DecisionView) bool { return x.Key == d.Key }) {
			return d.Key
		}
		passed = passed || d.Key == keys[0]
	}
	return keys[0]
}
