package models

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"galley/fault"
)

// Comment is one thing that somebody said in a thread; the first one opened it. A deleted one says
// nothing any more.
type Comment struct {
	ID        int64
	ThreadID  int64
	Key       string // 26 characters, from the browser
	AuthorID  int64
	Text      string // may be "" beside an act, and beside Done
	CreatedAt time.Time
	Answer    string // what its author says of the point: Done, Disagree, Ask, or ""
	Act       string // JSON: the act that is suggested, as the browser sends acts; or ""
	Was       string // what the act would replace: a role's or type's id, or words
	TakenBy   *int64 // who did the act
	TakenAt   *time.Time
	EditedAt  *time.Time
	DeletedBy *int64
	DeletedAt *time.Time
}

// forUpdate locks the rows that are read. SQLite has one writer and needs no such lock.
var forUpdate = clause.Locking{Strength: "UPDATE"}

// Comment finds a comment of a thread. It returns NotFound if it does not exist.
func (s *Store) Comment(ctx context.Context, set int64, thread, key string) (Comment, error) {
	found, err := s.thread(ctx, set, thread)
	if err != nil {
		return Comment{}, err
	}
	return commentOf(ctx, s.read, found.ID, key)
}

func commentOf(ctx context.Context, db *gorm.DB, thread int64, key string) (Comment, error) {
	found, err := from[Comment](db).Where("thread_id = ? AND key = ?", thread, key).Take(ctx)
	return found, translate(err, "comment")
}

// EditComment gives a comment of one's own other words, and says whom they mention and the words before
// did not. It returns NotFound if there is no such comment, Forbidden for somebody else's, Conflict
// for one that is deleted, and Invalid if nothing is said any more.
func (s *Store) EditComment(ctx context.Context, set int64, thread string, said Said) (fresh []int64, err error) {
	err = s.change(ctx, func(tx *gorm.DB) error {
		found, err := threadOf(ctx, tx, set, thread)
		if err != nil {
			return err
		}
		old, err := commentOf(ctx, tx, found.ID, said.Key)
		switch {
		case err != nil:
			return err
		case old.AuthorID != said.AuthorID:
			return fault.New(fault.Forbidden, "Only the author can change a comment.")
		case old.DeletedAt != nil:
			return fault.New(fault.Conflict, "This comment was deleted.")
		}
		said.Answer, said.Act = old.Answer, old.Act
		text, err := said.readWords()
		if err != nil || text == old.Text {
			return err
		}
		if err := rewordTold(tx, set, old.ID, old.Key, text); err != nil {
			return err
		}
		if fresh, err = changeMentions(ctx, tx, old.ID, said.Mentions); err != nil {
			return err
		}
		if err := s.tellMentioned(ctx, tx, found, said, fresh); err != nil {
			return err
		}
		return tx.Model(&Comment{}).Where("id = ?", old.ID).Updates(map[string]any{"text": text, "edited_at": s.Now()}).Error
	})
	return fresh, translate(err, "comment")
}

// Deleter is who deletes a comment.
type Deleter struct {
	ID     int64
	Others bool // may delete the comments of others, too
}

// DeleteComment takes the words out of a comment; the thread goes with its last one, and gone says so.
// It returns NotFound if there is no such comment, and Forbidden for
// somebody else's.
func (s *Store) DeleteComment(ctx context.Context, set int64, thread, key string, by Deleter) (gone bool, err error) {
	err = s.change(ctx, func(tx *gorm.DB) error {
		found, err := threadOf(ctx, tx, set, thread)
		if err != nil {
			return err
		}
		old, err := commentOf(ctx, tx, found.ID, key)
		switch {
		case err != nil:
			return err
		case old.AuthorID != by.ID && !by.Others:
			return fault.New(fault.Forbidden, "Only the author or an administrator can delete a comment.")
		case old.DeletedAt != nil:
			return nil
		}
		if err := rewordTold(tx, set, old.ID, old.Key, ""); err != nil {
			return err
		}
		left, err := from[Comment](tx).Where("thread_id = ? AND id <> ? AND deleted_at IS NULL", found.ID, old.ID).Count(ctx, "id")
		if err == nil && left == 0 {
			gone = true
			_, err = from[Thread](tx).Where("id = ?", found.ID).Delete(ctx)
			return err
		}
		if err != nil {
			return err
		}
		if _, err := from[Mention](tx).Where("comment_id = ?", old.ID).Delete(ctx); err != nil {
			return err
		}
		return tx.Model(&Comment{}).Where("id = ?", old.ID).Updates(map[string]any{"text": "", "answer": "", "act": "", "was": "",
			"taken_by": nil, "taken_at": nil, "edited_at": nil, "deleted_by": by.ID, "deleted_at": s.Now()}).Error
	})
	return gone, translate(err, "comment")
}

// TakeSuggestion says that somebody did the act that a comment suggests, and settles its thread. It
// returns NotFound if there is no such comment, and Conflict for one that suggests nothing.
func (s *Store) TakeSuggestion(ctx context.Context, set int64, thread, key string, by int64) error {
	now := s.Now()
	err := s.change(ctx, func(tx *gorm.DB) error {
		found, err := threadOf(ctx, tx, set, thread)
		if err != nil {
			return err
		}
		comment, err := commentOf(ctx, tx, found.ID, key)
		switch {
		case err != nil:
			return err
		case comment.Act == "":
			return fault.New(fault.Conflict, "This comment no longer suggests a change.")
		case comment.TakenBy != nil && found.ResolvedBy != nil:
			return nil // sent twice
		}
		if err := tx.Model(&Comment{}).Where("id = ?", comment.ID).Updates(map[string]any{"taken_by": by, "taken_at": now}).Error; err != nil {
			return err
		}
		if found.ResolvedBy != nil {
			return nil
		}
		return tx.Model(&Thread{}).Where("id = ?", found.ID).Updates(map[string]any{"resolved_by": by, "resolved_at": now}).Error
	})
	return translate(err, "comment")
}
