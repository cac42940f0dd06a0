package issues

import (
	"context"

	"galley/engine/vocabulary"
	"galley/locale"
)

// outlineParts are the parts of a starting outline.
var outlineParts = []struct {
	heading locale.Key
	takes   func(vocabulary.Role) bool
}{
	{locale.Key("Headings"), func(r vocabulary.Role) bool { return r.Kind == vocabulary.Heading || r.Kind == vocabulary.GroupHead }},
	{locale.Key("Text"), func(r vocabulary.Role) bool { return r.Kind == vocabulary.Prose }},
	{locale.Key("Beside the text"), func(r vocabulary.Role) bool { return r.Kind == vocabulary.Attendant || r.Kind == vocabulary.Standalone }},
	{locale.Key("Pictures"), func(r vocabulary.Role) bool { return r.Kind == vocabulary.Picture }},
	{locale.Key("What belongs to no article"), func(r vocabulary.Role) bool { return r.Furniture }},
}

// roleLine says in a line what a role is for.
func roleLine(ctx context.Context, role string) string { return roleLines[role].In(ctx) }

var roleLines = map[string]locale.Key{
	"kicker":        locale.Key("the line above a headline that leads up to it."),
	"headline":      locale.Key("the title of an article; it starts the article."),
	"deck":          locale.Key("the line below a headline that says more."),
	"subhead":       locale.Key("a title within an article."),
	"package-head":  locale.Key("the title over several articles that belong together."),
	"section-head":  locale.Key("the name of a column or section that stands over articles."),
	"sidebar-head":  locale.Key("the title of a box beside an article."),
	"byline":        locale.Key("who wrote it, with their place and office."),
	"dateline":      locale.Key("where and when it was written, and the agency."),
	"body":          locale.Key("the running text of an article."),
	"lead":          locale.Key("the first paragraph, if it is set apart."),
	"verse":         locale.Key("poems and songs; their lines are kept."),
	"table":         locale.Key("results, prices, timetables; their lines are kept."),
	"editor-note":   locale.Key("what the editors say about an article."),
	"pull-quote":    locale.Key("words of the article repeated in large type."),
	"caption":       locale.Key("what a picture shows."),
	"credit":        locale.Key("who took or drew a picture."),
	"salutation":    locale.Key("whom a letter or a speech addresses."),
	"signature":     locale.Key("who signs at the end, often with a date."),
	"notice-number": locale.Key("the number of an official notice."),
	"jump":          locale.Key("where an article goes on, or comes from."),
	"ad":            locale.Key("advertising, one block or more."),
	"masthead":      locale.Key("the name of the paper with date and number."),
	"furniture":     locale.Key("page lines, rules, addresses of the paper."),
	"index":         locale.Key("what is in this issue, and on which page."),
	"weather":       locale.Key("the weather of the day."),
	"promo":         locale.Key("the paper about itself: apps, subscriptions."),
	"staff-line":    locale.Key("who edited and proofread the page."),
	"noise":         locale.Key("meaningless characters left by text recognition."),
}
