package models

import (
	"context"

	"gorm.io/gorm"
)

// ThreadRead says how far a user has read a thread.
type ThreadRead struct {
	ThreadID  int64 `gorm:"primaryKey;autoIncrement:false"`
	UserID    int64 `gorm:"primaryKey;autoIncrement:false"`
	CommentID int64 // the last one read
}

// ReadThreads notes that a user has read threads of a set as far as comments with these keys; nothing
// read becomes unread again.
func (s *Store) ReadThreads(ctx context.Context, user, set int64, comments []string) error {
	if len(comments) == 0 {
		return nil
	}
	err := s.change(ctx, func(tx *gorm.DB) error { return readTo(ctx, tx, user, set, comments) })
	return translate(err, "query")
}

func readTo(ctx context.Context, tx *gorm.DB, user, set int64, comments []string) error {
	return from[ThreadRead](tx).Exec(ctx, `INSERT INTO thread_reads (thread_id, user_id, comment_id)
		SELECT t.id, ?, max(c.id) FROM threads t JOIN comments c ON c.thread_id = t.id WHERE t.set_id = ? AND c.key IN ? GROUP BY t.id
		ON CONFLICT (thread_id, user_id) DO UPDATE SET comment_id = excluded.comment_id WHERE thread_reads.comment_id < excluded.comment_id`, user, set, comments)
}

// ReadSoFar is the id of the last comment that a user has read, by the id of the thread.
func (s *Store) ReadSoFar(ctx context.Context, user, set int64) (map[int64]int64, error) {
	rows, err := from[ThreadRead](s.read).Where("user_id = ? AND thread_id IN (SELECT id FROM threads WHERE set_id = ?)", user, set).Find(ctx)
	read := make(map[int64]int64, len(rows))
	for _, r := range rows {
		read[r.ThreadID] = r.CommentID
	}
	return read, translate(err, "query")
}
