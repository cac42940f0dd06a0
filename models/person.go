package models

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gorm.io/gorm"

	"galley/engine/markup"
	"galley/engine/vocabulary"
	"galley/fault"
)

// User is an account. One without a password cannot sign in with a password.
type User struct {
	ID           int64
	Name         string // unique, as typed
	PasswordHash string // a PHC string, or "" before the first password
	Role         vocabulary.PersonRole
	Active       bool
	CreatedAt    time.Time
	Language     string // of the interface, as a tag; "" follows the browser
	Issuer       string // of the provider through which the account signs in, or "" for none
	Subject      string // the account's name for ever at that provider, or "" for none
	Email        string // for letters, or "" for none
}

// maxName is the length of a name at most, in code points.
const maxName = 100

// Validate returns Invalid, by field name or role, if the account breaks a rule.
func (u User) Validate() error {
	bad := fault.Fields{}
	if u.Name != strings.TrimSpace(u.Name) || strings.ContainsFunc(u.Name, unicode.IsControl) || !utf8.ValidString(u.Name) {
		bad["name"] = fault.Say("Write the name without spaces before or after it and without control characters.")
	}
	if n := utf8.RuneCountInString(u.Name); n == 0 || n > maxName {
		bad["name"] = fault.Say("Give the user a name of 1 to 100 characters.")
	}
	if !slices.Contains(vocabulary.PersonRoles(), u.Role) {
		bad["role"] = fault.Say("The role must be administrator, editor, reviewer or reader.")
	}
	return bad.Err()
}

// CreateUser saves a new account and sets its ID and time. It returns Invalid for a broken rule and
// Conflict when somebody has the name.
func (s *Store) CreateUser(ctx context.Context, user *User) error {
	if err := user.Validate(); err != nil {
		return err
	}
	row := *user
	row.CreatedAt = s.Now()
	err := s.change(ctx, func(tx *gorm.DB) error {
		if err := s.addUser(ctx, tx, &row, nil); err != nil {
			return err
		}
		return s.note(ctx, tx, AuditEntry{Kind: AccountMade, AboutID: &row.ID, Detail: string(row.Role)})
	})
	if err == nil {
		*user = row
	}
	return nameTaken(translate(err, "user"), user.Name)
}

// addUser stores a valid account within a transaction, and records who made it.
func (s *Store) addUser(ctx context.Context, tx *gorm.DB, user *User, by *int64) error {
	if err := from[User](tx).Create(ctx, user); err != nil {
		return err
	}
	return s.record(ctx, tx, edit{by: by, table: "users", row: user.ID, after: publicUser(*user)})
}

// nameTaken is err, in words of its own if somebody has the name already.
func nameTaken(err error, name string) error {
	if fault.CodeOf(err) == fault.Conflict {
		return fault.Wrap(fault.Conflict, err, "There is already a user %s. Choose another name.", name)
	}
	return err
}

// UserByName finds an account by its exact name. It returns NotFound if it does not exist.
func (s *Store) UserByName(ctx context.Context, name string) (User, error) {
	user, err := from[User](s.read).Where("name = ?", name).Take(ctx)
	return user, translate(err, "user")
}

// User finds an account. It returns NotFound if it does not exist.
func (s *Store) User(ctx context.Context, id int64) (User, error) {
	user, err := from[User](s.read).Where("id = ?", id).Take(ctx)
	return user, translate(err, "user")
}

// Users are all accounts by name.
func (s *Store) Users(ctx context.Context) ([]User, error) {
	users, err := from[User](s.read).Order("name").Find(ctx)
	return users, translate(err, "users")
}

// UserNames are the names of accounts by id, in one question; unknown ids are left out.
func (s *Store) UserNames(ctx context.Context, ids []int64) (map[int64]string, error) {
	users, err := from[User](s.read).Select("id", "name").Where("id IN ?", ids).Find(ctx)
	names := make(map[int64]string, len(users))
	for _, u := range users {
		names[u.ID] = u.Name
	}
	return names, translate(err, "users")
}

