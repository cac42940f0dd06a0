package views

import (
	"fmt"
	"strings"
	"time"

	"galley/models"
)

// roleWord is what a person's role is called on the page.
func roleWord(role models.Role) string {
	if role == "" {
		return ""
	}
	return strings.ToUpper(string(role)[:1]) + string(role)[1:]
}

// stateWord is what a set's state is called on the page.
func stateWord(state string) string {
	switch state {
	case "submitted":
		return "Submitted"
	case "returned":
		return "Returned"
	case "accepted":
		return "Accepted"
	}
	return "Draft"
}

// languageWord is the name of a language tag, the tag itself where it is not one of ours.
func languageWord(tag string) string {
	for _, c := range languages {
		if c.Value == tag {
			return c.Label
		}
	}
	return tag
}

var languages = []choice{
	{"zh-Hans", "Chinese, simplified"},
	{"zh-Hant", "Chinese, traditional"},
	{"en", "English"},
	{"ja", "Japanese"},
	{"ko", "Korean"},
	{"und", "Another language"},
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

// count is a number with its noun: "1 page", "4 pages".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// thousands writes a number with commas: 1,234,567.
func thousands(n int) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// shortTime says when as briefly as stays clear: the hour today, else the day and
// hour, else the date.
func shortTime(at, now time.Time) string {
	at = at.In(now.Location())
	switch {
	case at.Format(time.DateOnly) == now.Format(time.DateOnly):
		return at.Format("15:04")
	case at.Year() == now.Year():
		return at.Format("2 Jan, 15:04")
	}
	return at.Format("2 Jan 2006")
}

// machineTime is the value of a time element's datetime.
func machineTime(at time.Time) string { return at.UTC().Format(time.RFC3339) }
