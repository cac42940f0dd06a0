package models

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gorm.io/gorm"

	"galley/fault"
)

// Token lets a program act for its user, as far as its scopes and the user's role both reach. It is
// stored as a hash only.
type Token struct {
	ID        int64
	UserID    int64
	Name      string
	Hash      string // SHA-256 of the token, in hexadecimal
	Scopes    string // parted by spaces
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time // a minute behind at most
	RevokedAt *time.Time
}

// What a token may be good for.
const (
	ScopeRead   = "read"   // pages, lists, search, the state of a set
	ScopeExport = "export" // exports of sets
	ScopeMark   = "mark"   // acts, queries and their answers
)

// Scopes are all scopes.
func Scopes() []string { return []string{ScopeRead, ScopeExport, ScopeMark} }

// tokenPrefix begins every token, so that people and programs that look for lost secrets know one.
const tokenPrefix = "galley_"

const (
	mostTokens    = 50
	mostTokenLife = 366 * 24 * time.Hour
)

// NewToken is a token to be made.
type NewToken struct {
	Name   string
	Scopes []string
	Life   time.Duration
}

// MakeToken makes a token for a user's programs. The token itself is given once and stored nowhere. It
// returns Invalid for a broken rule, by field.
func (s *Store) MakeToken(ctx context.Context, user int64, asked NewToken, where From) (token string, err error) {
	row := Token{UserID: user, Name: strings.TrimSpace(firstBytes(asked.Name, 1000)), Scopes: strings.Join(asked.Scopes, " ")}
	if err := checkToken(row.Name, asked.Scopes, asked.Life); err != nil {
		return "", err
	}
	token = tokenPrefix + strings.ToLower(rand.Text()+rand.Text())
	row.Hash, row.CreatedAt, row.ExpiresAt = hashOf(token), s.Now(), s.Now().Add(asked.Life)
	err = s.change(ctx, func(tx *gorm.DB) error {
		if n, err := from[Token](tx).Where("user_id = ? AND revoked_at IS NULL", user).Count(ctx, "id"); err != nil || n >= mostTokens {
			return manyTokens(err)
		}
		if err := from[Token](tx).Create(ctx, &row); err != nil {
			return err
		}
		return s.note(ctx, tx, AuditEntry{Kind: TokenMade, UserID: &user, Detail: row.Name, Address: where.Address, Browser: where.Browser})
	})
	return token, translate(err, "token")
}

// checkToken returns Invalid, by field, for a token that breaks a rule.
func checkToken(name string, scopes []string, life time.Duration) error {
	bad := fault.Fields{}
	if n := utf8.RuneCountInString(name); n == 0 || n > maxName {
		bad["name"] = fault.Say("Give the token a name of 1 to 100 characters, for example the program that uses it.")
	}
	if len(scopes) == 0 || slices.ContainsFunc(scopes, func(scope string) bool { return !slices.Contains(Scopes(), scope) }) {
		bad["scope"] = fault.Say("Choose at least one thing that the token allows.")
	}
	if life <= 0 || life > mostTokenLife {
		bad["days"] = fault.Say("A token can be valid for 1 to 366 days.")
	}
	return bad.Err()
}

func manyTokens(err error) error {
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "You already have %d tokens. Revoke those that are no longer used.", mostTokens)
}

// Tokens are the tokens of a user that are not revoked, the newest first.
func (s *Store) Tokens(ctx context.Context, user int64) ([]Token, error) {
	tokens, err := from[Token](s.read).Where("user_id = ? AND revoked_at IS NULL", user).Order("id DESC").Find(ctx)
	return tokens, translate(err, "tokens")
}

// TokenUser is the user for whom a token acts, and the token's row. It returns SignIn, with the reason, for
// one that is not good; of one that was good once the row comes with it.
func (s *Store) TokenUser(ctx context.Context, token string) (User, Token, error) {
	found, err := from[Token](s.read).Where("hash = ?", hashOf(token)).Find(ctx)
	switch {
	case err != nil:
		return User{}, Token{}, translate(err, "token")
	case len(found) == 0:
		return User{}, Token{}, fault.New(fault.SignIn, "There is no such token. Create one on your account page.")
	}
	row, now := found[0], s.Now()
	switch {
	case row.RevokedAt != nil:
		return User{}, row, fault.New(fault.SignIn, "This token was revoked. Create a new one on your account page.")
	case !row.ExpiresAt.After(now):
		return User{}, row, fault.New(fault.SignIn, "This token has expired. Create a new one on your account page.")
	}
	user, err := s.User(ctx, row.UserID)
	if err != nil {
		return User{}, row, err
	}
	if !user.Active {
		return User{}, row, fault.New(fault.SignIn, "The account of this token is closed.")
	}
	if row.UsedAt == nil || now.Sub(*row.UsedAt) >= seenStep {
		_, err = from[Token](s.write).Where("id = ?", row.ID).Update(ctx, "used_at", now)
	}
	return user, row, translate(err, "token")
}

// RevokeToken takes a user's token back, on behalf of somebody. It returns NotFound for one that is
// revoked already or another user's.
func (s *Store) RevokeToken(ctx context.Context, by, user, id int64, where From) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		found, err := from[Token](tx).Where("id = ? AND user_id = ? AND revoked_at IS NULL", id, user).Find(ctx)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return fault.New(fault.NotFound, "This token is already revoked.")
		}
		if _, err := from[Token](tx).Where("id = ?", id).Update(ctx, "revoked_at", s.Now()); err != nil {
			return err
		}
		entry := AuditEntry{Kind: TokenRevoked, UserID: &by, Detail: found[0].Name, Address: where.Address, Browser: where.Browser}
		if by != user {
			entry.AboutID = &user
		}
		return s.note(ctx, tx, entry)
	}), "token")
}
