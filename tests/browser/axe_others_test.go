package browser

import (
	"time"

	"github.com/chromedp/chromedp"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/browser/chrome"
)

// others are all other pages of somebody who is signed in.
func (v *visit) others() {
	v.open("the proof", "/sets/1/proof")
	v.site.load(v.t, models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-09", Number: "7016"}, markings[1].name, markings[2].name)
	v.tab.Size(390, 844)
	v.open("the proof on a phone", "/sets/1/proof")
	v.open("the list on a phone", "/issues")
	v.tab.Size(900, 1180)
	v.open("the list on a tablet", "/issues")
	v.tab.Size(1440, 900)
	v.open("the issue with two pages", "/sets/2/pages/1")
	v.work()
	v.open("the calendar", "/publications/1/calendar")
	v.open("a publication", "/publications/1")
	v.tab.Fill("#new-role input[name=slug]", "Not a slug")
	v.tab.Fill("#new-role input[name=word]", "菜谱")
	v.tab.Click("#new-role button[type=submit]")
	v.tab.Wait(`document.getElementById("slug-error") !== null`)
	v.look("a publication, a role refused")
	v.tab.Fill("#new-role input[name=slug]", "recipe")
	v.tab.Click("#new-role button[type=submit]")
	v.tab.Wait(`document.getElementById("own-1") !== null`)
	v.look("a publication with a role of its own")
	v.guidelines()
	v.open("the data of an issue", "/issues/2/edit")
	v.open("the search", "/search?q=%E6%A0%AA%E6%B4%B2")
	v.open("a search that finds nothing", "/search?q=zzz")
	v.open("the empty bin", "/bin")
	v.open("the question before an issue is deleted", "/issues/2/delete")
	v.tab.Fill("#proof", "7016")
	v.tab.Click("#delete")
	v.tab.Wait(`document.getElementById("undo") !== null`)
	v.look("the list, an issue deleted")
	v.open("the bin", "/bin")
	v.open("the list", "/issues")
	v.tab.Click("#user-menu summary")
	v.look("the list, menu open")
	v.open("the account", "/account")
	v.people()
	v.open("the keys", "/account/keys")
	v.progress()
	v.open("no such page", "/nothing")
}

// work gives some of the issue with two pages, and looks where that is shown.
func (v *visit) work() {
	v.open("who does what, nothing given", "/sets/2/work")
	v.tab.Click("#give button.primary")
	v.tab.Wait(`document.querySelector("#form-error p") !== null`)
	v.look("who does what, refused")
	wu := v.site.user(v.t, "吴晓", vocabulary.Editor)
	soon, late := clock().Add(90*time.Minute), clock().Add(-40*time.Minute)
	for _, g := range []models.Giving{
		{Things: []models.Thing{{Page: 2}}, Task: models.ToMark, To: wu.ID, By: wu.ID},
		{Things: []models.Thing{{Page: 2}}, Task: models.ToMark, To: 1, By: wu.ID, Due: &late},
		{Things: []models.Thing{{Page: 1}}, Task: models.ToMark, To: wu.ID, By: 1, Due: &soon},
		{Things: []models.Thing{{}}, Task: models.ToReview, To: 1, By: 1},
		{Things: []models.Thing{{Page: 1, StartAt: 3, Article: text.NewID()}}, Task: models.ToMark, To: 1, By: wu.ID},
	} {
		g.Set = 2
		if err := v.site.store.Give(v.t.Context(), g); err != nil {
			v.t.Fatal(err)
		}
	}
	v.tab.Open(v.site.address + "/sets/2/work")
	v.tab.Click("#past summary")
	v.look("who does what")
	v.tab.Click("#work-2 .work-menu summary")
	v.look("who does what, handing over")
	v.open("the list with work given", "/issues")
	v.tab.Open(v.site.address + "/sets/2/pages/2")
	v.tab.Wait(takesKeys)
	v.look("the workbench, a page that was given")
	v.tab.Press("Ctrl+k")
	v.tab.Wait(`document.activeElement.matches(".finder input")`)
	v.tab.Write(map[string]string{"en": "this page", "zh-Hans": "这一版"}[v.language])
	v.look("the workbench, what can be done with a page")
	v.tab.Press("Escape")
	v.tab.Wait(takesKeys)
	v.tab.Size(390, 844)
	v.open("who does what on a phone", "/sets/2/work")
	v.open("the list with work on a phone", "/issues")
	v.tab.Size(1440, 900)
}

// people goes through the pages about people, and the links that let them in.
func (v *visit) people() {
	v.tab.Do(chromedp.Evaluate[chromedp.Void](`document.getElementById("token-form").noValidate = true`))
	v.tab.Click("#token-form button[type=submit]")
	v.tab.Wait(`document.getElementById("name-error") !== null`)
	v.look("the account, a token refused")
	v.tab.Fill("#token-form input[name=name]", "archive")
	v.tab.Click("#token-form button[type=submit]")
	v.tab.Wait(`document.getElementById("secret") !== null`)
	v.look("a token, shown once")
	v.open("the account with a token", "/account")
	v.open("no notices", "/notices")
	v.open("what one is told", "/account/notices")
	v.tab.Do(chromedp.Evaluate[chromedp.Void](`document.getElementById("notice-choices").noValidate = true`))
	v.tab.Fill("#email", "nowhere")
	v.tab.Click("#notice-choices button[type=submit]")
	v.tab.Wait(`document.getElementById("email-error") !== null`)
	v.look("what one is told, refused")
	v.tell()
	v.open("notices", "/notices")
	v.open("the people", "/people")
	v.tab.Fill("#note", "李")
	v.tab.Click("#invite button[type=submit]")
	v.tab.Wait(`document.getElementById("secret") !== null`)
	v.look("an invitation, shown once")
	link := chrome.Eval[string](v.tab, `document.getElementById("secret").value`)
	v.open("the people, a link waits", "/people")
	v.open("a person", "/people/1")
	v.tab.Click("#close button[type=submit]")
	v.tab.Wait(`document.querySelector("#form-error p") !== null`)
	v.look("a person, closing refused")
	v.open("the record", "/record")
	v.open("the record, nothing of a kind", "/record?kind=token-refused")
	v.tab.Size(390, 844)
	v.open("the people on a phone", "/people")
	v.tab.Size(1440, 900)
	v.tab.Open(link)
	v.look("an invitation, opened")
	v.open("an unknown link", "/join/none")
}

// tell tells the first person of something.
func (v *visit) tell() {
	v.t.Helper()
	wei := models.User{Name: "魏", Role: vocabulary.Reviewer, Active: true}
	err := v.site.server.Store.CreateUser(v.t.Context(), &wei)
	if err == nil {
		err = v.site.server.Store.Notify(v.t.Context(),
			models.Notice{UserID: 1, Key: "1", Kind: models.NoticeReturned, ByID: &wei.ID, IssueID: 1, Detail: "标题不对。"},
			models.Notice{UserID: 1, Key: "2", Kind: models.NoticeMentioned, ByID: &wei.ID, IssueID: 1, Detail: "@林晓 这一段对吗？"})
	}
	if err != nil {
		v.t.Fatal(err)
	}
}
