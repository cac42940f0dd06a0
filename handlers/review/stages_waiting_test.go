package review_test

import (
	"regexp"
	"strings"
	"testing"

	"galley/tests/site"
)

// waits is what waits for somebody, as the list of issues says, without times.
func waits(who *site.Visitor) string {
	lines := who.Get("/issues").Elements("waiting", "li")
	for i, line := range lines {
		lines[i], _, _ = strings.Cut(clock.ReplaceAllString(line, "|"), "|")
	}
	return strings.Join(lines, "; ")
}

// clock is a time of a day, with the name before it.
var clock = regexp.MustCompile(` \S+ \d\d:\d\d`)

// TestEachStageFindsInTheListWhatWaits takes an article through two stages: everybody finds their part of it by name.
func TestEachStageFindsInTheListWhatWaits(t *testing.T) {
	t.Parallel()
	n := newNewsroom(t)
	a := n.articles[0]
	waiting := func(when, li, an, bo, dai string) {
		t.Helper()
		for name, at := range map[string]struct {
			who  *site.Visitor
			want string
		}{"Li": {n.li, li}, "An": {n.an, an}, "Bo": {n.bo, bo}, "Dai": {n.dai, dai}} {
			if got := waits(at.who); got != at.want {
				t.Errorf("%s, for %s waits %q, want %q", when, name, got, at.want)
			}
		}
	}
	waiting("submitted", "", "First review 第0段，铅字排在版上。 and 1 more 株洲日报 2022-11-10 · A1版 · Because.", "", "")
	n.passes(n.an, 1, a)
	waiting("passed", "", "First review 第3段，铅字排在版上。 株洲日报 2022-11-10 · A1版 · Because.", "Second review 第0段，铅字排在版上。 株洲日报 2022-11-10 · A1版 · Seen.", "")
	n.returns(n.bo, 2, 0, a)
	waiting("returned", "returned 第0段，铅字排在版上。 株洲日报 2022-11-10 · A1版 · Look at it again.", "First review 第3段，铅字排在版上。 株洲日报 2022-11-10 · A1版 · Because.", "", "")
	n.state(n.li, "submitted", a)
	n.passes(n.bo, 2, a)
	waiting("passed again", "", "First review 第3段，铅字排在版上。 株洲日报 2022-11-10 · A1版 · Because.", "", "Proof 第0段，铅字排在版上。 株洲日报 2022-11-10 · A1版 · Seen.")
	if row := n.an.Get("/issues").Elements("issues", "td"); !strings.Contains(strings.Join(row, "|"), "First review you · 1") {
		t.Errorf("the row says %v", row)
	}
}
