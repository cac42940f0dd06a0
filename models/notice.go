package models

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"galley/fault"
)

// Notice is a message to a person, in Galley and by mail.
type Notice struct {
	ID      int64
	UserID  int64  // who is told
	Key     string // of what happened; unique by user, so that nobody is told twice
	Kind    string // NoticeAssigned and the others
	ByID    *int64 // who did it; nil for Galley itself
	At      time.Time
	IssueID int64
	SetID   *int64 // where to look: a set of the issue, nil for the one that is the issue
	Page    int    // and a page, by its key; 0 for the whole
	StartAt int    // and a block, by its first code point
	Detail  string // words of whoever did it; may be ""
	Shown   bool   // false if the person wants it by mail only
	ReadAt  *time.Time
	Task    string     // ToMark or ToReview, where work was given; else ""
	DueAt   *time.Time // when it is due
}

// The kinds of notices. They are stored, so that they never change.
const (
	NoticeAssigned  = "assigned"  // an issue, a page or an article was given to somebody
	NoticeWaits     = "waits"     // something waits for somebody's review
	NoticeReturned  = "returned"  // a reviewer gave back what somebody marked, or what they passed
	NoticeAccepted  = "accepted"  // a reviewer accepted what somebody marked
	NoticeReady     = "ready"     // all sets are submitted that somebody asked for
	NoticeMentioned = "mentioned" // a colleague named somebody in a comment
)

// NoticeKinds are all kinds, in the order in which they are offered.
func NoticeKinds() []string {
	return []string{NoticeAssigned, NoticeWaits, NoticeReturned, NoticeAccepted, NoticeReady, NoticeMentioned}
}

// maxDetail is how much of somebody's words a notice holds, in bytes.
const maxDetail = 600

// Notify notifies a person: it shows the notice and writes a letter, as the person wants it. Nobody is told
// of what they did themselves, nobody with a closed account, and nobody twice by one Key. ID, At, Shown and
// ReadAt are set here.
func (s *Store) Notify(ctx context.Context, notices ...Notice) error {
	if len(notices) == 0 {
		return nil
	}
	return translate(s.change(ctx, func(tx *gorm.DB) error { return s.notify(ctx, tx, notices) }), "notice")
}

