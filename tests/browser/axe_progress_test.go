package browser

import (
	"fmt"
	"time"

	"galley/engine/text"
	"galley/models"
)

// progress goes through the page of how a publication gets on: with a history of some weeks, and of a paper
// whose issue nobody has begun.
func (v *visit) progress() {
	v.t.Helper()
	v.history()
	v.open("the progress, all of it", fmt.Sprintf("/publications/%d/progress?period=dates&from=%s&to=%s", 1,
		time.Now().AddDate(0, 0, -3).Format(time.DateOnly), time.Now().AddDate(0, 0, 20).Format(time.DateOnly)))
	v.tab.Click("#states summary")
	v.tab.Click("#blocks summary")
	v.tab.Wait(`document.querySelector("#states details").open && document.querySelector("#blocks details").open`)
	v.look("the progress, tables open")
	v.open("the progress of a time without anything", "/publications/1/progress?period=dates&from=2001-01-01&to=2001-01-03")
	v.tab.Size(390, 844)
	v.open("the progress on a phone", "/publications/1/progress")
	v.tab.Size(1440, 900)
}

// history marks an issue, which nobody opens, through some days, and has it submitted, returned and accepted.
func (v *visit) history() {
	v.t.Helper()
	ctx := v.t.Context()
	set := v.site.load(v.t, models.NewIssue{Publication: "株洲日报", Language: "zh-Hans", Date: "2031-05-08", Number: "9", Again: true}, markings[1].name)
	from := int64(0)
	said := map[int]string{30: "submitted", 36: "returned", 44: "submitted", 56: "accepted"}
	for n := range 60 {
		changes := ""
		for b := range n%11 + 1 {
			changes += fmt.Sprintf(`,{"cell":"block/1/%d","to":{"role":"body","decided":true}}`, 100_000+n*100+b)
		}
		if n%9 == 8 {
			changes = fmt.Sprintf(`,{"cell":"block/1/%d","from":{"role":"body","decided":true}}`, 100_000+(n-1)*100)
		}
		if state := said[n]; state != "" {
			changes = fmt.Sprintf(`,{"cell":"state","to":%q}`, state)
		}
		step := models.Step{Version: from + int64(n) + 1, StepID: text.NewID(), AuthorID: int64(1 + n%2), Act: `{"kind":"x"}`,
			At: time.Now().Add(time.Duration(n) * 7 * time.Hour), Changes: `{"v":1,"changes":[` + changes[1:] + `]}`}
		if errs := v.site.store.AppendSteps(ctx, []models.Append{{Set: set, From: from + int64(n), Steps: []models.Step{step}}}); errs[0] != nil {
			v.t.Fatal(errs[0])
		}
	}
}
