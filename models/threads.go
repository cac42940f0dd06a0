package models

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"galley/fault"
)

// The kinds of places that a thread can stand at.
const (
	OnBlock   = "block"   // the block that begins at Start when the thread was opened
	OnText    = "text"    // the text from Start to End
	OnArticle = "article" // the article; Start and End are its first block, should it go away
)

// ThreadView is a thread with the names of people and all comments, the first one first.
type ThreadView struct {
	Thread
	Author   string
	Resolver string // "" while the thread is open
	Comments []CommentView
}

// CommentView is a comment with its author's name.
type CommentView struct {
	Comment
	Author string
}

// maxComment is the length of a comment at most, in code points.
const maxComment = 4000

// readWords is the text of a comment without white space around it; Invalid where nothing is said.
func readWords(text string) (string, error) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	isControl := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF }
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return "", fault.New(fault.Invalid, "Write what you want to ask or say.")
	case n > maxComment:
		return "", fault.New(fault.Invalid, "A comment has %d characters at most; please say it shorter.", maxComment)
	case !utf8.ValidString(text) || strings.ContainsFunc(text, isControl):
		return "", fault.New(fault.Invalid, "The comment holds control characters. Please type it again without them.")
	}
	return text, nil
}

// OpenThread saves a new thread with its first comment, whose time is the thread's. One with its key
// that the same person opened already is left as it is, so that it can be sent twice. It returns
// Invalid where nothing is said, and Conflict for a key that is somebody else's.
func (s *Store) OpenThread(ctx context.Context, thread Thread, text string) error {
	text, err := readWords(text)
	if err != nil {
		return err
	}
	thread.CreatedAt = s.Now()
	err = s.change(ctx, func(tx *gorm.DB) error {
		found, err := from[Thread](tx).Where("set_id = ? AND key = ?", thread.SetID, thread.Key).Find(ctx)
		if err != nil || len(found) > 0 {
			return sameAuthor(err, len(found) > 0 && found[0].AuthorID != thread.AuthorID)
		}
		if err := from[Thread](tx).Create(ctx, &thread); err != nil {
			return err
		}
		first := Comment{ThreadID: thread.ID, Key: thread.Key, AuthorID: thread.AuthorID, Text: text, CreatedAt: thread.CreatedAt}
		return from[Comment](tx).Create(ctx, &first)
	})
	return translate(err, "query")
}

func sameAuthor(err error, other bool) error {
	if err == nil && other {
		return fault.New(fault.Conflict, "That query is somebody else's. Please ask again.")
	}
	return err
}

// AddComment saves an answer in a thread of a set. One with its key is left as it is. It returns
// NotFound where there is no such thread, and Invalid where nothing is said.
func (s *Store) AddComment(ctx context.Context, set int64, thread string, comment Comment) error {
	text, err := readWords(comment.Text)
	if err != nil {
		return err
	}
	found, err := s.thread(ctx, set, thread)
	if err != nil {
		return err
	}
	comment.ThreadID, comment.Text, comment.CreatedAt = found.ID, text, s.Now()
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		return from[Comment](tx, clause.OnConflict{DoNothing: true}).Create(ctx, &comment)
	}), "comment")
}

func (s *Store) thread(ctx context.Context, set int64, key string) (Thread, error) {
	found, err := from[Thread](s.read).Where("set_id = ? AND key = ?", set, key).Take(ctx)
	return found, translate(err, "query")
}

// ResolveThread says that a thread is settled; by 0 opens it again. Whoever was first stays named. It
// returns NotFound where there is no such thread.
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

// Threads are all threads of a set in the order of the text, those of one place by age.
func (s *Store) Threads(ctx context.Context, set int64) ([]ThreadView, error) {
	threads, err := from[Thread](s.read).Where("set_id = ?", set).Order("page, start_at, id").Find(ctx)
	if err != nil || len(threads) == 0 {
		return nil, translate(err, "queries")
	}
	return s.viewsOf(ctx, threads)
}

// ThreadByKey is one thread of a set. It returns NotFound where there is no such thread.
func (s *Store) ThreadByKey(ctx context.Context, set int64, key string) (ThreadView, error) {
	thread, err := s.thread(ctx, set, key)
	if err != nil {
		return ThreadView{}, err
	}
	views, err := s.viewsOf(ctx, []Thread{thread})
	if err != nil {
		return ThreadView{}, err
	}
	return views[0], nil
}

// viewsOf reads what is said in threads, and by whom.
func (s *Store) viewsOf(ctx context.Context, threads []Thread) ([]ThreadView, error) {
	ids := make([]int64, len(threads))
	for i, t := range threads {
		ids[i] = t.ID
	}
	comments, err := s.commentsOf(ctx, ids)
	if err != nil {
		return nil, translate(err, "comments")
	}
	names, err := s.namesOf(ctx, threads, comments)
	if err != nil {
		return nil, err
	}
	said := map[int64][]CommentView{}
	for _, c := range comments {
		said[c.ThreadID] = append(said[c.ThreadID], CommentView{c, names[c.AuthorID]})
	}
	views := make([]ThreadView, len(threads))
	for i, t := range threads {
		views[i] = ThreadView{Thread: t, Author: names[t.AuthorID], Comments: said[t.ID]}
		if t.ResolvedBy != nil {
			views[i].Resolver = names[*t.ResolvedBy]
		}
	}
	return views, nil
}

// commentsOf are the comments of threads, oldest first. The databases bound the number of values in a
// statement, so many threads are read in several.
func (s *Store) commentsOf(ctx context.Context, threads []int64) ([]Comment, error) {
	var all []Comment
	for some := range slices.Chunk(threads, 10_000) {
		comments, err := from[Comment](s.read).Where("thread_id IN ?", some).Order("id").Find(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, comments...)
	}
	return all, nil
}

// namesOf are the names of everybody who speaks in threads, by id.
func (s *Store) namesOf(ctx context.Context, threads []Thread, comments []Comment) (map[int64]string, error) {
	var ids []int64
	for _, t := range threads {
		ids = append(ids, t.AuthorID)
		if t.ResolvedBy != nil {
			ids = append(ids, *t.ResolvedBy)
		}
	}
	for _, c := range comments {
		ids = append(ids, c.AuthorID)
	}
	slices.Sort(ids)
	users, err := from[User](s.read).Where("id IN ?", slices.Compact(ids)).Find(ctx)
	names := map[int64]string{}
	for _, u := range users {
		names[u.ID] = u.Name
	}
	return names, translate(err, "users")
}
