package parts

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"galley/engine/markup"
	"galley/engine/vocabulary"
	"galley/locale"
	"galley/models"
)

// RoleWord is what a person's role is called on the page.
func RoleWord(ctx context.Context, role vocabulary.PersonRole) string {
	if word, known := personRoles[role]; known {
		return word.In(ctx)
	}
	return string(role)
}

var personRoles = map[vocabulary.PersonRole]locale.Key{
	vocabulary.Administrator: locale.Key("Administrator"),
	vocabulary.Editor:        locale.Key("Editor"),
	vocabulary.Reviewer:      locale.Key("Reviewer"),
	vocabulary.Reader:        locale.Key("Reader"),
}

// Capital is words with their first letter as a capital.
func Capital(words string) string {
	_, first := utf8.DecodeRuneInString(words)
	return strings.ToUpper(words[:first]) + words[first:]
}

// StateWord is what a set's state is called on the page.
func StateWord(ctx context.Context, state markup.State) string {
	switch state {
	case markup.Submitted:
		return locale.T(ctx, "Submitted")
	case markup.Returned:
		return locale.T(ctx, "Returned")
	case markup.Accepted:
		return locale.T(ctx, "Accepted")
	case markup.Withdrawn:
		return locale.T(ctx, "Withdrawn")
	case markup.Restored:
		return locale.T(ctx, "Restored")
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

// LanguageChoices are the languages of papers as options.
func LanguageChoices(ctx context.Context) []Choice {
	choices := make([]Choice, len(languages))
	for i, l := range languages {
		choices[i] = Choice{Value: l.tag, Label: l.name.In(ctx)}
	}
	return choices
}

// LanguageWord is the name of a paper's language, else its tag.
func LanguageWord(ctx context.Context, tag string) string {
	for _, c := range LanguageChoices(ctx) {
		if c.Value == tag {
			return c.Label
		}
	}
	return tag
}

// InterfaceLanguages are the languages that Galley speaks, each by its own name.
func InterfaceLanguages(ctx context.Context) []Choice {
	choices := []Choice{{Value: "", Label: locale.T(ctx, "Browser setting")}}
	for _, tag := range locale.Languages() {
		choices = append(choices, Choice{Value: tag.String(), Label: locale.Name(tag)})
	}
	return choices
}

// NumberWords is an issue's number as its language writes it: 第23126期, No. 2114.
func NumberWords(number, language string) string {
	if number == "" || strings.Trim(number, "0123456789") != "" {
		return number
	}
	if strings.HasPrefix(language, "zh") {
		return "第" + number + "期"
	}
	return "No. " + number
}

// Thousands writes a number with commas: 1,234,567.
func Thousands(n int) string { return locale.Figure(n) }

// ShortTime says when as briefly as stays clear: the hour on the newsroom's day, else the day and
// hour, else the date.
func ShortTime(ctx context.Context, at, now time.Time) string {
	at = at.In(now.Location())
	switch {
	case IsSameDay(ctx, at, now):
		return at.Format("15:04")
	case at.Year() == now.Year():
		return at.Format(dayLayouts[locale.Of(ctx)] + " 15:04")
	}
	return at.Format(YearLayouts[locale.Of(ctx)])
}

// How the languages write a day, without and with its year.
var (
	dayLayouts  = map[language.Tag]string{locale.English: "2 Jan,", locale.Chinese: "1月2日"}
	YearLayouts = map[language.Tag]string{locale.English: "2 Jan 2006", locale.Chinese: "2006年1月2日"}
)

// MachineTime is the value of a time element's datetime.
func MachineTime(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// UndecidedWords are the words of the count: green and without a number when nothing is left.
func UndecidedWords(ctx context.Context, n int) string {
	if n == 0 {
		return locale.T(ctx, "All decided")
	}
	return locale.N(ctx, n, "%d undecided", "%d undecided")
}

// TaskWord is the word for a task.
func TaskWord(ctx context.Context, task string) string {
	if task == models.ToReview {
		return locale.T(ctx, "to review")
	}
	return locale.T(ctx, "to mark")
}

// ProblemWords are the words of a problem in the outline; static/js/markup/words.js has the sentences.
func ProblemWords(ctx context.Context, kind string) string {
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
