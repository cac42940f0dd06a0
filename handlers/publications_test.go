package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
	"galley/models"
)

// contains wants a piece of the answer as it was sent.
func (a *answer) contains(want string) *answer {
	a.t.Helper()
	if !strings.Contains(a.body, want) {
		a.t.Errorf("the answer does not contain %s:\n%s", want, a.body)
	}
	return a
}

func TestAPublicationIsChangedByEditorsAndReadByAll(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	site.user(t, "zhao", models.Reader)
	site.stores(t, "甲报", "2031-05-08", "8", "一")
	site.stores(t, "乙报", "2031-05-08", "9", "二")
	editor, reader := site.as(t, "li"), site.as(t, "zhao")

	reader.post("/publications/1", url.Values{"name": {"丙报"}, "language": {"zh-Hans"}}).is(http.StatusForbidden)
	reader.post("/publications/1/roles", url.Values{"place": {"1"}}).is(http.StatusForbidden)
	page := reader.get("/publications/1").is(http.StatusOK).says("publication", "Name of the publication 甲报 Language of the text Chinese, simplified Identifiers")
	if page.element("new-role") != nil {
		t.Error("a reader is offered the form of a new role")
	}
	editor.get("/publications/9").is(http.StatusNotFound)

	wrong := editor.post("/publications/1", url.Values{"name": {"乙报"}, "language": {"zh-Hans"}, "serial": {"CN 1"}}).is(http.StatusUnprocessableEntity)
	wrong.says("name-error", "Another publication is called “乙报”. Give this one another name.")
	editor.post("/publications/1", url.Values{"name": {"甲日报"}, "language": {"zh-Hans"}, "serial": {"CN 1"}}).leadsTo("/publications/1")
	page = reader.get("/publications/1").says("publication", "Name of the publication 甲日报 Language of the text Chinese, simplified Identifiers CN 1")
	if got := strings.Join(page.elements("edits", "td"), "|"); !strings.Contains(got, "li|Name of the publication|甲报|甲日报|") || !strings.Contains(got, "li|Identifiers||CN 1|") {
		t.Errorf("the changes are %s", got)
	}
	if got := fmt.Sprint(reader.get("/issues").elements("issue-1", "td")); !strings.Contains(got, "甲日报") {
		t.Errorf("the list says %s", got)
	}
	reader.get("/publications/1/calendar").is(http.StatusOK).contains("/publications/1\"")
}

func TestRolesOfItsOwnAreAddedRetiredAndRemoved(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	issue := site.stores(t, "甲报", "2031-05-08", "8", "一\n\n二")
	v := site.as(t, "li")
	role := url.Values{"place": {"1"}, "base": {"body"}, "slug": {"recipe"}, "word": {"菜谱"}, "english": {"recipe"}}
	v.post("/publications/1/roles", role).leadsTo("/publications/1")
	v.post("/publications/1/roles", role).is(http.StatusUnprocessableEntity).
		says("place-error", "The digit 1 is that of “菜谱”. Choose another one.").
		says("slug-error", "The publication has a role body.recipe already: “菜谱”.")

	workbench := fmt.Sprintf("/sets/%d/pages/1", issue.Set.ID)
	v.get(workbench).contains(`{"id":"body.recipe","en":"recipe","zh":"菜谱","key":"E 1","on":"block","kind":"prose"}`)
	v.step(issue.Set.ID, text.NewID(), 0, roleAct(text.Span{Start: 0, End: 1}, "body.recipe")).is(http.StatusOK)
	drawn := v.get(workbench)
	drawn.contains(`data-role="body" data-own="body.recipe"`)
	drawn.contains(`<span class="role-word">recipe</span>`)
	v.get(fmt.Sprintf("/sets/%d/proof", issue.Set.ID)).contains(`<p class="side-role">Recipe</p>`)

	row := url.Values{"word": {""}, "english": {"recipes"}, "act": {"save"}}
	v.post("/publications/1/roles/1", row).is(http.StatusUnprocessableEntity).says("role-1-error", "Give the role a word, as the newsroom calls it.")
	row.Set("word", "菜谱")
	row.Set("act", "remove")
	v.post("/publications/1/roles/1", row).is(http.StatusUnprocessableEntity).
		says("role-1-error", "“菜谱” was used for marking, so it stays. Retire it: no key sets it any more, and its blocks keep it.")
	row.Set("act", "retire")
	v.post("/publications/1/roles/1", row).leadsTo("/publications/1")
	v.get(workbench).contains(`{"id":"body.recipe","en":"recipes","zh":"菜谱","key":"","on":"block","kind":"prose","retired":true}`)
	row.Set("act", "save")
	v.post("/publications/1/roles/1", row).leadsTo("/publications/1")
	if got := v.get("/publications/1").elements("own-1", "th"); !cmp.Equal(got, []string{"1 · retired"}) {
		t.Errorf("saving brought the role back: %q", got)
	}
	row.Set("act", "revive")
	v.post("/publications/1/roles/1", row).leadsTo("/publications/1")
	v.get(workbench).contains(`"key":"E 1"`)
	v.post("/publications/1/roles/7", row).is(http.StatusNotFound)
}

func TestTheDataOfAnIssueIsChanged(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	site.user(t, "zhao", models.Reader)
	issue := site.stores(t, "甲报", "2031-05-08", "8", "一\n\n二")
	site.stores(t, "甲报", "2031-05-09", "9", "三")
	v, reader := site.as(t, "li"), site.as(t, "zhao")
	workbench := fmt.Sprintf("/sets/%d/pages/1", issue.Set.ID)
	v.get(workbench).contains(`href="/issues/1/edit"`)
	v.get("/issues").contains(`href="/issues/1/edit"`)

	form := url.Values{"date": {"2031-05-09"}, "number": {"9"}, "edition": {""}, "publisher": {"甲社"}, "label-1": {"B1"}, "section-1": {"文艺"}}
	reader.post("/issues/1/edit", form).is(http.StatusForbidden)
	reader.get("/issues/1/edit").is(http.StatusOK).contains("<fieldset class=\"issue-parts\" disabled>")
	v.post("/issues/1/edit", form).is(http.StatusUnprocessableEntity).
		says("date-error", "甲报 2031-05-09, number 9 is here already, as issue 2. Give this one another date, number or edition.").
		contains(`value="文艺"`)
	form.Set("number", "10")
	v.post("/issues/1/edit", form).leadsTo("/issues/1/edit")
	page := v.get("/issues/1/edit")
	got := strings.Join(page.elements("edits", "td"), "|")
	for _, want := range []string{"li|Date|2031-05-08|2031-05-09|", "li|Number|8|10|", "li|Publisher||甲社|", "li|Page 1 · Label|A1|B1|", "li|Page 1 · Section name||文艺|"} {
		if !strings.Contains(got, want) {
			t.Errorf("the changes lack %s:\n%s", want, got)
		}
	}
	// The set was open before the change; the workbench and exports have the new names all the same.
	v.get(workbench).contains("B1 文艺")
	v.get(fmt.Sprintf("/sets/%d/export/json", issue.Set.ID)).contains(`"label": "B1"`).contains(`"number": "10"`)
	v.get("/issues/99/edit").is(http.StatusNotFound)
}