// SetPassword gives the user a new password, as its PHC string, and ends all of the user's sign-ins; it is
// recorded as the user's own change. It returns NotFound if there is no such user.
func (s *Store) SetPassword(ctx context.Context, id int64, hash string, where From) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error { return s.setPassword(ctx, tx, id, hash, where) }), "user")
}

func (s *Store) setPassword(ctx context.Context, tx *gorm.DB, id int64, hash string, where From) error {
	err := s.changeColumn(ctx, tx, id, "password_hash", func(u *User) any {
		u.PasswordHash = hash
		return hash
	})
	if err != nil {
		return err
	}
	if _, err := endSignIns(ctx, tx, id, ""); err != nil {
		return err
	}
	return s.note(ctx, tx, AuditEntry{Kind: PasswordChanged, UserID: &id, Address: where.Address, Browser: where.Browser})
}

// SetLanguage stores the language of the interface that the user chose, "" to follow the browser.
// It returns Invalid for anything that is not one of UserLanguages, and NotFound if there is no
// such user.
func (s *Store) SetLanguage(ctx context.Context, id int64, language string) error {
	if !slices.Contains(UserLanguages(), language) {
		return fault.New(fault.Invalid, "Galley is not available in %q. Choose English or Chinese.", language)
	}
	return s.changeUser(ctx, id, "language", func(u *User) any {
		u.Language = language
		return language
	})
}

// UserLanguages are the languages that an account may choose, "" for the browser's.
func UserLanguages() []string { return []string{"", "en", "zh-Hans"} }

// changeUser sets one column of a user, to what set gives, and records it as the user's own change.
func (s *Store) changeUser(ctx context.Context, id int64, column string, set func(*User) any) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error { return s.changeColumn(ctx, tx, id, column, set) }), "user")
}

func (s *Store) changeColumn(ctx context.Context, tx *gorm.DB, id int64, column string, set func(*User) any) error {
	before, err := from[User](tx).Where("id = ?", id).Take(ctx)
	if err != nil {
		return err
	}
	after := before
	if _, err := from[User](tx).Where("id = ?", id).Update(ctx, column, set(&after)); err != nil {
		return err
	}
	return s.record(ctx, tx, edit{&id, "users", id, publicUser(before), publicUser(after)})
}

// wayIn is the condition that an account can sign in: it has a password, or signs in through a provider.
const wayIn = "active AND (password_hash <> '' OR subject <> '')"

// HasAdministrator reports whether an administrator has a way in.
func (s *Store) HasAdministrator(ctx context.Context) (bool, error) {
	n, err := from[User](s.read).Where("role = ? AND "+wayIn, vocabulary.Administrator).Count(ctx, "id")
	return n > 0, translate(err, "user")
}

// publicUser is what an edit records of an account: everything but the password itself.
func publicUser(u User) map[string]any {
	public := map[string]any{"name": u.Name, "role": u.Role, "active": u.Active, "language": u.Language, "password": u.PasswordHash != ""}
	if u.Issuer != "" {
		public["provider"] = u.Issuer
	}
	return public
}

// Actor is the user as the engine asks for them.
func (u User) Actor() markup.Actor {
	return markup.Actor{ID: u.ID, Name: u.Name, Role: u.Role}
}

// Reviews reports whether the user takes what waits for any reviewer.
func (u User) Reviews() bool {
	return u.Role == vocabulary.Reviewer || u.Role == vocabulary.Administrator
}

// Reviewers are the people with an open account who review, by their ids.
func (s *Store) Reviewers(ctx context.Context) ([]int64, error) {
	var ids []int64
	err := from[User](s.read).Raw("SELECT id FROM users WHERE active AND role = ? ORDER BY id", vocabulary.Reviewer).Scan(ctx, &ids)
	return ids, translate(err, "users")
}
