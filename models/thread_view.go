package models

import (
	"context"
	"slices"
)

// ThreadView is a thread with the names of people and all comments, the first one first.
type ThreadView struct {
	Thread
	Author   string
	Resolver string // "" while the thread is open
	Comments []CommentView
}

// CommentView is a comment with the names of people.
type CommentView struct {
	Comment
	Author   string
	Taker    string // who did what it suggests; "" for nobody
	Mentions []Mention
}

// Threads are all threads of a set: those of the whole issue, then the others in the order of the text,
// those of one place by age.
func (s *Store) Threads(ctx context.Context, set int64) ([]ThreadView, error) {
	threads, err := from[Thread](s.read).Where("set_id = ?", set).Order("page, start_at, id").Find(ctx)
	if err != nil || len(threads) == 0 {
		return nil, translate(err, "queries")
	}
	return s.viewsOf(ctx, threads)
}

// ThreadByKey is one thread of a set. It returns NotFound if there is no such thread.
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
	mentions, err := s.mentionsOf(ctx, comments)
	if err != nil {
		return nil, translate(err, "comments")
	}
	names, err := s.UserNames(ctx, speakers(threads, comments))
	if err != nil {
		return nil, err
	}
	name := func(user *int64) string {
		if user == nil {
			return ""
		}
		return names[*user]
	}
	said := map[int64][]CommentView{}
	for _, c := range comments {
		said[c.ThreadID] = append(said[c.ThreadID], CommentView{c, names[c.AuthorID], name(c.TakenBy), mentions[c.ID]})
	}
	views := make([]ThreadView, len(threads))
	for i, t := range threads {
		views[i] = ThreadView{Thread: t, Author: names[t.AuthorID], Resolver: name(t.ResolvedBy), Comments: said[t.ID]}
	}
	return views, nil
}

// values is how many values stand in a statement at most: the databases bound their number.
const values = 10_000

// commentsOf are the comments of threads, oldest first.
func (s *Store) commentsOf(ctx context.Context, threads []int64) ([]Comment, error) {
	var all []Comment
	for some := range slices.Chunk(threads, values) {
		comments, err := from[Comment](s.read).Where("thread_id IN ?", some).Order("id").Find(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, comments...)
	}
	return all, nil
}

// mentionsOf are whom comments mention, by the comment's id.
func (s *Store) mentionsOf(ctx context.Context, comments []Comment) (map[int64][]Mention, error) {
	all := map[int64][]Mention{}
	for some := range slices.Chunk(comments, values) {
		ids := make([]int64, len(some))
		for i, c := range some {
			ids[i] = c.ID
		}
		mentions, err := from[Mention](s.read).Where("comment_id IN ?", ids).Order("comment_id, user_id").Find(ctx)
		if err != nil {
			return nil, err
		}
		for _, m := range mentions {
			all[m.CommentID] = append(all[m.CommentID], m)
		}
	}
	return all, nil
}

// speakers are the ids of everybody who did something in threads.
func speakers(threads []Thread, comments []Comment) []int64 {
	var ids []int64
	note := func(user *int64) {
		if user != nil {
			ids = append(ids, *user)
		}
	}
	for _, t := range threads {
		note(&t.AuthorID)
		note(t.ResolvedBy)
	}
	for _, c := range comments {
		note(&c.AuthorID)
		note(c.TakenBy)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
