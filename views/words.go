package views

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"galley/engine/markup"
	"galley/locale"
	"galley/models"
)

// roleWord is what a person's role is called on the page.
func roleWord(ctx context.Context, role models.Role) string {
	if word, known := personRoles[role]; known {
		return word.In(ctx)
	}
	return string(role)
}

var personRoles = map[models.Role]locale.Key{
	models.Administrator: locale.Key("Administrator"),
	models.Editor:        locale.Key("Editor"),
	models.Reviewer:      locale.Key("Reviewer"),
	models.Reader:        locale.Key("Reader"),
}

// RoleWord is what a person's role is called on the page.
func RoleWord(ctx context.Context, role models.Role) string { return roleWord(ctx, role) }

// capital is words with a capital letter where they begin with one.
func capital(words string) string {
	_, first := utf8.DecodeRuneInString(words)
	return strings.ToUpper(words[:first]) + words[first:]
}

// stateWord is what a set's state is called on the page.
func stateWord(ctx context.Context, state markup.State) string {
	switch state {
	case markup.Submitted:
		return locale.T(ctx, "Submitted")
	case markup.Returned:
		return locale.T(ctx, "Returned")
	case markup.Accepted:
		return locale.T(ctx, "Accepted")
	}
	return locale.T(ctx, "Draft")
}

// languages are the languages of papers, by their tags.
var languages = []struct {
	tag  string
	name locale.Key
}{
	{"zh-Hans", locale.Key("Chinese, simplified")},
	{"zh-Hant", locale.Key("Chinese, traditional")},
	{"en", locale.Key("English")},
	{"ja", locale.Key("Japanese")},
	{"ko", locale.Key("Korean")},
	{"und", locale.Key("Another language")},
}

// languageChoices are the languages of papers as options.
func languageChoices(ctx context.Context) []choice {
	choices := make([]choice, len(languages))
	for i, l := range languages {
		choices[i] = choice{Value: l.tag, Label: l.name.In(ctx)}
	}
	return choices
}

// languageWord is the name of a paper's language, else its tag.
func languageWord(ctx context.Context, tag string) string {
	for _, c := range languageChoices(ctx) {
		if c.Value == tag {
			return c.Label
		}
	}
	return tag
}

// interfaceLanguages are the languages that Galley speaks, each by its own name.
func interfaceLanguages(ctx context.Context) []choice {
	choices := []choice{{Value: "", Label: locale.T(ctx, "Browser setting")}}
	for _, tag := range locale.Languages() {
		choices = append(choices, choice{Value: tag.String(), Label: locale.Name(tag)})
	}
	return choices
}

// numberWords is an issue's number as its language writes it: 第23126期, No. 2114.
func numberWords(number, language string) string {
	if number == "" || strings.Trim(number, "0123456789") != "" {
		return number
	}
	if strings.HasPrefix(language, "zh") {
		return "第" + number + "期"
	}
	return "No. " + number
}

// thousands writes a number with commas: 1,234,567.
func thousands(n int) string { return locale.Figure(n) }

// shortTime says when as briefly as stays clear: the hour today, else the day and
// hour, else the date.
func shortTime(ctx context.Context, at, now time.Time) string {
	at = at.In(now.Location())
	switch {
	case at.Format(time.DateOnly) == now.Format(time.DateOnly):
		return at.Format("15:04")
	case at.Year() == now.Year():
		return at.Format(dayLayouts[locale.Of(ctx)] + " 15:04")
	}
	return at.Format(yearLayouts[locale.Of(ctx)])
}

// How the languages write a day, without and with its year.
var (
	dayLayouts  = map[language.Tag]string{locale.English: "2 Jan,", locale.Chinese: "1月2日"}
	yearLayouts = map[language.Tag]string{locale.English: "2 Jan 2006", locale.Chinese: "2006年1月2日"}
)

// machineTime is the value of a time element's datetime.
func machineTime(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// undecidedWords are the words of the count: green and without a number when nothing is left.
func undecidedWords(ctx context.Context, n int) string {
	if n == 0 {
		return locale.T(ctx, "All decided")
	}
	return locale.N(ctx, n, "%d undecided", "%d undecided")
}

// taskWord is what is to be done.
func taskWord(ctx context.Context, task string) string {
	if task == models.ToReview {
		return locale.T(ctx, "to review")
	}
	return locale.T(ctx, "to mark")
}

// problemWords are the words of a problem in the outline; static/js/markup/words.js has the sentences.
func problemWords(ctx context.Context, kind string) string {
	if words, known := problemNames[kind]; known {
		return words.In(ctx)
	}
	return strings.ReplaceAll(kind, "-", " ")
}

var problemNames = map[string]locale.Key{
	"undecided":     locale.Key("undecided"),
	"no-headline":   locale.Key("no headline"),
	"open-end":      locale.Key("open end"),
	"no-credit":     locale.Key("no credit"),
	"byline-inside": locale.Key("byline inside"),
	"repeated":      locale.Key("repeats text"),
	"heading-only":  locale.Key("heading only"),
	"empty-article": locale.Key("empty"),
	"jump-lonely":   locale.Key("jump without partner"),
}
