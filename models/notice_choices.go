package models

import (
	"context"
	"net/mail"
	"slices"
	"strings"
	"unicode/utf8"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"galley/fault"
)

// NoticeChoice says how a person wants notices of a kind. Nobody without a change has one.
type NoticeChoice struct {
	UserID int64  `gorm:"primaryKey;autoIncrement:false"`
	Kind   string `gorm:"primaryKey"`
	Shown  bool
	Mailed bool
}

// choiceOf is how a user wants notices of a kind: both ways by default.
func choiceOf(ctx context.Context, db *gorm.DB, user int64, kind string) (NoticeChoice, error) {
	found, err := from[NoticeChoice](db).Where("user_id = ? AND kind = ?", user, kind).Find(ctx)
	if err != nil || len(found) == 0 {
		return NoticeChoice{user, kind, true, true}, err
	}
	return found[0], nil
}

// NoticeChoices are how a user wants notices, of every kind.
func (s *Store) NoticeChoices(ctx context.Context, user int64) ([]NoticeChoice, error) {
	var choices []NoticeChoice
	for _, kind := range NoticeKinds() {
		choice, err := choiceOf(ctx, s.read, user, kind)
		if err != nil {
			return nil, translate(err, "notices")
		}
		choices = append(choices, choice)
	}
	return choices, nil
}

// ChooseNotices stores how a user wants notices, and the address for letters, or "" for none. It returns
// Invalid, by field, for what is no address.
func (s *Store) ChooseNotices(ctx context.Context, user int64, email string, choices []NoticeChoice) error {
	email = strings.TrimSpace(email)
	if email != "" {
		parsed, err := mail.ParseAddress(email)
		if err != nil || parsed.Address != email || len(email) > 254 || !utf8.ValidString(email) {
			return fault.Fields{"email": fault.Say("This is not a mail address. Write it as name@example.org.")}.Err()
		}
	}
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		if _, err := from[User](tx).Where("id = ?", user).Update(ctx, "email", email); err != nil {
			return err
		}
		for _, c := range choices {
			c.UserID = user
			if !slices.Contains(NoticeKinds(), c.Kind) {
				return fault.New(fault.Invalid, "There are no notices of the kind %q.", c.Kind)
			}
			if err := from[NoticeChoice](tx, clause.OnConflict{UpdateAll: true}).Create(ctx, &c); err != nil {
				return err
			}
		}
		return nil
	}), "notices")
}
