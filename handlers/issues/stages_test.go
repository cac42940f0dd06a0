package issues_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"galley/engine/vocabulary"
	"galley/tests/site"
)

// formOf is what a browser would send of a form, without its buttons.
func formOf(a *site.Answer, id string) url.Values {
	a.T.Helper()
	values := url.Values{}
	form := a.Element(id)
	if form == nil {
		a.T.Fatalf("no form #%s: %s", id, a.Text())
	}
	for n := range form.Descendants() {
		name, kind := site.Attribute(n, "name"), site.Attribute(n, "type")
		switch {
		case n.Type != html.ElementNode || name == "":
		case n.Data == "select":
			for o := range n.Descendants() {
				if o.Data == "option" && (site.Has(o, "selected") || !values.Has(name)) {
					values.Set(name, site.Attribute(o, "value"))
				}
			}
		case n.Data == "input" && (kind != "checkbox" || site.Has(n, "checked")):
			values.Add(name, site.Attribute(n, "value"))
		}
	}
	return values
}

// acting are the values of a form with one of its buttons.
func acting(values url.Values, act string) url.Values {
	values.Set("act", act)
	return values
}

func TestStagesAreChangedByAdministratorsAndReadByAll(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	chen := s.User(t, "chen", vocabulary.Administrator)
	li := s.User(t, "li", vocabulary.Editor)
	wu := s.User(t, "wu", vocabulary.Reviewer)
	stores(t, s, "甲报", "2031-05-08", "一")
	admin, editor := s.As(t, "chen"), s.As(t, "li")
	const path = "/publications/1/stages"

	editor.Get("/publications/1").Contains(`href="/publications/1/stages"`)
	if page := editor.Get(path).Is(http.StatusOK); page.Element("no-stages") == nil || page.Element("stages-form") != nil {
		t.Errorf("an editor sees %s", page.Text())
	}
	editor.Post(path, url.Values{"act": {"save"}, "stages": {"0"}, "positions": {"0"}}).Is(http.StatusForbidden)
	admin.Get("/publications/9/stages").Is(http.StatusNotFound)
	admin.Post(path, url.Values{"act": {"save"}}).Is(http.StatusUnprocessableEntity)

	page := admin.Get(path).Is(http.StatusOK)
	page = admin.Post(path, acting(formOf(page, "stages-form"), "template:two")).Is(http.StatusOK)
	form := formOf(page, "stages-form")
	form.Set("english-1", "Desk reading")
	wrong := admin.Post(path, acting(form, "save")).Is(http.StatusUnprocessableEntity)
	wrong.Says("who-1-error", "Nobody holds this stage. Name people, or fill its position.")
	form = formOf(wrong, "stages-form")
	if got := form.Get("english-1"); got != "Desk reading" {
		t.Errorf("what was typed became %q", got)
	}
	if page := editor.Get(path); page.Element("no-stages") == nil {
		t.Error("a plan that was refused is stored")
	}
	form["people-1"], form["people-2"] = []string{fmt.Sprint(li.ID), fmt.Sprint(wu.ID)}, []string{fmt.Sprint(chen.ID), "99"}
	form.Set("late", "2")
	admin.Post(path, acting(form, "save")).LeadsTo(path)
	got := strings.Join(editor.Get(path).Elements("stages", "p"), "|")
	for _, want := range []string{"Editors: li, wu", "Heads of department: chen", "Only one person: nothing passes while chen is away."} {
		if !strings.Contains(got, want) {
			t.Errorf("the stages say %s, without %s", got, want)
		}
	}
	editor.Get(path).Says("late", "What is reopened late goes to: Second review")
	if got := fmt.Sprint(editor.Get(path).Elements("run", "li")); got != "[Marking Desk reading 2 may Second review 1 may ✓ accepted, ready to export]" {
		t.Errorf("an article runs %s", got)
	}
	if got := strings.Join(editor.Get("/publications/1").Elements("edits", "td"), "|"); !strings.Contains(got, "chen|Review stages|Review|Desk reading · Second review|") {
		t.Errorf("the changes are %s", got)
	}
	if again := formOf(admin.Get(path), "stages-form"); again.Get("late") != "2" || !slices.Equal(again["who-1"], []string{"position:editors"}) || !slices.Equal(again["differ-2"], []string{"0", "1"}) {
		t.Errorf("the form has %v", again)
	}
}

