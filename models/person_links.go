package models

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gorm.io/gorm"

	"galley/engine/vocabulary"
	"galley/fault"
)

// The kinds of links.
const (
	Invitation   = "invitation" // makes an account with the link's role
	PasswordLink = "password"   // gives the link's user a new password
)

// Link lets whoever holds it in once, until it expires. Its token is stored as a hash only.
type Link struct {
	ID        int64
	Hash      string                // SHA-256 of the token, in hexadecimal
	Kind      string                // Invitation or PasswordLink
	Role      vocabulary.PersonRole // of an invitation, else ""
	Note      string                // whom an invitation is for, as its maker wrote; may be ""
	UserID    *int64                // whose password it is, or who came by the invitation
	MadeBy    *int64                // nil for the command line
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
	RevokedAt *time.Time
}

// The life of a link.
const (
	LinkLife     = 7 * 24 * time.Hour  // by default
	mostLinkLife = 90 * 24 * time.Hour // at most
	linksKept    = 90 * 24 * time.Hour // after that a link that is over is forgotten
)

// openLink is the condition that a link can still be used; it takes the time.
const openLink = "used_at IS NULL AND revoked_at IS NULL AND expires_at > ?"

// hashOf is the hash that is stored instead of a random secret.
func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Invite makes an invitation for a role and gives its token, which is stored nowhere. by is the
// administrator, nil for the command line. It returns Invalid for a broken rule.
func (s *Store) Invite(ctx context.Context, by *int64, role vocabulary.PersonRole, note string, life time.Duration) (token string, err error) {
	bad := fault.Fields{}
	if !slices.Contains(vocabulary.PersonRoles(), role) {
		bad["role"] = fault.Say("The role must be administrator, editor, reviewer or reader.")
	}
	if note = strings.TrimSpace(firstBytes(note, 1000)); utf8.RuneCountInString(note) > maxName {
		bad["note"] = fault.Say("Write at most 100 characters.")
	}
	if life <= 0 || life > mostLinkLife {
		bad["days"] = fault.Say("A link can be valid for 1 to 90 days.")
	}
	if err := bad.Err(); err != nil {
		return "", err
	}
	return s.makeLink(ctx, Link{Kind: Invitation, Role: role, Note: note, MadeBy: by}, life, AuditEntry{Kind: Invited, UserID: by, Detail: string(role)})
}

// LinkPassword makes a link that gives a user a new password, and gives its token; an older one that waits
// is revoked. It returns NotFound if there is no such user, and Conflict for a closed account.
func (s *Store) LinkPassword(ctx context.Context, by *int64, user int64, life time.Duration) (token string, err error) {
	if life <= 0 || life > mostLinkLife {
		return "", fault.New(fault.Invalid, "A link can be valid for 1 to 90 days.")
	}
	row, err := s.User(ctx, user)
	if err != nil {
		return "", err
	}
	if !row.Active {
		return "", fault.New(fault.Conflict, "The account of %s is closed. Reopen it first.", row.Name)
	}
	return s.makeLink(ctx, Link{Kind: PasswordLink, UserID: &user, MadeBy: by}, life, AuditEntry{Kind: PasswordLinkMade, UserID: by, AboutID: &user})
}

func (s *Store) makeLink(ctx context.Context, link Link, life time.Duration, entry AuditEntry) (string, error) {
	token := strings.ToLower(rand.Text())
	now := s.Now()
	link.Hash, link.CreatedAt, link.ExpiresAt = hashOf(token), now, now.Add(life)
	err := s.change(ctx, func(tx *gorm.DB) error {
		if _, err := from[Link](tx).Where("created_at < ? AND expires_at < ?", now.Add(-linksKept), now).Delete(ctx); err != nil {
			return err
		}
		if link.Kind == PasswordLink {
			if err := revokeLinks(ctx, tx, now, "user_id = ? AND kind = ?", *link.UserID, PasswordLink); err != nil {
				return err
			}
		}
		if err := from[Link](tx).Create(ctx, &link); err != nil {
			return err
		}
		return s.note(ctx, tx, entry)
	})
	return token, translate(err, "link")
}

// revokeLinks revokes the open links for which a condition holds.
func revokeLinks(ctx context.Context, tx *gorm.DB, now time.Time, condition string, values ...any) error {
	_, err := from[Link](tx).Where(openLink, now).Where(condition, values...).Update(ctx, "revoked_at", now)
	return err
}

// OpenLink finds the link of a token. It returns NotFound, with the reason, for one that lets nobody in.
func (s *Store) OpenLink(ctx context.Context, token string) (Link, error) {
	return s.openLink(ctx, s.read, token)
}

