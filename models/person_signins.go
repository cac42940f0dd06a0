package models

import (
	"context"
	"crypto/rand"
	"strings"
	"time"
	"unicode/utf8"

	"gorm.io/gorm"

	"galley/fault"
)

// The ways in which somebody signs in.
const (
	ByPassword = "password"
	ByLink     = "link"
	ByProvider = "provider"
)

// Visit is a browser in which somebody is signed in. It goes when the sign-in ends.
type Visit struct {
	ID      string `gorm:"primaryKey"` // 26 characters, in the session
	UserID  int64
	Way     string // ByPassword, ByLink or ByProvider
	BegunAt time.Time
	SeenAt  time.Time // a minute behind at the most
	Browser string    // what the browser says of itself
	Address string    // of the network
}

// How long a sign-in lasts: so long without a request, and so long at the most.
const (
	VisitIdle = 14 * 24 * time.Hour
	VisitLife = 90 * 24 * time.Hour
)

// seenStep is how far the time of the last request may be behind.
const seenStep = time.Minute

// live is the condition that a visit has not expired; it takes two times.
const live = "seen_at > ? AND begun_at > ?"

// BeginVisit signs a user in: it gives the new visit, and forgets those that have expired.
func (s *Store) BeginVisit(ctx context.Context, user int64, way string, where From) (Visit, error) {
	where = where.cut()
	now := s.Now()
	visit := Visit{ID: strings.ToLower(rand.Text()), UserID: user, Way: way, BegunAt: now, SeenAt: now, Browser: where.Browser, Address: where.Address}
	err := s.change(ctx, func(tx *gorm.DB) error {
		if _, err := from[Visit](tx).Where("seen_at <= ? OR begun_at <= ?", now.Add(-VisitIdle), now.Add(-VisitLife)).Delete(ctx); err != nil {
			return err
		}
		if err := from[Visit](tx).Create(ctx, &visit); err != nil {
			return err
		}
		return s.note(ctx, tx, Entry{Kind: SignedIn, UserID: &user, Detail: way, Address: where.Address, Browser: where.Browser})
	})
	return visit, translate(err, "sign-in")
}

// Visitor is the user of a visit that goes on. It returns NotFound for a visit that has ended, that has
// expired, or whose account is closed. The visit is marked as seen now, from the address.
func (s *Store) Visitor(ctx context.Context, id, address string) (User, error) {
	now := s.Now()
	visit, err := from[Visit](s.read).Where("id = ? AND "+live, id, now.Add(-VisitIdle), now.Add(-VisitLife)).Take(ctx)
	if err != nil {
		return User{}, translate(err, "sign-in")
	}
	user, err := from[User](s.read).Where("id = ? AND active", visit.UserID).Take(ctx)
	if err != nil {
		return User{}, translate(err, "user")
	}
	if now.Sub(visit.SeenAt) >= seenStep {
		err = from[Visit](s.write).Exec(ctx, "UPDATE visits SET seen_at = ?, address = CASE WHEN ? = '' THEN address ELSE ? END WHERE id = ?", now, address, firstBytes(address, 100), id)
	}
	return user, translate(err, "sign-in")
}

// Visits are where a user is signed in, the last one seen first.
func (s *Store) Visits(ctx context.Context, user int64) ([]Visit, error) {
	now := s.Now()
	visits, err := from[Visit](s.read).Where("user_id = ? AND "+live, user, now.Add(-VisitIdle), now.Add(-VisitLife)).Order("seen_at DESC, id").Find(ctx)
	return visits, translate(err, "sign-ins")
}

// EndVisit signs a user out of one browser; entry says how the record tells it. It returns NotFound for a
// visit that is over, or is another user's.
func (s *Store) EndVisit(ctx context.Context, user int64, id string, entry Entry) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		n, err := from[Visit](tx).Where("id = ? AND user_id = ?", id, user).Delete(ctx)
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.New(fault.NotFound, "This sign-in is over already.")
		}
		return s.note(ctx, tx, entry)
	}), "sign-in")
}

// DropVisit ends a visit without a word in the record, and gives whose it was; 0 where it is over already.
func (s *Store) DropVisit(ctx context.Context, id string) (user int64, err error) {
	err = s.change(ctx, func(tx *gorm.DB) error {
		found, err := from[Visit](tx).Where("id = ?", id).Find(ctx)
		if err != nil || len(found) == 0 {
			return err
		}
		user = found[0].UserID
		_, err = from[Visit](tx).Where("id = ?", id).Delete(ctx)
		return err
	})
	return user, translate(err, "sign-in")
}

// EndOtherVisits signs a user out everywhere but in one browser, and gives how many places that were.
func (s *Store) EndOtherVisits(ctx context.Context, user int64, but string, entry Entry) (int, error) {
	ended := 0
	err := s.change(ctx, func(tx *gorm.DB) (err error) {
		if ended, err = endVisits(ctx, tx, user, but); err != nil || ended == 0 {
			return err
		}
		return s.note(ctx, tx, entry)
	})
	return ended, translate(err, "sign-ins")
}

// endVisits ends the visits of a user but one, "" for none.
func endVisits(ctx context.Context, tx *gorm.DB, user int64, but string) (int, error) {
	return from[Visit](tx).Where("user_id = ? AND id <> ?", user, but).Delete(ctx)
}

// firstBytes is the beginning of a text on one line, whole characters of n bytes at the most; what is no
// UTF-8 is left out.
func firstBytes(text string, n int) string {
	return beginning(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, text), n)
}

// beginning is firstBytes with the ends of lines.
func beginning(text string, n int) string {
	text = strings.ToValidUTF8(text, "")
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}
