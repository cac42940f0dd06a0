package newsroom

import (
	"strings"

	"galley/address"
	"galley/models"
)

// LinkAddress is the address of a link below base, such as https://galley.example.
func LinkAddress(base, token string) string {
	return strings.TrimSuffix(base, "/") + address.Join.At(token)
}

// NoticeAddress is where a notice leads.
func NoticeAddress(n models.Notice) string {
	switch {
	case n.SetID == nil:
		return address.Issue.At(n.IssueID)
	case n.Task == models.ToReview:
		return address.ReviewOf.At(*n.SetID)
	case n.Page == 0:
		return address.SetPage.At(*n.SetID, 1)
	}
	return address.Block(*n.SetID, n.Page, n.StartAt)
}
