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

// SignIn is a browser in which somebody is signed in. Its row goes when the sign-in ends.
type SignIn struct {
	ID      string `gorm:"primaryKey"` // 26 characters, in the session
	UserID  int64
	Way     string // ByPassword, ByLink or ByProvider
	BegunAt time.Time
	SeenAt  time.Time // a minute behind at most
	Browser string    // what the browser says of itself
	Address string    // of the network
}

// TableName is where gorm finds sign-ins.
func (SignIn) TableName() string { return "visits" }

// How long a sign-in lasts: so long without a request, and so long at most.
const (
	SignInIdle = 14 * 24 * time.Hour
	SignInLife = 90 * 24 * time.Hour
)

// seenStep is how far the time of the last request may be behind.
const seenStep = time.Minute

// live is the condition that a sign-in has not expired; it takes two times.
const live = "seen_at > ? AND begun_at > ?"

// BeginSignIn signs a user in: it gives the new sign-in, and forgets those that have expired.
func (s *Store) BeginSignIn(ctx context.Context, user int64, way string, where From) (SignIn, error) {
	where = where.cut()
	now := s.Now()
	signIn := SignIn{ID: strings.ToLower(rand.Text()), UserID: user, Way: way, BegunAt: now, SeenAt: now, Browser: where.Browser, Address: where.Address}
	err := s.change(ctx, func(tx *gorm.DB) error {
		if _, err := from[SignIn](tx).Where("seen_at <= ? OR begun_at <= ?", now.Add(-SignInIdle), now.Add(-SignInLife)).Delete(ctx); err != nil {
			return err
		}
		if err := from[SignIn](tx).Create(ctx, &signIn); err != nil {
			return err
		}
		return s.note(ctx, tx, AuditEntry{Kind: SignedIn, UserID: &user, Detail: way, Address: where.Address, Browser: where.Browser})
	})
	return signIn, translate(err, "sign-in")
}

// SignedInUser is the user of a sign-in that goes on. It returns NotFound for a sign-in that has ended, that has
// expired, or whose account is closed. The sign-in is marked as seen now, from the address.
func (s *Store) SignedInUser(ctx context.Context, id, address string) (User, error) {
	now := s.Now()
	signIn, err := from[SignIn](s.read).Where("id = ? AND "+live, id, now.Add(-SignInIdle), now.Add(-SignInLife)).Take(ctx)
	if err != nil {
		return User{}, translate(err, "sign-in")
	}
	user, err := from[User](s.read).Where("id = ? AND active", signIn.UserID).Take(ctx)
	if err != nil {
		return User{}, translate(err, "user")
	}
	if now.Sub(signIn.SeenAt) >= seenStep {
		err = from[SignIn](s.write).Exec(ctx, "UPDATE visits SET seen_at = ?, address = CASE WHEN ? = '' THEN address ELSE ? END WHERE id = ?", now, address, firstBytes(address, 100), id)
	}
	return user, translate(err, "sign-in")
}

// SignIns are where a user is signed in, the last one seen first.
func (s *Store) SignIns(ctx context.Context, user int64) ([]SignIn, error) {
	now := s.Now()
	signIns, err := from[SignIn](s.read).Where("user_id = ? AND "+live, user, now.Add(-SignInIdle), now.Add(-SignInLife)).Order("seen_at DESC, id").Find(ctx)
	return signIns, translate(err, "sign-ins")
}

// EndSignIn signs a user out of one browser; entry says how the record tells it. It returns NotFound for a
// sign-in that is over, or is another user's.
func (s *Store) EndSignIn(ctx context.Context, user int64, id string, entry AuditEntry) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		n, err := from[SignIn](tx).Where("id = ? AND user_id = ?", id, user).Delete(ctx)
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.New(fault.NotFound, "This sign-in has already ended.")
		}
		return s.note(ctx, tx, entry)
	}), "sign-in")
}

// DropSignIn ends a sign-in without a word in the record, and gives whose it was; 0 if it is over already.
func (s *Store) DropSignIn(ctx context.Context, id string) (user int64, err error) {
	err = s.change(ctx, func(tx *gorm.DB) error {
		found, err := from[SignIn](tx).Where("id = ?", id).Find(ctx)
		if err != nil || len(found) == 0 {
			return err
		}
		user = found[0].UserID
		_, err = from[SignIn](tx).Where("id = ?", id).Delete(ctx)
		return err
	})
	return user, translate(err, "sign-in")
}

// EndOtherSignIns signs a user out everywhere but in one browser, and gives how many places that were.
func (s *Store) EndOtherSignIns(ctx context.Context, user int64, but string, entry AuditEntry) (int, error) {
	ended := 0
	err := s.change(ctx, func(tx *gorm.DB) (err error) {
		if ended, err = endSignIns(ctx, tx, user, but); err != nil || ended == 0 {
			return err
		}
		return s.note(ctx, tx, entry)
	})
	return ended, translate(err, "sign-ins")
}

// endSignIns ends the sign-ins of a user except one; "" spares none.
func endSignIns(ctx context.Context, tx *gorm.DB, user int64, but string) (int, error) {
	return from[SignIn](tx).Where("user_id = ? AND id <> ?", user, but).Delete(ctx)
}

// firstBytes is the beginning of a text on one line, whole characters of n bytes at most; what is no
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
