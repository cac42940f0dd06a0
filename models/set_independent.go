package models

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"galley/engine/markup"
	"galley/engine/vocabulary"
	"galley/fault"
)

// Askable are the people who can be asked for a set of their own: active editors, by name.
// Administrators see the sets of all others, so theirs would not be independent.
func (s *Store) Askable(ctx context.Context) ([]User, error) {
	users, err := from[User](s.read).Where("active AND role = ?", vocabulary.Editor).Order("name").Find(ctx)
	return users, translate(err, "users")
}

// AskForSets gives each of some editors a set of their own on an issue. Those who have one already are
// left as they are. It returns Invalid if fewer than two would mark the issue, or somebody cannot be
// asked.
func (s *Store) AskForSets(ctx context.Context, issue int64, editors []int64, by int64) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		summary, err := findSummary(ctx, tx, issue)
		if err != nil {
			return err
		}
		if err := lockIssue(tx, issue); err != nil {
			return err
		}
		asked, err := askedOf(ctx, tx, issue)
		if err != nil {
			return err
		}
		fresh := slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(editors))), func(id int64) bool { return slices.Contains(asked, id) })
		if len(fresh) == 0 || len(fresh)+len(asked) < 2 {
			return fault.New(fault.Invalid, "Choose at least two editors: sets are compared with each other.")
		}
		able, err := from[User](tx).Where("id IN ? AND active AND role = ?", fresh, vocabulary.Editor).Count(ctx, "id")
		if err != nil {
			return err
		}
		if int(able) != len(fresh) {
			return fault.New(fault.Invalid, "Only active editors can be asked for a set of their own.")
		}
		return s.insertAsked(ctx, tx, summary.ID, fresh, by)
	})
	return translate(err, "set")
}

// askedOf are the owners of the independent sets of an issue.
func askedOf(ctx context.Context, tx *gorm.DB, issue int64) ([]int64, error) {
	sets, err := from[AnnotationSet](tx).Where("issue_id = ? AND kind = ?", issue, Independent).Order("id").Find(ctx)
	var owners []int64
	for _, set := range sets {
		owners = append(owners, *set.OwnerID)
	}
	return owners, err
}

func (s *Store) insertAsked(ctx context.Context, tx *gorm.DB, issue int64, editors []int64, by int64) error {
	blocks, err := countSource(ctx, tx, issue)
	if err != nil {
		return err
	}
	now := s.Now()
	var sets []AnnotationSet
	for _, editor := range editors {
		sets = append(sets, AnnotationSet{IssueID: issue, Kind: Independent, OwnerID: &editor, State: markup.Draft, Blocks: blocks,
			ChangedAt: now, AskedBy: &by, AskedAt: &now})
	}
	if err := from[AnnotationSet](tx).CreateInBatches(ctx, &sets, 500); err != nil {
		return err
	}
	var told []Notice
	for _, set := range sets {
		told = append(told, Notice{UserID: *set.OwnerID, Key: fmt.Sprint("set ", set.ID), Kind: NoticeAssigned, ByID: &by, IssueID: issue, SetID: &set.ID})
	}
	return s.notify(ctx, tx, told)
}

// countSource counts the blocks of an issue's source.
func countSource(ctx context.Context, tx *gorm.DB, issue int64) (int, error) {
	pages, err := from[Page](tx).Select("id", "key", "boundaries").Where("issue_id = ?", issue).Find(ctx)
	blocks := 0
	for _, p := range pages {
		pairs, err := p.pairs()
		if err != nil {
			return 0, err
		}
		blocks += len(pairs)
	}
	return blocks, err
}

// WithdrawSet takes an independent set away again that nobody has begun or spoken about. What waited only for that set
// is shown. It returns NotFound if there is no such set, and Conflict for one that has been begun.
func (s *Store) WithdrawSet(ctx context.Context, set int64) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		row, err := from[AnnotationSet](tx).Where("id = ? AND kind = ?", set, Independent).Take(ctx)
		if err != nil {
			return err
		}
		if _, err := from[Notice](tx).Where("set_id = ?", set).Delete(ctx); err != nil {
			return err
		}
		if _, err := from[Assignment](tx).Where("set_id = ?", set).Delete(ctx); err != nil {
			return err
		}
		for _, table := range []string{"verdicts", "seen_pages", "drafts", "waits"} {
			if err := tx.Exec("DELETE FROM "+table+" WHERE set_id = ?", set).Error; err != nil {
				return err
			}
		}
		if _, err := from[Export](tx).Where("set_id = ?", set).Delete(ctx); err != nil {
			return err
		}
		gone, err := from[AnnotationSet](tx).Where("id = ? AND version = 0 AND id NOT IN (SELECT set_id FROM threads WHERE set_id = ?)", set, set).Delete(ctx)
		if err != nil {
			return err
		}
		if gone == 0 {
			return fault.New(fault.Conflict, "This set is already started, so it stays. Ask its editor to submit it, or an administrator if the editor has left.")
		}
		return s.showSubmitted(ctx, tx, row.IssueID)
	})
	return translate(err, "set")
}

