package address

import (
	"fmt"
	"net/url"
)

// Issues, loading, publications, guidelines.
const (
	Issues   = "/issues"
	NewIssue = "/issues/new"
	Loads    = "/loads"
	Search   = "/search"
	Bin      = "/bin"

	Load        One[string]       = "/loads/:token" // a load that waits for its confirmation
	Issue       One[int64]        = "/issues/:id"   // leads to the first page of the set that is the issue
	EditIssue   One[int64]        = "/issues/:id/edit"
	DeleteIssue One[int64]        = "/issues/:id/delete" // asks, and puts the issue into the bin
	Restore     One[int64]        = "/bin/:id/restore"
	IssueSets   One[int64]        = "/issues/:id/sets"
	IssueStages One[int64]        = "/issues/:id/stages" // the stages of review that it goes through, and who is on duty
	WithdrawSet Two[int64, int64] = "/issues/:id/sets/:set/withdraw"

	Publication          One[int64]         = "/publications/:id" // its data and its own roles
	OwnRoles             One[int64]         = "/publications/:id/roles"
	OwnRole              Two[int64, int]    = "/publications/:id/roles/:place" // the role of a digit
	Stages               One[int64]         = "/publications/:id/stages"       // of review, of its new issues
	YearOf               One[int64]         = "/publications/:id/calendar"     // see Calendar
	Progress             One[int64]         = "/publications/:id/progress"
	ProgressTable        Two[int64, string] = "/publications/:id/progress/:table" // a table as a file, such as states.csv
	ProgressEditors      One[int64]         = "/publications/:id/progress/editors.csv"
	PublicationAgreement One[int64]         = "/publications/:id/agreement" // over time

	Guidelines       One[int64] = "/publications/:id/guidelines"
	BlankGuideline   One[int64] = "/publications/:id/guidelines/new" // see NewGuideline
	Guideline        One[int64] = "/guidelines/:id"
	EditGuideline    One[int64] = "/guidelines/:id/edit"
	MoveGuideline    One[int64] = "/guidelines/:id/move"
	RemoveGuideline  One[int64] = "/guidelines/:id/remove"
	RestoreGuideline One[int64] = "/guidelines/:id/restore"
	VersionsOf       One[int64] = "/guidelines/:id/versions" // see GuidelineVersions
)

// IssuesOf is the list of a publication's issues.
func IssuesOf(publication int64) string {
	return with(Issues, url.Values{"publication": {fmt.Sprint(publication)}})
}

// Calendar is a year of a publication; year 0 is the last with issues.
func Calendar(publication int64, year int) string {
	if year == 0 {
		return YearOf.At(publication)
	}
	return with(YearOf.At(publication), url.Values{"year": {fmt.Sprint(year)}})
}

// NewGuideline shows the form of a new guideline page, with a starting outline if one is asked for.
func NewGuideline(publication int64, outline bool) string {
	if outline {
		return BlankGuideline.At(publication) + "?outline"
	}
	return BlankGuideline.At(publication)
}

// GuidelineVersions are the versions of a guideline page; with numbers, how one differs from another, and from 0
// the words of the second one alone.
func GuidelineVersions(page int64, from, to int) string {
	if to == 0 {
		return VersionsOf.At(page)
	}
	return fmt.Sprintf("%s?from=%d&to=%d", VersionsOf.At(page), from, to)
}