func (s *Store) openLink(ctx context.Context, db *gorm.DB, token string) (Link, error) {
	found, err := from[Link](db).Where("hash = ?", hashOf(token)).Find(ctx)
	switch {
	case err != nil:
		return Link{}, translate(err, "link")
	case len(found) == 0:
		return Link{}, fault.New(fault.NotFound, "There is no such link. Check that you have copied all of it.")
	}
	switch link := found[0]; {
	case link.UsedAt != nil:
		return Link{}, fault.New(fault.NotFound, "This link was already used; it works only once. Ask an administrator for a new one.")
	case link.RevokedAt != nil:
		return Link{}, fault.New(fault.NotFound, "This link was taken back. Ask an administrator for a new one.")
	case !link.ExpiresAt.After(s.Now()):
		return Link{}, fault.New(fault.NotFound, "This link has expired. Ask an administrator for a new one.")
	}
	return found[0], nil
}

// Join uses an invitation up and makes its account, with the link's role. It returns NotFound for a link
// that lets nobody in; Invalid for a broken rule and Conflict for a name that is taken leave the link open.
func (s *Store) Join(ctx context.Context, token, name, passwordHash string) (User, error) {
	var user User
	err := s.change(ctx, func(tx *gorm.DB) error {
		link, err := s.useLink(ctx, tx, token, Invitation)
		if err != nil {
			return err
		}
		user = User{Name: name, PasswordHash: passwordHash, Role: link.Role, Active: true, CreatedAt: s.Now()}
		if err := user.Validate(); err != nil {
			return err
		}
		if err := s.addUser(ctx, tx, &user, link.MadeBy); err != nil {
			return err
		}
		if _, err := from[Link](tx).Where("id = ?", link.ID).Update(ctx, "user_id", user.ID); err != nil {
			return err
		}
		return s.note(ctx, tx, AuditEntry{Kind: AccountMade, UserID: link.MadeBy, AboutID: &user.ID, Detail: string(link.Role)})
	})
	return user, nameTaken(translate(err, "user"), name)
}

// UsePasswordLink uses a link up that gives a new password, and ends all sign-ins of its user.
func (s *Store) UsePasswordLink(ctx context.Context, token, passwordHash string, where From) (User, error) {
	var user User
	err := s.change(ctx, func(tx *gorm.DB) error {
		link, err := s.useLink(ctx, tx, token, PasswordLink)
		if err != nil {
			return err
		}
		if user, err = from[User](tx).Where("id = ? AND active", *link.UserID).Take(ctx); err != nil {
			return err
		}
		user.PasswordHash = passwordHash
		return s.setPassword(ctx, tx, user.ID, passwordHash, where)
	})
	return user, translate(err, "user")
}

// useLink marks an open link as used. Of two who try at once, one gets NotFound.
func (s *Store) useLink(ctx context.Context, tx *gorm.DB, token, kind string) (Link, error) {
	link, err := s.openLink(ctx, tx, token)
	if err != nil {
		return link, err
	}
	n, err := from[Link](tx).Where("id = ? AND kind = ?", link.ID, kind).Where(openLink, s.Now()).Update(ctx, "used_at", s.Now())
	if err == nil && n == 0 {
		err = fault.New(fault.NotFound, "This link was already used; it works only once. Ask an administrator for a new one.")
	}
	return link, err
}

// LinkLine is a link with the names of people.
type LinkLine struct {
	Link
	Maker string // "" for the command line
	User  string // whose password it is; "" for an invitation
}

// OpenLinks are the links that wait to be used, the newest first.
func (s *Store) OpenLinks(ctx context.Context) ([]LinkLine, error) {
	links, err := from[Link](s.read).Where(openLink, s.Now()).Order("id DESC").Find(ctx)
	if err != nil {
		return nil, translate(err, "links")
	}
	var ids []int64
	for _, l := range links {
		for _, id := range []*int64{l.MadeBy, l.UserID} {
			if id != nil {
				ids = append(ids, *id)
			}
		}
	}
	names, err := s.UserNames(ctx, ids)
	lines := make([]LinkLine, len(links))
	for i, l := range links {
		lines[i] = LinkLine{l, nameIn(names, l.MadeBy), nameIn(names, l.UserID)}
	}
	return lines, err
}

// RevokeLink takes a link back. It returns NotFound for one that lets nobody in any more.
func (s *Store) RevokeLink(ctx context.Context, by *int64, id int64) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		links, err := from[Link](tx).Where("id = ?", id).Where(openLink, s.Now()).Find(ctx)
		if err != nil {
			return err
		}
		if len(links) == 0 {
			return fault.New(fault.NotFound, "This link has already ended.")
		}
		if err := revokeLinks(ctx, tx, s.Now(), "id = ?", id); err != nil {
			return err
		}
		return s.note(ctx, tx, AuditEntry{Kind: LinkRevoked, UserID: by, AboutID: links[0].UserID, Detail: string(links[0].Role)})
	}), "link")
}
