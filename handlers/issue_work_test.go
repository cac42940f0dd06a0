package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"galley/models"
)

func TestMyWorkIsListed(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	c.li.get("/issues").says("own-work", "My work Nothing was given to you. Claim an issue in the list, or a page in the workbench.")
	c.wei.get("/issues").says("own-work", "My work Nothing was given to you.")
	if row := textOf(c.wei.get("/issues").element("issue-1")); !strings.Contains(row, "Give… Who does what: 株洲日报 2022-11-10") {
		t.Errorf("the row of who gives: %q", row)
	}
	c.give(c.wei, c.liID, "mark", "2031-05-10T08:20:00Z", "page:1").leadsTo(c.work)
	c.give(c.wei, c.reviewerID, "review", "2031-05-13T09:00:00Z", "all").leadsTo(c.work)
	c.li.get("/issues") // what is to be said once
	c.wei.get(c.work)
	list := c.li.get("/issues").says("own-work", "My work 株洲日报 2022-11-10 · A1 to mark · 20 undecided · given by wei 40 min late Release")
	c.wei.get("/issues").says("own-work", "My work 株洲日报 2022-11-10 · The whole issue to review · not submitted yet in 3 days Release")
	row := textOf(list.element("issue-1"))
	if !strings.Contains(row, "→ given to li wei 40 min late Who does what: 株洲日报 2022-11-10 Draft") || !strings.HasSuffix(row, "Claim Data… Delete…") {
		t.Errorf("the issue's row: %q", row)
	}
	if reader := textOf(c.gu.get("/issues").element("issue-1")); strings.Contains(reader, "Claim") {
		t.Errorf("a reader's row: %q", reader)
	}

	// The whole issue is claimed and released from the list, which stays as it was narrowed.
	c.wu.post(c.work+"/claim", url.Values{"what": {"all"}, "back": {"/issues?state=draft"}}).leadsTo("/issues?state=draft")
	list = c.wu.get("/issues?state=draft").says("flash", "Claimed.")
	if row := textOf(list.element("issue-1")); !strings.HasSuffix(row, "Release Data… Delete…") {
		t.Errorf("the row of who claimed it: %q", row)
	}
	if row := textOf(c.li.get("/issues").element("issue-1")); !strings.Contains(row, "→ given to wu, li") || strings.Contains(row, "Claim") || strings.Contains(row, "Release") {
		t.Errorf("the row of a colleague: %q", row)
	}
	for query, listed := range map[string]bool{fmt.Sprint("given=", c.liID): true, "given=4711": false, fmt.Sprintf("given=%d&due=late", c.wuID): false, "due=never": true} {
		if got := c.li.get("/issues?"+query).is(http.StatusOK).element("issue-1") != nil; got != listed {
			t.Errorf("%s lists the issue: %v", query, got)
		}
	}
	c.li.post(c.work+"/1/release", url.Values{"back": {"/issues"}}).leadsTo("/issues")
	c.li.get("/issues").says("own-work", "My work Nothing was given to you. Claim an issue in the list, or a page in the workbench.")
}

func TestWhatIsAskedWaits(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	body := fmt.Sprintf(`{"key":"aaaaaaaaaaaaaaaaaaaaaaaaaa","text":"@wei 这一段对吗？","anchor":"block","page":1,"start":%d,"end":%d}`, c.blocks[2].Start, c.blocks[2].End)
	c.li.say(c.set, "", body)
	waits := textOf(c.wei.get("/issues").element("waiting"))
	if !strings.HasPrefix(waits, "Waiting for you @ 株洲日报 2022-11-10 li asks you: @wei 这一段对吗？ · ") {
		t.Errorf("waiting: %q", waits)
	}
	c.gu.get("/issues").says("waiting", "Waiting for you Nothing waits for you.")
}

// TestTodaySaysWhoHasIt loads an issue of today that somebody was given.
func TestTodaySaysWhoHasIt(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	made, err := c.server.Store.CreateIssue(t.Context(), models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-10", Pages: []models.NewPage{{Text: "一\n"}}})
	if err != nil {
		t.Fatal(err)
	}
	due := c.now.Add(90 * time.Minute)
	err = c.server.Store.Give(t.Context(), models.Giving{Set: made.Set.ID, Things: []models.Thing{{}}, Task: models.ToMark, To: c.liID, By: c.reviewerID, Due: &due})
	if err != nil {
		t.Fatal(err)
	}
	c.gu.get("/issues").says("today", "Today 临江日报 Draft · li in 1 h")
}
