package issues_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"galley/engine/vocabulary"
	"galley/handlers"
	"galley/models"
	"galley/tests/site"
)

// TestTodayTurnsWhenTheInstallationSays asks for the list, the calendar and the progress by night: until the day turns
// it is yesterday's issue that is of today, and today's is not expected yet.
func TestTodayTurnsWhenTheInstallationSays(t *testing.T) {
	t.Parallel()
	turns := map[string]*models.Turn{"as usual": nil, "at half past four": {Hour: 4, Minute: 30}}
	for name, turn := range turns {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := site.New(t, func(_ *site.Site, o *handlers.Options) { o.Turn = turn })
			s.User(t, "li", vocabulary.Editor)
			for day := 1; day <= 9; day++ {
				stores(t, s, "甲报", fmt.Sprintf("2031-05-%02d", day), "一")
			}
			stores(t, s, "甲报", "2031-05-11", "一")
			v, begins := s.As(t, "li"), models.UsualTurn
			if turn != nil {
				begins = *turn
			}
			s.Now = begins.Start(time.Date(2031, 5, 10, 0, 0, 0, 0, time.Local)).Add(-time.Minute)
			today, missing, until := todayIn(v)
			if !strings.Contains(today, "第9期") || missing || until != "2031-05-09" {
				t.Errorf("a minute before: today is %q, the 10th is missing: %v, progress until %q", today, missing, until)
			}
			s.Now = s.Now.Add(time.Minute)
			today, missing, until = todayIn(v)
			if strings.Contains(today, "第9期") || !strings.Contains(today, "甲报") || !missing || until != "2031-05-10" {
				t.Errorf("when it turns: today is %q, the 10th is missing: %v, progress until %q", today, missing, until)
			}
		})
	}
}

// todayIn is what stands under Today, whether the calendar misses an issue on 10 May, and the date that progress ends on.
func todayIn(v *site.Visitor) (today string, missing bool, until string) {
	today = strings.Join(v.Get("/issues").Is(http.StatusOK).Elements("today", "li"), " ")
	missing = strings.Contains(v.Get("/publications/1/calendar").Is(http.StatusOK).Text(), "2031-05-10 · expected, missing")
	return today, missing, v.Get("/publications/1/progress").Is(http.StatusOK).Value("to")
}
