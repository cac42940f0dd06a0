package models

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"galley/engine/markup"
)

// IssueLine is an issue as the list shows it: what is counted in its set (see IssueSet), as of Version. It is
// written beside the requests, a second behind at most, and is missing for an issue in the bin.
type IssueLine struct {
	IssueID       int64 `gorm:"primaryKey;autoIncrement:false"`
	SetID         int64 // the set that is the issue
	Version       int64 // of the set; -1 for a line that waits to be counted
	PublicationID int64
	Publication   string // its name
	Date          string // YYYY-MM-DD
	Number        string
	NumberKey     string // Number as it is sorted
	Edition       string
	Pages         int
	Blocks        int
	Undecided     int
	Articles      int
	Problems      int
	StateRank     int    `gorm:"column:stage"` // of how the set's parts stand, see markup.Standings: draft, returned, submitted, accepted
	Editors       string // names of who marked, the first first
	ChangedAt     time.Time
	ChangedBy     *int64 // a user; nil if nobody has marked
	Cells         string // JSON: PageCell by page
}

// StatesInOrder are the states of a set in the order in which an issue goes through them; IssueLine.StateRank is
// the place in it.
var StatesInOrder = []markup.State{markup.Draft, markup.Returned, markup.Submitted, markup.Accepted}

// rankOf is the place of a state in StatesInOrder, draft for one that is not known.
func rankOf(state markup.State) int { return max(0, slices.Index(StatesInOrder, state)) }

// State is how the parts of the line's set stand, summed up.
func (l IssueLine) State() markup.State { return StatesInOrder[l.StateRank] }

// PageCell is what the list shows of a page.
type PageCell struct {
	Key      int          `json:"k"`
	Label    string       `json:"l,omitempty"`
	Blocks   int          `json:"b"`
	Decided  int          `json:"d"`
	Problems int          `json:"p,omitempty"`
	State    markup.State `json:"s"`           // as markup.Standings sums it up
	Parts    int          `json:"n,omitempty"` // that are reviewed by themselves; 0 before they are counted
	Returned int          `json:"r,omitempty"` // of them
	Accepted int          `json:"a,omitempty"`
	At       []int        `json:"t,omitempty"` // how many submitted and returned ones are at each stage of review
}

// PageCells are the line's pages by key; nil before they are counted.
func (l IssueLine) PageCells() []PageCell {
	var cells []PageCell
	if err := json.Unmarshal([]byte(l.Cells), &cells); err != nil {
		return nil // it is counted again with the next step
	}
	return cells
}

// editorsApart parts names in IssueLine.Editors; a name holds no control character.
const editorsApart = '\x1f'

// EditorNames are the names of the editors, the first first.
func (l IssueLine) EditorNames() []string {
	return strings.FieldsFunc(l.Editors, func(r rune) bool { return r == editorsApart })
}

// numberKey is a number as it is sorted: digits by their value.
func numberKey(number string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, number)
	if len(digits) > 15 {
		return digits
	}
	return strings.Repeat("0", 15-len(digits)) + digits
}

// newLine is the line of an issue nobody has marked yet.
func newLine(issue Issue, p Publication, set AnnotationSet, pages []PageCell) (*IssueLine, error) {
	cells, err := json.Marshal(pages)
	if err != nil {
		return nil, err
	}
	return &IssueLine{
		IssueID: issue.ID, SetID: set.ID, PublicationID: p.ID, Publication: p.Name, Date: issue.Date,
		Number: issue.Number, NumberKey: numberKey(issue.Number), Edition: issue.Edition,
		Pages: len(pages), Blocks: set.Blocks, Undecided: set.Blocks, ChangedAt: set.ChangedAt, Cells: string(cells),
	}, nil
}
