package parts

import (
	"context"

	"galley/address"
	"galley/locale"
	"galley/models"
)

// Paper is the publication that a page is about.
type Paper struct {
	ID             int64
	Name, Language string
}

// PaperOf is a publication in the bar.
func PaperOf(p models.Publication) Paper { return Paper{p.ID, p.Name, p.Language} }

// PaperOfIssue is the publication of an issue in the bar.
func PaperOfIssue(i models.IssueSummary) Paper {
	return Paper{i.PublicationID, i.Publication, i.Language}
}

// Tab is a page of the bar, by the name in its address.
type Tab string

// The tabs.
const (
	TabIssues     Tab = "issues"
	TabCalendar   Tab = "calendar"
	TabProgress   Tab = "progress"
	TabGuidelines Tab = "guidelines"
	TabAgreement  Tab = "agreement"
	TabSettings   Tab = "settings"
	TabPeople     Tab = "people"
)

// tabAddress is where the tab of a publication is.
func tabAddress(tab Tab, paper int64) string {
	switch tab {
	case TabCalendar:
		return address.Calendar(paper, 0)
	case TabProgress:
		return address.Progress.At(paper)
	case TabGuidelines:
		return address.Guidelines.At(paper)
	case TabAgreement:
		return address.PublicationAgreement.At(paper)
	case TabSettings:
		return address.Publication.At(paper)
	}
	return address.IssuesOf(paper)
}

// barTab is a tab as it is drawn.
type barTab struct {
	tab     Tab
	href    string
	words   locale.Key
	current string // the value of aria-current; "" for none
}

// paperTabs are the tabs of one publication. Whoever is signed in may open them.
var paperTabs = []barTab{
	{tab: TabIssues, words: locale.Key("Issues")}, {tab: TabCalendar, words: locale.Key("Calendar")}, {tab: TabProgress, words: locale.Key("Progress")},
	{tab: TabGuidelines, words: locale.Key("Guidelines")}, {tab: TabAgreement, words: locale.Key("Agreement")}, {tab: TabSettings, words: locale.Key("Settings")},
}

// tabs are the tabs of the publication, or those of all publications, as far as the reader may open them.
func (h Head) tabs(frame Frame) []barTab {
	if h.Paper.ID == 0 {
		all := []barTab{{tab: TabIssues, href: address.Issues, words: locale.Key("Issues"), current: h.current(TabIssues)}}
		if frame.MayManage {
			all = append(all, barTab{tab: TabPeople, href: address.People, words: locale.Key("People"), current: h.current(TabPeople)})
		}
		return all
	}
	var all []barTab
	if !frame.SignedIn() {
		return nil
	}
	for _, t := range paperTabs {
		t.href, t.current = tabAddress(t.tab, h.Paper.ID), h.current(t.tab)
		all = append(all, t)
	}
	return all
}

// current is how a tab is marked: the page itself, or what it stands under.
func (h Head) current(tab Tab) string {
	switch {
	case h.Tab != tab:
		return ""
	case h.Under:
		return "true"
	}
	return "page"
}

// tabOf is the tab of the page for another publication.
func (h Head) tabOf(p models.Paper) string { return tabAddress(h.Tab, p.ID) }

// waitingIn is how much waits for the reader in all publications.
func waitingIn(papers []models.Paper) int {
	all := 0
	for _, p := range papers {
		all += p.Waiting
	}
	return all
}

// waitWords say how much waits for the reader; "" for nothing.
func waitWords(ctx context.Context, n int) string {
	if n == 0 {
		return ""
	}
	return locale.N(ctx, n, "%d waits", "%d wait")
}
