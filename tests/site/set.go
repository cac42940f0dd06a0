package site

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/models"
)

// NewSet stores an issue of one page with twenty blocks and gives its team's set and the blocks.
func (s *Site) NewSet(t *testing.T) (int64, []text.Span) {
	t.Helper()
	var page strings.Builder
	for i := range 20 {
		fmt.Fprintf(&page, "第%d段，铅字排在版上。\n\n", i)
	}
	issue, err := s.Server.Store.CreateIssue(context.Background(), models.NewIssue{Publication: "株洲日报", Language: "zh-Hans",
		Date: "2022-11-10", Pages: []models.NewPage{{Label: "A1", Text: page.String()}}})
	if err != nil {
		t.Fatal(err)
	}
	return issue.Set.ID, markup.NewPage(1, page.String()).Blocks
}

// RoleAct is the act that gives a block of the first page a role.
func RoleAct(block text.Span, role string) string {
	return fmt.Sprintf(`{"kind":"role","blocks":[{"page":1,"start":%d,"end":%d}],"role":%q}`, block.Start, block.End, role)
}

// Step sends an act on a set.
func (v *Visitor) Step(set int64, id text.ID, base int64, act string) *Answer {
	v.T.Helper()
	return v.SendStep(set, fmt.Sprintf(`{"id":%q,"base":%d,"act":%s}`, id, base, act))
}

// SendStep sends what stands for an act on a set, whatever it is.
func (v *Visitor) SendStep(set int64, body string) *Answer {
	v.T.Helper()
	return v.PostJSON(fmt.Sprintf("/sets/%d/steps", set), body)
}

// Submit submits a set.
func (v *Visitor) Submit(set, base int64) *Answer {
	v.T.Helper()
	return v.Step(set, text.NewID(), base, `{"kind":"state","state":"submitted"}`)
}

// Say sends words to an address under a set's queries.
func (v *Visitor) Say(set int64, path, body string) *Answer {
	v.T.Helper()
	return v.PostJSON(fmt.Sprintf("/sets/%d/queries%s", set, path), body)
}
