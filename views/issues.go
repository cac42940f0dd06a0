package views

import (
	"time"

	"galley/models"
)

// IssueTable is the value of the issues page.
type IssueTable struct {
	Issues       []models.IssueSummary // as shown, newest first
	Publications []PublicationCount    // all of them, for the filter
	Publication  int64                 // the one chosen, 0 for all
	Total        int                   // issues of all publications
	Now          time.Time             // in the reader's time zone
	MayLoad      bool
}

// PublicationCount is a publication with the number of its issues.
type PublicationCount struct {
	ID       int64
	Name     string
	Language string
	Issues   int
}

// PublicationsOf counts the issues by publication, in the order of their first appearance.
func PublicationsOf(issues []models.IssueSummary) []PublicationCount {
	var counts []PublicationCount
	at := map[int64]int{}
	for _, issue := range issues {
		i, seen := at[issue.PublicationID]
		if !seen {
			i = len(counts)
			at[issue.PublicationID] = i
			counts = append(counts, PublicationCount{ID: issue.PublicationID, Name: issue.Publication, Language: issue.Language})
		}
		counts[i].Issues++
	}
	return counts
}

// undecided is how many blocks of the team's set wait for a role.
func undecided(s models.AnnotationSet) int { return max(0, s.Blocks-s.Decided) }