// notify is Notify within a transaction. It reads in one go what it must know of the people.
func (s *Store) notify(ctx context.Context, tx *gorm.DB, notices []Notice) error {
	var told []Notice
	for _, n := range notices {
		if !slices.Contains(NoticeKinds(), n.Kind) {
			return fault.New(fault.Invalid, "There are no notices of the kind %q.", n.Kind)
		}
		if n.ByID == nil || *n.ByID != n.UserID {
			told = append(told, n)
		}
	}
	for some := range slices.Chunk(told, values) {
		if err := s.notifySome(ctx, tx, some); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) notifySome(ctx context.Context, tx *gorm.DB, told []Notice) error {
	var users []int64
	var keys []string
	for _, n := range told {
		users, keys = append(users, n.UserID), append(keys, n.Key)
	}
	active, err := from[User](tx).Where("id IN ? AND active", users).Find(ctx)
	if err != nil {
		return err
	}
	chosen, err := choicesOf(ctx, tx, users)
	if err != nil {
		return err
	}
	there, err := from[Notice](tx).Select("user_id", "key").Where("user_id IN ? AND key IN ?", users, keys).Find(ctx)
	if err != nil {
		return err
	}
	for _, n := range told {
		i := slices.IndexFunc(active, func(u User) bool { return u.ID == n.UserID })
		again := slices.ContainsFunc(there, func(old Notice) bool { return old.UserID == n.UserID && old.Key == n.Key })
		if i < 0 || again {
			continue
		}
		choice := chosen.of(n.UserID, n.Kind)
		if err := s.addNotice(ctx, tx, n, choice.Shown, choice.Mailed && active[i].Email != ""); err != nil {
			return err
		}
		there = append(there, n)
	}
	return nil
}

// addNotice stores a notice that is shown or mailed, and its letter. Whether it was stored, or another program was
// first, is known only of one row at a time.
func (s *Store) addNotice(ctx context.Context, tx *gorm.DB, n Notice, shown, mailed bool) error {
	if !shown && !mailed {
		return nil
	}
	n.ID, n.At, n.Shown, n.ReadAt, n.Detail = 0, s.Now(), shown, nil, beginning(n.Detail, maxDetail)
	if err := from[Notice](tx, clause.OnConflict{DoNothing: true}).Create(ctx, &n); err != nil || n.ID == 0 || !mailed {
		return err
	}
	return from[QueuedLetter](tx).Create(ctx, &QueuedLetter{NoticeID: n.ID, NextAt: n.At})
}

// UnreadNotices is how many notices a user has not read, counted to 100 at most.
func (s *Store) UnreadNotices(ctx context.Context, user int64) (int, error) {
	unread, err := from[Notice](s.read).Select("id").Where("user_id = ? AND shown AND read_at IS NULL", user).Limit(100).Find(ctx)
	return len(unread), translate(err, "notices")
}

// NoticeLine is a notice with the names of its author and issue.
type NoticeLine struct {
	Notice
	By          string // "" for Galley itself
	Publication string
	Date        string
	Language    string // of the publication
}

// NoticePage is a page of somebody's notices, the newest first.
type NoticePage struct {
	Notices []NoticeLine
	Older   int64 // for Notices, or 0 if absent
}

const noticesShown = 30

// Notices are a page of a user's notices: those before one, or the newest where before is 0. What is about
// an issue in the bin is left out.
func (s *Store) Notices(ctx context.Context, user, before int64) (NoticePage, error) {
	rows := from[Notice](s.read).Order("id DESC").Limit(noticesShown+1).
		Where("user_id = ? AND shown AND issue_id NOT IN (SELECT issue_id FROM bin)", user)
	if before != 0 {
		rows = rows.Where("id < ?", before)
	}
	found, err := rows.Find(ctx)
	if err != nil {
		return NoticePage{}, translate(err, "notices")
	}
	var page NoticePage
	if len(found) > noticesShown {
		found = found[:noticesShown]
		page.Older = found[len(found)-1].ID
	}
	page.Notices, err = s.noticeLines(ctx, found)
	return page, err
}

// noticeLines adds the names that stand in notices.
func (s *Store) noticeLines(ctx context.Context, notices []Notice) ([]NoticeLine, error) {
	var people, issues []int64
	for _, n := range notices {
		issues = append(issues, n.IssueID)
		if n.ByID != nil {
			people = append(people, *n.ByID)
		}
	}
	names, err := s.UserNames(ctx, people)
	if err != nil {
		return nil, err
	}
	var about []struct {
		ID                          int64
		Publication, Date, Language string
	}
	err = from[Issue](s.read).Raw("SELECT i.id, p.name AS publication, i.date, p.language FROM issues i JOIN publications p ON p.id = i.publication_id WHERE i.id IN ?", issues).Scan(ctx, &about)
	if err != nil {
		return nil, translate(err, "issues")
	}
	lines := make([]NoticeLine, len(notices))
	for i, n := range notices {
		lines[i] = NoticeLine{Notice: n, By: nameIn(names, n.ByID)}
		for _, a := range about {
			if a.ID == n.IssueID {
				lines[i].Publication, lines[i].Date, lines[i].Language = a.Publication, a.Date, a.Language
			}
		}
	}
	return lines, nil
}

// ReadNotice marks a notice of a user as read and gives it. It returns NotFound for somebody else's.
func (s *Store) ReadNotice(ctx context.Context, user, id int64) (Notice, error) {
	n, err := from[Notice](s.read).Where("id = ? AND user_id = ? AND shown", id, user).Take(ctx)
	if err != nil || n.ReadAt != nil {
		return n, translate(err, "notice")
	}
	_, err = from[Notice](s.write).Where("id = ? AND user_id = ?", id, user).Update(ctx, "read_at", s.Now())
	return n, translate(err, "notice")
}

// ReadNotices marks all notices of a user as read, up to one that was seen.
func (s *Store) ReadNotices(ctx context.Context, user, upTo int64) error {
	_, err := from[Notice](s.write).Where("user_id = ? AND id <= ? AND read_at IS NULL", user, upTo).Update(ctx, "read_at", s.Now())
	return translate(err, "notices")
}
