package models

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"galley/fault"
)

// Newcomer is somebody as a provider of sign-ins tells of them.
type Newcomer struct {
	Issuer  string // the provider
	Subject string // never changes, unlike a name
	Name    string
	Role    Role // "" where the provider gives none
}

// Admit finds the account of somebody who signed in through a provider, or makes it at the first time. The
// role follows the provider, but that the last administrator stays one. It returns Forbidden for somebody
// without a role and for a closed account.
func (s *Store) Admit(ctx context.Context, n Newcomer) (User, error) {
	var user User
	err := s.change(ctx, func(tx *gorm.DB) error {
		if n.Role == "" {
			return fault.New(fault.Forbidden, "Your account at the provider gives you no role in Galley. Ask an administrator for one.")
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
			return fault.New(fault.Forbidden, "Your account in Galley is closed. An administrator can open it again.")
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
	return user, s.note(ctx, tx, Entry{Kind: AccountMade, AboutID: &user.ID, Detail: string(n.Role)})
}

// likeStart is a pattern of LIKE for what begins with a text; ! is its escape.
func likeStart(text string) string {
	return strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(text) + "%"
}
