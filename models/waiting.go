package models

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"gorm.io/gorm"

	"galley/engine/markup"
	"galley/engine/stages"
)

// Wait is what waits for one person in a set, as markup.Wait says. The rows of a set are written in the transaction
// of whatever changes them.
type Wait struct {
	SetID   int64 `gorm:"primaryKey;autoIncrement:false"`
	UserID  int64 `gorm:"primaryKey;autoIncrement:false"` // markup.AnyReviewer for all who review
	Stage   int   `gorm:"primaryKey;autoIncrement:false"` // of review; 0: returned to its author
	Since   int64 `gorm:"primaryKey;autoIncrement:false"` // the version of the set at which the last of it came to wait
	Parts   int   // how many articles, and what stands outside articles on a page
	Page    int   // where the first of them begins, by its key
	StartAt int   // and by its first code point
	Article string
	Title   string // of the first of them; "" for what belongs to no article
}

// Crew is who works on a set: who made its steps, and what was given to whom and holds.
type Crew struct {
	Authors []int64
	Given   []Assignment
}

// Outcome is what follows from how a set stands at Version, for the transaction that changes how it stands.
type Outcome struct {
	Version int64
	StateOf StateOf
	Waits   func(Crew) []Wait
}

// Crew reads who works on a set.
func (s *Store) Crew(ctx context.Context, set int64) (Crew, error) {
	crew, err := crewOf(ctx, s.read, set)
	return crew, translate(err, "assignments")
}

func crewOf(ctx context.Context, db *gorm.DB, set int64) (crew Crew, err error) {
	if err = from[Step](db).Raw("SELECT DISTINCT author_id FROM steps WHERE set_id = ? ORDER BY author_id", set).Scan(ctx, &crew.Authors); err != nil {
		return crew, err
	}
	crew.Given, err = from[Assignment](db).Where("set_id = ? AND ended_at IS NULL", set).Order("id").Find(ctx)
	return crew, err
}

// Settle writes what follows from how a set stands: what was given and is done, and what waits for whom. It returns
// ErrStale if the set stands otherwise by now.
func (s *Store) Settle(ctx context.Context, set int64, now Outcome) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		// The row is locked, so that no step comes in between.
		there := tx.Exec("UPDATE annotation_sets SET unsettled = ? WHERE id = ? AND version = ?", false, set, now.Version)
		if there.Error == nil && there.RowsAffected == 0 {
			return ErrStale
		}
		if there.Error != nil {
			return there.Error
		}
		_, err := s.settle(ctx, tx, set, now)
		return err
	}), "assignment")
}

// settle is Settle within the transaction of a step. It reports whether something is otherwise than before.
func (s *Store) settle(ctx context.Context, tx *gorm.DB, set int64, now Outcome) (changed bool, err error) {
	crew, err := crewOf(ctx, tx, set)
	if err != nil {
		return false, err
	}
	done, err := s.settleGiven(ctx, tx, crew.Given, now.StateOf)
	if err != nil {
		return false, err
	}
	waits, err := settleWaits(ctx, tx, set, now.Waits(crew))
	return done || waits, err
}

// settleWaits writes the rows of a set that are not as they were.
func settleWaits(ctx context.Context, tx *gorm.DB, set int64, now []Wait) (changed bool, err error) {
	before, err := from[Wait](tx).Where("set_id = ?", set).Find(ctx)
	if err != nil {
		return false, err
	}
	var fresh []Wait
	for _, w := range now {
		w.SetID = set
		if !slices.Contains(before, w) {
			fresh = append(fresh, w)
		}
	}
	for _, old := range before {
		old.SetID = set
		if slices.ContainsFunc(now, func(w Wait) bool { w.SetID = set; return w == old }) {
			continue
		}
		changed = true
		_, err := from[Wait](tx).Where("set_id = ? AND user_id = ? AND stage = ? AND since = ?", set, old.UserID, old.Stage, old.Since).Delete(ctx)
		if err != nil {
			return false, err
		}
	}
	return changed || len(fresh) > 0, from[Wait](tx).CreateInBatches(ctx, &fresh, 500)
}

// unsettle says that what waits in a set has to be written again, within the transaction that changes who works on it.
func unsettle(tx *gorm.DB, condition string, values ...any) error {
	return tx.Exec("UPDATE annotation_sets SET unsettled = ? WHERE "+condition, append([]any{true}, values...)...).Error
}

// Unsettled are sets of which it is not written what waits: an older Galley stored them, or who works on them was
// changed; those before one, the last first, limit at most.
func (s *Store) Unsettled(ctx context.Context, before int64, limit int) ([]int64, error) {
	var ids []int64
	err := s.read.WithContext(ctx).Raw("SELECT id FROM annotation_sets WHERE unsettled AND id < ? AND issue_id NOT IN (SELECT issue_id FROM bin) ORDER BY id DESC LIMIT ?", before, limit).Scan(&ids).Error
	return ids, translate(err, "sets")
}

