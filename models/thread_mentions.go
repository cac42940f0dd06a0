package models

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"gorm.io/gorm"
)

// Mention is a user whom a comment names.
type Mention struct {
	CommentID int64  `gorm:"primaryKey;autoIncrement:false"`
	UserID    int64  `gorm:"primaryKey;autoIncrement:false"`
	Name      string // as it stands in the text, behind an @
}

// Mentioned are the people whom a text names behind an @, each once, the first first. Names may hold
// spaces: the longest that stands there counts. What stands behind a letter, as in an address of mail,
// names nobody, and a name in letters does not end within a word.
func Mentioned(text string, people []User) []Mention {
	people = slices.Clone(people)
	slices.SortStableFunc(people, func(a, b User) int { return len([]rune(b.Name)) - len([]rune(a.Name)) })
	runes := []rune(text)
	var found []Mention
	for i, r := range runes {
		if (r != '@' && r != '＠') || i > 0 && isWord(runes[i-1]) {
			continue
		}
		rest := runes[i+1:]
		for _, p := range people {
			if !begins(rest, []rune(p.Name)) {
				continue
			}
			if !slices.ContainsFunc(found, func(m Mention) bool { return m.UserID == p.ID }) {
				found = append(found, Mention{UserID: p.ID, Name: string(rest[:len([]rune(p.Name))])})
			}
			break
		}
	}
	return found
}

// begins reports whether a text begins with a name, whatever the case of its letters.
func begins(text, name []rune) bool {
	if len(text) < len(name) || !strings.EqualFold(string(text[:len(name)]), string(name)) {
		return false
	}
	return len(text) == len(name) || !isWord(name[len(name)-1]) || !isWord(text[len(name)])
}

// isWord reports whether a sign belongs to a word in letters; characters stand for themselves.
func isWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func addMentions(ctx context.Context, tx *gorm.DB, comment int64, mentions []Mention) error {
	if len(mentions) == 0 {
		return nil
	}
	rows := slices.Clone(mentions)
	for i := range rows {
		rows[i].CommentID = comment
	}
	return from[Mention](tx).CreateInBatches(ctx, &rows, 100)
}

// changeMentions stores whom a comment mentions now, and says who is new.
func changeMentions(ctx context.Context, tx *gorm.DB, comment int64, mentions []Mention) (fresh []int64, err error) {
	old, err := from[Mention](tx).Where("comment_id = ?", comment).Find(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range mentions {
		if !slices.ContainsFunc(old, func(o Mention) bool { return o.UserID == m.UserID }) {
			fresh = append(fresh, m.UserID)
		}
	}
	if _, err := from[Mention](tx).Where("comment_id = ?", comment).Delete(ctx); err != nil {
		return nil, err
	}
	return fresh, addMentions(ctx, tx, comment, mentions)
}

// rewordTold gives what people were told of a comment its present words; "" takes the words away.
func rewordTold(tx *gorm.DB, set, comment int64, key, text string) error {
	return tx.Exec("UPDATE notices SET detail = ? WHERE key = ? AND user_id IN (SELECT user_id FROM mentions WHERE comment_id = ?)",
		beginning(text, maxDetail), commentNotice(set, key), comment).Error
}

// commentNotice is the key of what people are told of a comment.
func commentNotice(set int64, key string) string { return fmt.Sprintf("comment %d %s", set, key) }

// tellMentioned tells people that a comment names them. Whoever stores a comment has seen to it that all
// of them may see its set.
func (s *Store) tellMentioned(ctx context.Context, tx *gorm.DB, thread Thread, said Said, people []int64) error {
	if len(people) == 0 {
		return nil
	}
	set, err := from[AnnotationSet](tx).Where("id = ?", thread.SetID).Take(ctx)
	if err != nil {
		return err
	}
	told := make([]Notice, len(people))
	for i, user := range people {
		told[i] = Notice{UserID: user, Key: commentNotice(thread.SetID, said.Key), Kind: NoticeMentioned, ByID: &said.AuthorID,
			IssueID: set.IssueID, SetID: &thread.SetID, Page: thread.Page, StartAt: thread.StartAt, Detail: said.Text}
	}
	return s.notify(ctx, tx, told)
}
