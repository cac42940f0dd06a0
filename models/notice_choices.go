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

// choicesOf are how users want notices, by user and kind, if they chose.
func choicesOf(ctx context.Context, db *gorm.DB, users []int64) (choices, error) {
	rows, err := from[NoticeChoice](db).Where("user_id IN ?", users).Find(ctx)
	all := choices{}
	for _, c := range rows {
		all[choiceKey{c.UserID, c.Kind}] = c
	}
	return all, err
}

type (
	choices   map[choiceKey]NoticeChoice
	choiceKey struct {
		user int64
		kind string
	}
)

// of is how a user wants notices of a kind: both ways by default.
func (c choices) of(user int64, kind string) NoticeChoice {
	if choice, chosen := c[choiceKey{user, kind}]; chosen {
		return choice
	}
	return NoticeChoice{user, kind, true, true}
}

// NoticeChoices are how a user wants notices, of every kind.
func (s *Store) NoticeChoices(ctx context.Context, user int64) ([]NoticeChoice, error) {
	chosen, err := choicesOf(ctx, s.read, []int64{user})
	if err != nil {
		return nil, translate(err, "notices")
	}
	var all []NoticeChoice
	for _, kind := range NoticeKinds() {
		all = append(all, chosen.of(user, kind))
	}
	return all, nil
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
		rows := slices.Clone(choices)
		for i, c := range rows {
			rows[i].UserID = user
			if !slices.Contains(NoticeKinds(), c.Kind) {
				return fault.New(fault.Invalid, "There are no notices of the kind %q.", c.Kind)
			}
		}
		return from[NoticeChoice](tx, clause.OnConflict{UpdateAll: true}).CreateInBatches(ctx, &rows, 500)
	}), "notices")
}