func TestActsOnTheFormOfStagesKeepNothing(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "chen", vocabulary.Administrator)
	stores(t, s, "甲报", "2031-05-08", "一")
	v := s.As(t, "chen")
	const path = "/publications/1/stages"
	tests := []struct {
		name  string
		acts  []string
		field string
		want  []string
	}{
		{"a template", []string{"template:three-three"}, "stages", []string{"7"}},
		{"a stage is added", []string{"template:two", "add-stage"}, "stages", []string{"3"}},
		{"no more than nine", []string{"template:three-three", "add-stage", "add-stage", "add-stage"}, "stages", []string{"9"}},
		{"a stage is removed", []string{"template:two", "remove-stage:1"}, "english-1", []string{"Second review"}},
		{"what differed from it differs no longer", []string{"template:two", "remove-stage:1"}, "differ-1", []string{"0"}},
		{"a stage moves up", []string{"template:two", "up:2"}, "chinese-1", []string{"二审"}},
		{"a stage moves down", []string{"template:two", "down:1"}, "chinese-1", []string{"二审"}},
		{"the later stage differs", []string{"template:two", "up:2"}, "differ-2", []string{"0", "1"}},
		{"a position is added", []string{"template:two", "add-position"}, "position-id-3", []string{"position-1"}},
		{"a position is removed", []string{"template:two", "remove-position:editors"}, "who-1", nil},
		{"late follows its stage", []string{"template:three-three", "remove-stage:2"}, "late", []string{"6"}},
		{"back to one review", []string{"template:two", "template:single"}, "stages", []string{"0"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := v.In(t)
			page := v.Get(path)
			for _, act := range tt.acts {
				page = v.Post(path, acting(formOf(page, "stages-form"), act)).Is(http.StatusOK)
			}
			if got := formOf(page, "stages-form")[tt.field]; !slices.Equal(got, tt.want) {
				t.Errorf("%s is %v, want %v", tt.field, got, tt.want)
			}
		})
	}
	for _, act := range []string{"", "template:none", "burn:1"} {
		v.Post(path, acting(formOf(v.Get(path), "stages-form"), act)).Is(http.StatusUnprocessableEntity)
	}
	if v.Get(path).Element("no-stages") == nil {
		t.Error("an act stored something")
	}
}

func TestTheStagesOfAnIssue(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	chen := s.User(t, "chen", vocabulary.Administrator)
	li := s.User(t, "li", vocabulary.Editor)
	wu := s.User(t, "wu", vocabulary.Reviewer)
	stores(t, s, "甲报", "2031-05-08", "一")
	v, editor := s.As(t, "chen"), s.As(t, "li")
	const path = "/issues/1/stages"
	v.Get("/issues/1/edit").Contains(`href="/issues/1/stages"`)
	if page := v.Get(path).Is(http.StatusOK); page.Element("no-stages") == nil || page.Element("take-over") != nil {
		t.Errorf("an issue with one review says %s", page.Text())
	}
	form := formOf(v.Post("/publications/1/stages", acting(formOf(v.Get("/publications/1/stages"), "stages-form"), "template:two")), "stages-form")
	form["people-1"], form["people-2"] = []string{fmt.Sprint(li.ID), fmt.Sprint(wu.ID)}, []string{fmt.Sprint(wu.ID)}
	v.Post("/publications/1/stages", acting(form, "save")).LeadsTo("/publications/1/stages")

	editor.Post(path, url.Values{"act": {"take-over"}}).Is(http.StatusForbidden)
	if editor.Get(path).Element("take-over") != nil || v.Get(path).Element("take-over") == nil {
		t.Error("taking over is offered to the wrong one")
	}
	v.Post(path, url.Values{"act": {"take-over"}}).LeadsTo(path)
	if v.Get(path).Element("take-over") != nil {
		t.Error("what was taken over is offered again")
	}

	duty := formOf(v.Get(path), "duty")
	duty["duty-editors"] = nil
	v.Post(path, acting(duty, "save")).Is(http.StatusUnprocessableEntity).Says("duty-editors-error", "Nobody holds this stage. Name people, or fill its position.")
	duty["duty-editors"] = []string{fmt.Sprint(wu.ID), fmt.Sprint(chen.ID)}
	v.Post(path, acting(duty, "save")).LeadsTo(path)
	got := strings.Join(editor.Get(path).Is(http.StatusOK).Elements("stages", "p"), "|")
	if !strings.Contains(got, "Editors: chen, wu") {
		t.Errorf("on duty are %s", got)
	}

	both := url.Values{"person": {fmt.Sprint(wu.ID)}, "stage": {"2"}, "why": {" "}}
	v.Post(path, acting(both, "add-exception")).Is(http.StatusUnprocessableEntity).Says("why-error", "Say why one person holds both.").Contains(fmt.Sprintf(`<option value="%d" selected>wu</option>`, wu.ID))
	both.Set("why", "li is ill")
	v.Post(path, acting(both, "add-exception")).LeadsTo(path)
	editor.Get(path).Says("exception-1", "wu · Second review · li is ill allowed by chen")
	issue, err := s.Server.Store.Issue(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if e, allowed := issue.Set.Plan().Allows(2, wu.ID); !allowed || e.By != "chen" {
		t.Errorf("the exception is %v", e)
	}
	v.Post(path, url.Values{"act": {"remove-exception:1"}}).LeadsTo(path)
	if v.Get(path).Element("no-exceptions") == nil {
		t.Error("the exception is still there")
	}
	v.Post(path, url.Values{"act": {"burn"}}).Is(http.StatusUnprocessableEntity)
	edits := strings.Join(v.Get("/issues/1/edit").Elements("edits", "td"), "|")
	for _, want := range []string{"chen|Review stages|Review|First review · Second review|", "chen|Holds both||li is ill (chen)|"} {
		if !strings.Contains(edits, want) {
			t.Errorf("the changes are %s, without %s", edits, want)
		}
	}
}
