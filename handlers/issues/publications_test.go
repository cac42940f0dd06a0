package issues_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/tests/site"
)

func TestAPublicationIsChangedByEditorsAndReadByAll(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	s.User(t, "zhao", vocabulary.Reader)
	stores(t, s, "甲报", "2031-05-08", "一")
	stores(t, s, "乙报", "2031-05-08", "二")
	editor, reader := s.As(t, "li"), s.As(t, "zhao")

	reader.Post("/publications/1", url.Values{"name": {"丙报"}, "language": {"zh-Hans"}}).Is(http.StatusForbidden)
	reader.Post("/publications/1/roles", url.Values{"place": {"1"}}).Is(http.StatusForbidden)
	page := reader.Get("/publications/1").Is(http.StatusOK).Says("publication", "Name of the publication 甲报 Language of the text Chinese, simplified Identifiers")
	if page.Element("new-role") != nil {
		t.Error("a reader is offered the form of a new role")
	}
	editor.Get("/publications/9").Is(http.StatusNotFound)

	wrong := editor.Post("/publications/1", url.Values{"name": {"乙报"}, "language": {"zh-Hans"}, "serial": {"CN 1"}}).Is(http.StatusUnprocessableEntity)
	wrong.Says("name-error", "Another publication is already called “乙报”. Give this one another name.")
	editor.Post("/publications/1", url.Values{"name": {"甲日报"}, "language": {"zh-Hans"}, "serial": {"CN 1"}}).LeadsTo("/publications/1")
	page = reader.Get("/publications/1").Says("publication", "Name of the publication 甲日报 Language of the text Chinese, simplified Identifiers CN 1")
	if got := strings.Join(page.Elements("edits", "td"), "|"); !strings.Contains(got, "li|Name of the publication|甲报|甲日报|") || !strings.Contains(got, "li|Identifiers||CN 1|") {
		t.Errorf("the changes are %s", got)
	}
	if got := fmt.Sprint(reader.Get("/issues").Elements("issue-1", "td")); !strings.Contains(got, "甲日报") {
		t.Errorf("the list says %s", got)
	}
	reader.Get("/publications/1/calendar").Is(http.StatusOK).Contains("/publications/1\"")
}

func TestRolesOfItsOwnAreAddedRetiredAndRemoved(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	issue := stores(t, s, "甲报", "2031-05-08", "一\n\n二")
	v := s.As(t, "li")
	role := url.Values{"place": {"1"}, "base": {"body"}, "slug": {"recipe"}, "word": {"菜谱"}, "english": {"recipe"}}
	v.Post("/publications/1/roles", role).LeadsTo("/publications/1")
	v.Post("/publications/1/roles", role).Is(http.StatusUnprocessableEntity).
		Says("place-error", "The digit 1 belongs to “菜谱”. Choose another one.").
		Says("slug-error", "The publication already has a role body.recipe: “菜谱”.")

	workbench := fmt.Sprintf("/sets/%d/pages/1", issue.Set.ID)
	v.Get(workbench).Contains(`{"id":"body.recipe","en":"recipe","zh":"菜谱","key":"E 1","on":"block","kind":"prose"}`)
	v.Step(issue.Set.ID, text.NewID(), 0, site.RoleAct(text.Span{Start: 0, End: 1}, "body.recipe")).Is(http.StatusOK)
	drawn := v.Get(workbench)
	drawn.Contains(`data-role="body" data-own="body.recipe"`)
	drawn.Contains(`<span class="role-word">recipe</span>`)
	v.Get(fmt.Sprintf("/sets/%d/proof", issue.Set.ID)).Contains(`<p class="side-role">Recipe</p>`)

	row := url.Values{"word": {""}, "english": {"recipes"}, "act": {"save"}}
	v.Post("/publications/1/roles/1", row).Is(http.StatusUnprocessableEntity).Says("role-1-error", "Enter what the newsroom calls this role.")
	row.Set("word", "菜谱")
	row.Set("act", "remove")
	v.Post("/publications/1/roles/1", row).Is(http.StatusUnprocessableEntity).
		Says("role-1-error", "“菜谱” was used for marking, so it cannot be removed. Retire it instead: no key sets it any longer, and its blocks keep it.")
	row.Set("act", "retire")
	v.Post("/publications/1/roles/1", row).LeadsTo("/publications/1")
	v.Get(workbench).Contains(`{"id":"body.recipe","en":"recipes","zh":"菜谱","key":"","on":"block","kind":"prose","retired":true}`)
	row.Set("act", "save")
	v.Post("/publications/1/roles/1", row).LeadsTo("/publications/1")
	if got := v.Get("/publications/1").Elements("own-1", "th"); !cmp.Equal(got, []string{"1 · retired"}) {
		t.Errorf("saving brought the role back: %q", got)
	}
	row.Set("act", "revive")
	v.Post("/publications/1/roles/1", row).LeadsTo("/publications/1")
	v.Get(workbench).Contains(`"key":"E 1"`)
	v.Post("/publications/1/roles/7", row).Is(http.StatusNotFound)
}

func TestTheDataOfAnIssueIsChanged(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	s.User(t, "zhao", vocabulary.Reader)
	issue := stores(t, s, "甲报", "2031-05-08", "一\n\n二")
	stores(t, s, "甲报", "2031-05-09", "三")
	v, reader := s.As(t, "li"), s.As(t, "zhao")
	workbench := fmt.Sprintf("/sets/%d/pages/1", issue.Set.ID)
	v.Get(workbench).Contains(`href="/issues/1/edit"`)
	v.Get("/issues").Contains(`href="/issues/1/edit"`)

	form := url.Values{"date": {"2031-05-09"}, "number": {"9"}, "edition": {""}, "publisher": {"甲社"}, "label-1": {"B1"}, "section-1": {"文艺"}}
	reader.Post("/issues/1/edit", form).Is(http.StatusForbidden)
	reader.Get("/issues/1/edit").Is(http.StatusOK).Contains("<fieldset class=\"issue-parts\" disabled>")
	v.Post("/issues/1/edit", form).Is(http.StatusUnprocessableEntity).
		Says("date-error", "甲报 2031-05-09, number 9 already exists, as issue 2. Give this one another date, number or edition.").
		Contains(`value="文艺"`)
	form.Set("number", "10")
	v.Post("/issues/1/edit", form).LeadsTo("/issues/1/edit")
	page := v.Get("/issues/1/edit")
	got := strings.Join(page.Elements("edits", "td"), "|")
	for _, want := range []string{"li|Date|2031-05-08|2031-05-09|", "li|Number|8|10|", "li|Publisher||甲社|", "li|Page 1 · Label|A1|B1|", "li|Page 1 · Section name||文艺|"} {
		if !strings.Contains(got, want) {
			t.Errorf("the changes lack %s:\n%s", want, got)
		}
	}
	// The set was open before the change; the workbench and exports have the new names all the same.
	v.Get(workbench).Contains("B1版 文艺")
	v.Get(fmt.Sprintf("/sets/%d/export/json", issue.Set.ID)).Contains(`"label": "B1"`).Contains(`"number": "10"`)
	v.Get("/issues/99/edit").Is(http.StatusNotFound)
}
