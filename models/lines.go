package models

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Stages are the states of a set in the order in which an issue goes through them; IssueLine.Stage is
// the place in it.
var Stages = []string{"draft", "returned", "submitted", "accepted"}

// stageOf is the stage of a state, draft for one that is not known.
func stageOf(state string) int { return max(0, slices.Index(Stages, state)) }

// State is the state of the line's set.
func (l IssueLine) State() string { return Stages[l.Stage] }

// PageCell is what the list shows of a page.
type PageCell struct {
	Key      int    `json:"k"`
	Label    string `json:"l,omitempty"`
	Blocks   int    `json:"b"`
	Decided  int    `json:"d"`
	Problems int    `json:"p,omitempty"`
	State    string `json:"s"` // as of a set
}

// PageCells are the line's pages by key; none where they have not been counted yet.
func (l IssueLine) PageCells() []PageCell {
	var cells []PageCell
	if err := json.Unmarshal([]byte(l.Cells), &cells); err != nil {
		return nil // it is counted anew with the next step
	}
	return cells
}

// Heading is a source block in which a headline begins.
type Heading struct{ Page, Block int }

// Counted is what was counted in a team set at a version.
type Counted struct {
	Set      int64
	Version  int64
	Figures  Figures
	Pages    []PageCell
	Headings []Heading
}

// StaleSets are team sets whose lines are behind, limit at most.
func (s *Store) StaleSets(ctx context.Context, limit int) ([]int64, error) {
	var ids []int64
	err := s.read.WithContext(ctx).Raw(`SELECT s.id FROM issue_lines l JOIN annotation_sets s ON s.id = l.set_id
		WHERE s.version > l.version ORDER BY l.date DESC, l.issue_id DESC LIMIT ?`, limit).Scan(&ids).Error
	return ids, translate(err, "issues")
}

// SaveCounted brings lines of the list up to date, and the headlines of the search. A line that is
// newer is left alone, and so is an issue in the bin.
func (s *Store) SaveCounted(ctx context.Context, all []Counted) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		for _, c := range all {
			if err := saveCounted(ctx, tx, c); err != nil {
				return err
			}
		}
		return nil
	})
	return translate(err, "issue")
}

func saveCounted(ctx context.Context, tx *gorm.DB, c Counted) error {
	lines, err := from[IssueLine](tx).Where("set_id = ? AND version < ?", c.Set, c.Version).Find(ctx)
	if err != nil || len(lines) == 0 {
		return err
	}
	line := lines[0]
	if err := addAuthors(ctx, tx, &line, c); err != nil {
		return err
	}
	cells, err := json.Marshal(c.Pages)
	if err != nil {
		return err
	}
	line.Version, line.Cells, line.Pages = c.Version, string(cells), len(c.Pages)
	line.Blocks, line.Undecided = c.Figures.Blocks, max(0, c.Figures.Blocks-c.Figures.Decided)
	line.Articles, line.Problems, line.Stage = c.Figures.Articles, c.Figures.Problems, stageOf(c.Figures.State)
	line.NumberKey = numberKey(line.Number)
	// What names the issue is left to ChangeIssue and ChangePublication, which may be at it.
	if err := tx.Omit("Publication", "Date", "Number", "Edition").Save(&line).Error; err != nil {
		return err
	}
	return saveHeadings(ctx, tx, line, c.Headings)
}

// addAuthors adds to a line who has marked since, and who was last.
func addAuthors(ctx context.Context, tx *gorm.DB, line *IssueLine, c Counted) error {
	shares, err := from[authored](tx).Raw(`
		SELECT u.name, t.author_id AS author, min(t.version) AS since
		FROM steps t JOIN users u ON u.id = t.author_id
		WHERE t.set_id = ? AND t.version > ? AND t.version <= ? GROUP BY t.author_id, u.name ORDER BY since`,
		c.Set, line.Version, c.Version).Find(ctx)
	if err != nil {
		return err
	}
	names := strings.FieldsFunc(line.Editors, func(r rune) bool { return r == editorsApart })
	for _, share := range shares {
		author := IssueAuthor{line.IssueID, share.Author}
		if err := from[IssueAuthor](tx, clause.OnConflict{DoNothing: true}).Create(ctx, &author); err != nil {
			return err
		}
		if !slices.Contains(names, share.Name) {
			names = append(names, share.Name)
		}
	}
	line.Editors = strings.Join(names, string(editorsApart))
	last, err := from[Step](tx).Select("author_id", "at").Where("set_id = ? AND version = ?", c.Set, c.Version).Find(ctx)
	if err == nil && len(last) > 0 {
		line.ChangedAt, line.ChangedBy = last[0].At, &last[0].AuthorID
	}
	return err
}

// editorsApart parts names in IssueLine.Editors; a name holds no control character.
const editorsApart = '\x1f'

// EditorNames are the names of who marked, the first first.
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

// saveHeadings marks in the search in which blocks headlines begin.
func saveHeadings(ctx context.Context, tx *gorm.DB, line IssueLine, headings []Heading) error {
	least, greatest := issueRange(line.Date, line.IssueID)
	marked, err := from[foundText](tx).Raw(`SELECT b.*, p.key FROM search_blocks b JOIN pages p ON p.id = b.page_id
		WHERE b.id BETWEEN ? AND ? AND (b.heading OR b.block IN ?)`, least, greatest, blocksOf(headings)).Find(ctx)
	if err != nil {
		return err
	}
	wanted := map[Heading]bool{}
	for _, h := range headings {
		wanted[h] = true
	}
	change := map[bool][]int64{}
	for _, b := range marked {
		if is := wanted[Heading{b.Key, b.Block}]; is != b.Heading {
			change[is] = append(change[is], b.ID)
		}
	}
	for is, ids := range change {
		if err := tx.Exec("UPDATE search_blocks SET heading = ? WHERE id IN ?", is, ids).Error; err != nil {
			return err
		}
	}
	return nil
}

// blocksOf are where the blocks of headings begin, on whatever page; never none, for the sake of SQL.
func blocksOf(headings []Heading) []int {
	starts := []int{-1}
	for _, h := range headings {
		starts = append(starts, h.Block)
	}
	slices.Sort(starts)
	return slices.Compact(starts)
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
