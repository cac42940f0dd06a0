package models

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"galley/engine/vocabulary"
	"galley/fault"
)

// ChangeRole gives a user another role. by is the administrator, nil for the command line. If it takes
// rights away, the user's sign-ins end. It returns Invalid for an unknown role, NotFound if there is no
// such user, and Conflict for the last administrator.
func (s *Store) ChangeRole(ctx context.Context, by *int64, id int64, role vocabulary.PersonRole) error {
	return s.changePerson(ctx, by, id, func(tx *gorm.DB, u *User) (AuditEntry, error) {
		if !slices.Contains(vocabulary.PersonRoles(), role) {
			return AuditEntry{}, fault.New(fault.Invalid, "The role must be administrator, editor, reviewer or reader.")
		}
		if u.Role == role {
			return AuditEntry{}, nil
		}
		entry := AuditEntry{Kind: RoleChanged, UserID: by, AboutID: &id, Detail: string(u.Role) + " " + string(role)}
		if slices.Index(vocabulary.PersonRoles(), role) > slices.Index(vocabulary.PersonRoles(), u.Role) {
			if err := s.takeRights(ctx, tx, *u); err != nil {
				return AuditEntry{}, err
			}
		}
		u.Role = role
		_, err := from[User](tx).Where("id = ?", id).Update(ctx, "role", role)
		return entry, err
	})
}

// SetActive closes an account or opens it again. What its user did stays theirs; sign-ins end at once,
// tokens and links are revoked. It returns NotFound if there is no such user, and Conflict for the
// last administrator.
func (s *Store) SetActive(ctx context.Context, by *int64, id int64, active bool) error {
	return s.changePerson(ctx, by, id, func(tx *gorm.DB, u *User) (AuditEntry, error) {
		if u.Active == active {
			return AuditEntry{}, nil
		}
		entry := AuditEntry{Kind: Reactivated, UserID: by, AboutID: &id}
		if !active {
			entry.Kind = Deactivated
			if err := s.closeAccount(ctx, tx, *u); err != nil {
				return AuditEntry{}, err
			}
		}
		u.Active = active
		_, err := from[User](tx).Where("id = ?", id).Update(ctx, "active", active)
		return entry, err
	})
}

// changePerson changes an account and records it twice: before and after, and as an entry. An entry
// without a kind says that nothing has changed.
func (s *Store) changePerson(ctx context.Context, by *int64, id int64, change func(*gorm.DB, *User) (AuditEntry, error)) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		before, err := from[User](tx).Where("id = ?", id).Take(ctx)
		if err != nil {
			return err
		}
		after := before
		entry, err := change(tx, &after)
		if err != nil || entry.Kind == "" {
			return err
		}
		if err := s.record(ctx, tx, edit{by, "users", id, publicUser(before), publicUser(after)}); err != nil {
			return err
		}
		return s.note(ctx, tx, entry)
	})
	return translate(err, "user")
}

// closeAccount ends everything by which a user could come in.
func (s *Store) closeAccount(ctx context.Context, tx *gorm.DB, user User) error {
	if err := s.takeRights(ctx, tx, user); err != nil {
		return err
	}
	if err := revokeLinks(ctx, tx, s.Now(), "user_id = ?", user.ID); err != nil {
		return err
	}
	_, err := from[Token](tx).Where("user_id = ? AND revoked_at IS NULL", user.ID).Update(ctx, "revoked_at", s.Now())
	return err
}

// takeRights ends the sign-ins of somebody who may do less from now on, and takes back the links that they
// made. It returns Conflict for the last administrator who can sign in.
func (s *Store) takeRights(ctx context.Context, tx *gorm.DB, user User) error {
	if user.Role == vocabulary.Administrator {
		// Two who demote each other at the same time wait for each other here.
		able, err := from[User](tx, clause.Locking{Strength: "UPDATE"}).Where("role = ? AND "+wayIn, vocabulary.Administrator).Find(ctx)
		if err != nil {
			return err
		}
		if len(able) == 1 && able[0].ID == user.ID {
			return fault.New(fault.Conflict, "%s is the last administrator who can sign in. Make somebody else an administrator first.", user.Name)
		}
		if err := revokeLinks(ctx, tx, s.Now(), "made_by = ?", user.ID); err != nil {
			return err
		}
	}
	_, err := endSignIns(ctx, tx, user.ID, "")
	return err
}

// LastSeen is when each user was last seen, of those who are signed in somewhere.
func (s *Store) LastSeen(ctx context.Context) (map[int64]time.Time, error) {
	now := s.Now()
	signIns, err := from[SignIn](s.read).Select("user_id", "seen_at").Where(live, now.Add(-SignInIdle), now.Add(-SignInLife)).Order("seen_at").Find(ctx)
	seen := make(map[int64]time.Time, len(signIns))
	for _, v := range signIns {
		seen[v.UserID] = v.SeenAt
	}
	return seen, translate(err, "sign-ins")
}