// submitOnce notes that an independent set was submitted, and shows all of its issue when it was the last.
func (s *Store) submitOnce(ctx context.Context, tx *gorm.DB, set int64) error {
	first := tx.Exec("UPDATE annotation_sets SET submitted = ? WHERE id = ? AND kind = ? AND NOT submitted", true, set, Independent)
	if first.Error != nil || first.RowsAffected == 0 {
		return first.Error
	}
	var issue int64
	if err := tx.Raw("SELECT issue_id FROM annotation_sets WHERE id = ?", set).Scan(&issue).Error; err != nil {
		return err
	}
	return s.showSubmitted(ctx, tx, issue)
}

// showSubmitted shows the independent sets of an issue when all of them were submitted once, and tells whoever asked for
// them. The issue is locked, so that of two servers that submit the last two sets at once one sees the other's.
func (s *Store) showSubmitted(ctx context.Context, tx *gorm.DB, issue int64) error {
	if err := lockIssue(tx, issue); err != nil {
		return err
	}
	shown := tx.Exec(`UPDATE annotation_sets SET shown = ? WHERE issue_id = ? AND kind = ? AND NOT shown
		AND NOT EXISTS (SELECT 1 FROM annotation_sets o WHERE o.issue_id = ? AND o.kind = ? AND NOT o.submitted)`,
		true, issue, Independent, issue, Independent)
	if shown.Error != nil || shown.RowsAffected == 0 {
		return shown.Error
	}
	sets, err := from[AnnotationSet](tx).Where("issue_id = ? AND kind = ?", issue, Independent).Order("id").Find(ctx)
	var told []Notice
	for _, set := range sets {
		if set.AskedBy != nil {
			told = append(told, Notice{UserID: *set.AskedBy, Key: fmt.Sprint("ready ", issue, " ", sets[len(sets)-1].ID), Kind: NoticeReady, IssueID: issue})
		}
	}
	if err != nil {
		return err
	}
	return s.notify(ctx, tx, told)
}

// lockIssue lets nobody else pass here for this issue until the transaction ends. On SQLite nobody else
// writes anyway. References to the issue are left alone: they are made by the same transactions.
func lockIssue(tx *gorm.DB, issue int64) error {
	if tx.Name() == "sqlite" {
		return nil
	}
	return tx.Exec("SELECT id FROM issues WHERE id = ? FOR NO KEY UPDATE", issue).Error
}

// OwnSet is a set of somebody's own in a list.
type OwnSet struct {
	AnnotationSet
	Publication, Language, Date, Number string
}

// Undecided is how many blocks of the set are not decided.
func (o OwnSet) Undecided() int { return max(0, o.Blocks-o.Decided) }

// IsToDo reports whether a set was asked of a user and is theirs to mark now. Wherever such a user asks for the issue, they
// are led to this set.
func (a AnnotationSet) IsToDo(user int64) bool {
	return a.Kind == Independent && a.OwnerID != nil && *a.OwnerID == user && (a.State == markup.Draft || a.State == markup.Returned)
}

// SetsToDo are the sets that a user was asked for and that are theirs to mark now, by issue, of some issues.
func (s *Store) SetsToDo(ctx context.Context, user int64, issues ...int64) (map[int64]int64, error) {
	own, err := from[AnnotationSet](s.read).Where("owner_id = ? AND issue_id IN ?", user, issues).Find(ctx)
	sets := map[int64]int64{}
	for _, set := range own {
		if set.IsToDo(user) {
			sets[set.IssueID] = set.ID
		}
	}
	return sets, translate(err, "sets")
}

// OwnSets are the independent sets that somebody was asked for and that are not accepted yet, the oldest
// issue first; limit at most.
func (s *Store) OwnSets(ctx context.Context, user int64, limit int) ([]OwnSet, error) {
	sets, err := from[OwnSet](s.read).Raw(`
		SELECT s.*, p.name AS publication, p.language, i.date, i.number
		FROM annotation_sets s JOIN issues i ON i.id = s.issue_id JOIN publications p ON p.id = i.publication_id
		WHERE s.owner_id = ? AND s.state <> 'accepted' AND `+unbinned+`
		ORDER BY CASE s.state WHEN 'submitted' THEN 1 ELSE 0 END, i.date, s.id LIMIT ?`, user, limit).Find(ctx)
	return sets, translate(err, "sets")
}

// ShownSet is an independent set that is shown, with its issue's date and its owner's name.
type ShownSet struct {
	AnnotationSet
	Date, Owner string
}

// ShownSets are the independent sets of a publication that are shown to all and were submitted, the
// oldest issue first; those of one issue follow each other.
func (s *Store) ShownSets(ctx context.Context, publication int64) ([]ShownSet, error) {
	sets, err := from[ShownSet](s.read).Raw(`
		SELECT s.*, i.date, u.name AS owner
		FROM annotation_sets s JOIN issues i ON i.id = s.issue_id JOIN users u ON u.id = s.owner_id
		WHERE i.publication_id = ? AND s.kind = ? AND s.shown AND s.submitted AND `+unbinned+`
		ORDER BY i.date, i.id, s.id`, publication, Independent).Find(ctx)
	return sets, translate(err, "sets")
}
