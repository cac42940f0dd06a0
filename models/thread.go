package models

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gorm.io/gorm"

	"galley/fault"
)

// Thread is what colleagues say to each other about a place of a set, beside its steps: undo takes no
// words back. The place is in code points, so that cuts, merges and undo leave it where it was.
type Thread struct {
	ID         int64
	SetID      int64
	Key        string // 26 characters, from the browser
	Anchor     string // OnBlock, OnText, OnArticle, OnSpan or OnIssue
	Page       int    // the page's key; 0 for OnIssue
	StartAt    int
	EndAt      int
	Article    string // the article's id, for OnArticle
	Span       string // the span's id, for OnSpan
	AuthorID   int64
	CreatedAt  time.Time
	ResolvedBy *int64 // nil while it is open
	ResolvedAt *time.Time
}

// The kinds of places that a thread can stand at.
const (
	OnBlock   = "block"   // the block that begins at Start when the thread was opened
	OnText    = "text"    // the text from Start to End
	OnArticle = "article" // the article; Start and End are its first block, should it go away
	OnSpan    = "span"    // the span; Start and End are where it stood, for when it is gone
	OnIssue   = "issue"   // the whole issue
)

// What somebody can answer to a point.
const (
	Done     = "done" // which settles the thread
	Disagree = "disagree"
	Ask      = "ask"
)

// Said is what somebody says: of the comment its key, author, text, answer and act count.
type Said struct {
	Comment
	Mentions []Mention // whom the text names
}

// maxComment is the length of a comment at most, in code points.
const maxComment = 4000

// readWords is the text of a comment without white space around it; Invalid if nothing is said.
func (c Said) readWords() (string, error) {
	text := strings.TrimSpace(strings.ReplaceAll(c.Text, "\r\n", "\n"))
	isControl := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF }
	switch n := utf8.RuneCountInString(text); {
	case n == 0 && c.Answer == Disagree:
		return "", fault.New(fault.Invalid, "Say why you disagree.")
	case n == 0 && c.Answer == Ask, n == 0 && c.Answer == "" && c.Act == "":
		return "", fault.New(fault.Invalid, "Write what you want to ask or say.")
	case n > maxComment:
		return "", fault.New(fault.Invalid, "A comment can have at most %d characters; please shorten it.", maxComment)
	case !utf8.ValidString(text) || strings.ContainsFunc(text, isControl):
		return "", fault.New(fault.Invalid, "The comment contains control characters. Please type it again without them.")
	}
	return text, nil
}

// OpenThread saves a new thread with its first comment, whose time and key are the thread's, and
// reports whether it is new: one with its key that the same person opened already is left as it is, so
// that it can be sent twice. It returns Invalid if nothing is said, and Conflict for a key that is
// somebody else's.
func (s *Store) OpenThread(ctx context.Context, thread Thread, first Said) (fresh bool, err error) {
	text, err := first.readWords()
	if err != nil {
		return false, err
	}
	thread.CreatedAt = s.Now()
	first.Key, first.AuthorID, first.Text, first.CreatedAt = thread.Key, thread.AuthorID, text, thread.CreatedAt
	err = s.change(ctx, func(tx *gorm.DB) error {
		found, err := from[Thread](tx).Where("set_id = ? AND key = ?", thread.SetID, thread.Key).Find(ctx)
		if err != nil || len(found) > 0 {
			return sameAuthor(err, len(found) > 0 && found[0].AuthorID != thread.AuthorID)
		}
		if err := from[Thread](tx).Create(ctx, &thread); err != nil {
			return err
		}
		fresh = true
		return s.addComment(ctx, tx, thread, first)
	})
	return fresh, translate(err, "query")
}

func sameAuthor(err error, other bool) error {
	if err == nil && other {
		return fault.New(fault.Conflict, "That query is somebody else's. Please ask again.")
	}
	return err
}

// AddComment saves an answer in a thread of a set, and reports whether it is new: one with its key is left
// as it is. Done settles the thread. It returns NotFound if there is no such thread, and Invalid if
// nothing is said.
func (s *Store) AddComment(ctx context.Context, set int64, thread string, said Said) (fresh bool, err error) {
	if said.Text, err = said.readWords(); err != nil {
		return false, err
	}
	said.CreatedAt = s.Now()
	err = s.change(ctx, func(tx *gorm.DB) error {
		found, err := threadOf(ctx, tx, set, thread)
		if err != nil {
			return err
		}
		there, err := from[Comment](tx).Where("thread_id = ? AND key = ?", found.ID, said.Key).Count(ctx, "id")
		if err != nil || there > 0 {
			return err
		}
		if err := s.addComment(ctx, tx, found, said); err != nil {
			return err
		}
		fresh = true
		if said.Answer != Done || found.ResolvedBy != nil {
			return nil
		}
		return tx.Model(&Thread{}).Where("id = ?", found.ID).Updates(map[string]any{"resolved_by": said.AuthorID, "resolved_at": said.CreatedAt}).Error
	})
	return fresh, translate(err, "comment")
}

// addComment stores a comment with whom it mentions, who are told. Its author has read the thread so far.
func (s *Store) addComment(ctx context.Context, tx *gorm.DB, thread Thread, said Said) error {
	row := Comment{ThreadID: thread.ID, Key: said.Key, AuthorID: said.AuthorID, Text: said.Text, CreatedAt: said.CreatedAt,
		Answer: said.Answer, Act: said.Act, Was: said.Was}
	if err := from[Comment](tx).Create(ctx, &row); err != nil {
		return err
	}
	if err := addMentions(ctx, tx, row.ID, said.Mentions); err != nil {
		return err
	}
	people := make([]int64, len(said.Mentions))
	for i, m := range said.Mentions {
		people[i] = m.UserID
	}
	if err := s.tellMentioned(ctx, tx, thread, said, people); err != nil {
		return err
	}
	return readTo(ctx, tx, said.AuthorID, thread.SetID, []string{said.Key})
}

// threadOf finds a thread of a set and keeps others from changing it, and from speaking in it, until the
// transaction ends.
func threadOf(ctx context.Context, tx *gorm.DB, set int64, key string) (Thread, error) {
	found, err := from[Thread](tx, forUpdate).Where("set_id = ? AND key = ?", set, key).Take(ctx)
	return found, translate(err, "query")
}

func (s *Store) thread(ctx context.Context, set int64, key string) (Thread, error) {
	found, err := from[Thread](s.read).Where("set_id = ? AND key = ?", set, key).Take(ctx)
	return found, translate(err, "query")
}

// ResolveThread says that a thread is settled; by 0 opens it again. Whoever was first stays named. It
// returns NotFound if there is no such thread.
func (s *Store) ResolveThread(ctx context.Context, set int64, thread string, by int64) error {
	found, err := s.thread(ctx, set, thread)
	if err != nil || (by != 0) == (found.ResolvedBy != nil) {
		return err
	}
	values := map[string]any{"resolved_by": nil, "resolved_at": nil}
	if by != 0 {
		values = map[string]any{"resolved_by": by, "resolved_at": s.Now()}
	}
	err = s.change(ctx, func(tx *gorm.DB) error {
		return tx.Model(&Thread{}).Where("id = ?", found.ID).Updates(values).Error
	})
	return translate(err, "query")
}