// WaitLine is something that waits for somebody, with where it is and the step since which it waits.
type WaitLine struct {
	Wait
	IssueID                             int64
	Kind                                string // of the set
	Stages                              string // of the set, as stages.Plan writes them
	Publication, Language, Date, Number string
	Label                               string    // of the page
	By                                  string    // whose step it was
	At                                  time.Time // when
	Act                                 string    // JSON: what they did
}

// Plan are the stages of the line's set.
func (w WaitLine) Plan() stages.Plan { return stages.Of(w.Stages) }

// Why are the words of whoever brought it here; "" for none.
func (w WaitLine) Why() string {
	var act markup.SetState
	if json.Unmarshal([]byte(w.Act), &act) != nil {
		return ""
	}
	return act.Why()
}

// Waiting is what waits for a user: what was returned to them before what they review, the longest waiting first;
// limit at most. What is theirs alone comes before what any reviewer can take.
func (s *Store) Waiting(ctx context.Context, user User, limit int) ([]WaitLine, error) {
	lines, err := from[WaitLine](s.read).Raw(`
		SELECT w.*, s.issue_id, s.kind, s.stages, p.name AS publication, p.language, i.date, i.number,
			coalesce(g.label, '') AS label, coalesce(u.name, '') AS "by", t.at, t.act
		FROM waits w JOIN annotation_sets s ON s.id = w.set_id JOIN issues i ON i.id = s.issue_id JOIN publications p ON p.id = i.publication_id
			JOIN steps t ON t.set_id = w.set_id AND t.version = w.since LEFT JOIN users u ON u.id = t.author_id
			LEFT JOIN pages g ON g.issue_id = s.issue_id AND g.key = w.page
		WHERE (w.user_id = ? OR w.user_id = ? AND ?) AND NOT `+superseded+` AND `+unbinned+`
		ORDER BY CASE WHEN w.user_id = ? THEN 1 ELSE 0 END, CASE WHEN w.stage = 0 THEN 0 ELSE 1 END, t.at, w.set_id, w.stage LIMIT ?`,
		user.ID, markup.AnyReviewer, user.Reviews(), markup.AnyReviewer, limit).Find(ctx)
	return lines, translate(err, "issues")
}

// OpenIssues are the issues that a user has begun to mark and has not finished, the longest untouched first; limit at
// most.
func (s *Store) OpenIssues(ctx context.Context, user int64, limit int) ([]ListLine, error) {
	lines, err := from[ListLine](s.read).Raw(`SELECT l.*, p.language, coalesce(u.name, '') AS last_by
		FROM issue_lines l JOIN publications p ON p.id = l.publication_id LEFT JOIN users u ON u.id = l.changed_by
		WHERE l.stage = 0 AND l.undecided > 0 AND l.issue_id IN (SELECT issue_id FROM issue_authors WHERE user_id = ?)
		ORDER BY l.changed_at, l.issue_id LIMIT ?`, user, limit).Find(ctx)
	return lines, translate(err, "issues")
}

// WaitingPerson is for whom something of a set waits, in a stage of review; 0 for its author.
type WaitingPerson struct {
	SetID  int64
	Stage  int
	UserID int64
	Name   string // "" for any reviewer
	Parts  int
	By     string // who brought some of it there
}

// WaitingIn says of some sets for whom something waits in them: what is furthest behind first, then by name.
func (s *Store) WaitingIn(ctx context.Context, sets []int64) (map[int64][]WaitingPerson, error) {
	all := map[int64][]WaitingPerson{}
	for some := range slices.Chunk(sets, values) {
		found, err := from[WaitingPerson](s.read).Raw(`
			SELECT w.set_id, w.stage, w.user_id, coalesce(u.name, '') AS name, sum(w.parts) AS parts, coalesce(max(b.name), '') AS "by"
			FROM waits w LEFT JOIN users u ON u.id = w.user_id
				LEFT JOIN steps t ON t.set_id = w.set_id AND t.version = w.since LEFT JOIN users b ON b.id = t.author_id
			WHERE w.set_id IN ?
			GROUP BY w.set_id, w.stage, w.user_id, u.name`, some).Find(ctx)
		if err != nil {
			return nil, translate(err, "sets")
		}
		for _, w := range found {
			all[w.SetID] = append(all[w.SetID], w)
		}
	}
	for _, people := range all {
		slices.SortFunc(people, func(a, b WaitingPerson) int {
			return cmp.Or(cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Name, b.Name), cmp.Compare(a.UserID, b.UserID))
		})
	}
	return all, nil
}
