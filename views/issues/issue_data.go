package issues

import (
	"fmt"
	"time"

	"galley/engine/markup"
	"galley/models"
)

// IssueDataView is the page on which the data of an issue is changed.
type IssueDataView struct {
	Issue     models.IssueSummary // as it is stored
	Data      models.IssueData    // what stands in the form
	Errors    map[string]string   // by field
	Edits     []models.EditLine
	Now       time.Time
	MayChange bool
}

// title names the page in the browser's tab.
func (v IssueDataView) title() string { return v.Issue.Publication + " " + v.Issue.Date }

// pageField is the name of a page's field, as ChangeIssue names it.
func pageField(name string, p markup.PageName) string { return fmt.Sprintf("%s-%d", name, p.Key) }
