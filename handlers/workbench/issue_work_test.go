package workbench_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"galley/models"
	"galley/tests/site"
)

func TestMyWorkIsListed(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	c.li.Get("/issues").Says("own-work", "My work Nothing was given to you. Claim an issue in the list, or a page in the workbench.")
	c.wei.Get("/issues").Says("own-work", "My work Nothing was given to you.")
	c.give(c.wei, c.liID, "mark", "2031-05-10T08:20:00Z", "page:1").LeadsTo(c.work)
	c.give(c.wei, c.reviewerID, "review", "2031-05-13T09:00:00Z", "all").LeadsTo(c.work)
	c.li.Get("/issues") // what must be said once
	c.wei.Get(c.work)
	list := c.li.Get("/issues").Says("own-work", "My work 1 株洲日报 2022-11-10 · A1版 to mark · 20 undecided · given by wei 40 min late Release")
	c.wei.Get("/issues").Says("own-work", "My work 1 株洲日报 2022-11-10 · The whole issue to review · not submitted yet in 3 days Release")
	row := site.TextOf(list.Element("issue-1"))
	if !strings.Contains(row, "marking 20 – li → then wei 40 min late") || !strings.HasSuffix(row, "Claim Data… Delete…") {
		t.Errorf("the issue's row: %q", row)
	}
	if reader := site.TextOf(c.gu.Get("/issues").Element("issue-1")); strings.Contains(reader, "Claim") {
		t.Errorf("a reader's row: %q", reader)
	}

	// The whole issue is claimed and released from the list, which stays as it was narrowed.
	c.wu.Post(c.work+"/claim", url.Values{"what": {"all"}, "back": {"/issues?state=draft"}}).LeadsTo("/issues?state=draft")
	list = c.wu.Get("/issues?state=draft").Says("flash", "Claimed.")
	if row := site.TextOf(list.Element("issue-1")); !strings.HasSuffix(row, "Release Data… Delete…") {
		t.Errorf("the row of who claimed it: %q", row)
	}
	if row := site.TextOf(c.li.Get("/issues").Element("issue-1")); !strings.Contains(row, "wu , li → then wei") || strings.Contains(row, "Claim") || strings.Contains(row, "Release") {
		t.Errorf("the row of a colleague: %q", row)
	}
	for query, listed := range map[string]bool{fmt.Sprint("given=", c.liID): true, "given=4711": false, fmt.Sprintf("given=%d&due=late", c.wuID): false, "due=never": true} {
		if got := c.li.Get("/issues?"+query).Is(http.StatusOK).Element("issue-1") != nil; got != listed {
			t.Errorf("%s lists the issue: %v", query, got)
		}
	}
	c.li.Post(c.work+"/1/release", url.Values{"back": {"/issues"}}).LeadsTo("/issues")
	c.li.Get("/issues").Says("own-work", "My work Nothing was given to you. Claim an issue in the list, or a page in the workbench.")
}

func TestWhatIsAskedWaits(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	body := fmt.Sprintf(`{"key":"aaaaaaaaaaaaaaaaaaaaaaaaaa","text":"@wei 这一段对吗？","anchor":"block","page":1,"start":%d,"end":%d}`, c.blocks[2].Start, c.blocks[2].End)
	say(c.li, c.set, "", body)
	waits := site.TextOf(c.wei.Get("/issues").Element("waiting"))
	if !strings.HasPrefix(waits, "Waiting for you 1 ↑ ↓ ⏎ opens at the place asked @wei 这一段对吗？ 株洲日报 2022-11-10 li ") {
		t.Errorf("waiting: %q", waits)
	}
	c.gu.Get("/issues").Says("waiting", "Waiting for you Nothing waits for you.")
}

// TestTodaySaysWhoHasIt loads an issue of today that somebody was given.
func TestTodaySaysWhoHasIt(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	made, err := c.Server.Store.CreateIssue(t.Context(), models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-10", Pages: []models.NewPage{{Text: "一\n"}}})
	if err != nil {
		t.Fatal(err)
	}
	due := c.Now.Add(90 * time.Minute)
	err = c.Server.Store.Give(t.Context(), models.Giving{Set: made.Set.ID, Things: []models.Thing{{}}, Task: models.ToMark, To: c.liID, By: c.reviewerID, Due: &due})
	if err != nil {
		t.Fatal(err)
	}
	c.gu.Get("/issues").Says("today", "Today 临江日报 Draft · li in 1 h")
}
