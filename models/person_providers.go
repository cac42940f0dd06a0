package models

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"galley/engine/vocabulary"
	"galley/fault"
)

// Newcomer is somebody as a provider of sign-ins describes them.
type Newcomer struct {
	Issuer  string // the provider
	Subject string // never changes, unlike a name
	Name    string
	Role    vocabulary.PersonRole // "" if the provider gives none
}

// Admit finds the account of somebody who signed in through a provider, or makes it at the first time. The
// role follows the provider, but that the last administrator stays one. It returns Forbidden for somebody
// without a role and for a closed account.
func (s *Store) Admit(ctx context.Context, n Newcomer) (User, error) {
	var user User
	err := s.change(ctx, func(tx *gorm.DB) error {
		if n.Role == "" {
			return noRole()
		}
		found, err := from[User](tx).Where("issuer = ? AND subject = ?", n.Issuer, n.Subject).Find(ctx)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			user, err = s.addNewcomer(ctx, tx, n)
			return err
		}
		user = found[0]
		if !user.Active {
			return fault.New(fault.Forbidden, "Your account in Galley is closed. An administrator can reopen it.")
		}
		return nil
	})
	if err != nil || user.Role == n.Role {
		return user, translate(err, "user")
	}
	if err := s.ChangeRole(ctx, nil, user.ID, n.Role); err != nil && fault.CodeOf(err) != fault.Conflict {
		return user, err
	}
	return s.User(ctx, user.ID)
}

// Tie lets an account be signed in to through a provider from now on; at its next sign-in there the role
// follows the provider. It returns Forbidden if the provider gives no role, and Conflict when another
// account belongs to that person at the provider, or this account to another person.
func (s *Store) Tie(ctx context.Context, id int64, n Newcomer, where From) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		if n.Role == "" {
			return noRole()
		}
		holders, err := from[User](tx).Where("id = ? OR issuer = ? AND subject = ?", id, n.Issuer, n.Subject).Find(ctx)
		if err != nil {
			return err
		}
		for _, u := range holders {
			switch {
			case u.ID != id:
				return fault.New(fault.Conflict, "Your account at the provider is already connected to an account here: %s. Sign in to that one, give it a password and disconnect the provider there first.", u.Name)
			case u.Issuer == n.Issuer && u.Subject == n.Subject:
				return nil
			case u.Subject != "":
				return fault.New(fault.Conflict, "This account is connected to another person at the provider. Disconnect the provider first.")
			}
		}
		return s.tie(ctx, tx, id, n, AuditEntry{Kind: Tied, UserID: &id, Detail: n.Issuer, Address: where.Address, Browser: where.Browser})
	}), "user")
}

// Untie ends that an account is signed in to through a provider. It returns Conflict if that is the only
// way in.
func (s *Store) Untie(ctx context.Context, id int64, where From) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		user, err := from[User](tx).Where("id = ?", id).Take(ctx)
		if err != nil || user.Subject == "" {
			return err
		}
		if user.PasswordHash == "" {
			return fault.New(fault.Conflict, "Without the provider you could no longer sign in. Choose a password first.")
		}
		return s.tie(ctx, tx, id, Newcomer{}, AuditEntry{Kind: Untied, UserID: &id, Detail: user.Issuer, Address: where.Address, Browser: where.Browser})
	}), "user")
}

func (s *Store) tie(ctx context.Context, tx *gorm.DB, id int64, n Newcomer, entry AuditEntry) error {
	if err := s.changeColumn(ctx, tx, id, "issuer", func(u *User) any {
		u.Issuer = n.Issuer
		return n.Issuer
	}); err != nil {
		return err
	}
	if _, err := from[User](tx).Where("id = ?", id).Update(ctx, "subject", n.Subject); err != nil {
		return err
	}
	return s.note(ctx, tx, entry)
}

func noRole() error {
	return fault.New(fault.Forbidden, "Your account at the provider gives you no role in Galley. Ask an administrator for one.")
}

// addNewcomer makes the account of somebody who comes for the first time, under a name that is free.
func (s *Store) addNewcomer(ctx context.Context, tx *gorm.DB, n Newcomer) (User, error) {
	name := strings.TrimSpace(firstBytes(n.Name, maxName-4)) // bytes, so that a number fits behind it
	if name == "" {
		name = "user"
	}
	taken, err := from[User](tx).Select("name").Where("name = ? OR name LIKE ? ESCAPE '!'", name, likeStart(name+" ")).Find(ctx)
	if err != nil {
		return User{}, err
	}
	names := make(map[string]bool, len(taken))
	for _, u := range taken {
		names[u.Name] = true
	}
	free := name
	for i := 2; names[free]; i++ {
		free = fmt.Sprintf("%s %d", name, i)
	}
	user := User{Name: free, Role: n.Role, Active: true, CreatedAt: s.Now(), Issuer: n.Issuer, Subject: n.Subject}
	if err := user.Validate(); err != nil {
		return User{}, err
	}
	if err := s.addUser(ctx, tx, &user, nil); err != nil {
		return User{}, err
	}
	return user, s.note(ctx, tx, AuditEntry{Kind: AccountMade, AboutID: &user.ID, Detail: string(n.Role)})
}

// likeStart is a pattern of LIKE for what begins with a text; ! is its escape.
func likeStart(text string) string {
	return strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(text) + "%"
}
