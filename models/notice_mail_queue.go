package models

import (
	"context"
	"time"
)

// QueuedLetter is a notice on its way by mail. It waits until NextAt.
type QueuedLetter struct {
	NoticeID int64 `gorm:"primaryKey;autoIncrement:false"`
	Tries    int
	NextAt   time.Time
	SentAt   *time.Time
	GivenUp  bool
	Trouble  string // of the last try
}

// TableName is the table of letters.
func (QueuedLetter) TableName() string { return "letters" }

// letterLease is how long a server has to send a letter before another one may try.
const letterLease = 5 * time.Minute

// letterWaits are the times between tries; after the last one a letter is given up.
var letterWaits = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour}

// lettersAtOnce is how many letters are taken at a time.
const lettersAtOnce = 20

// LetterLine is a letter to send, with what it says and to whom.
type LetterLine struct {
	NoticeLine
	To     string // the address
	Name   string // of the person
	Speaks string // the language that the person chose, or "" for none
	lease  time.Time
}

// TakeLetters takes letters that are due, for this server alone: until the lease is over no other takes
// them. What is about an issue in the bin, or for an account without an address, is given up.
func (s *Store) TakeLetters(ctx context.Context) ([]LetterLine, error) {
	now := s.Now()
	due, err := from[QueuedLetter](s.read).Where("sent_at IS NULL AND NOT given_up AND next_at <= ?", now).Order("next_at").Limit(lettersAtOnce).Find(ctx)
	if err != nil {
		return nil, translate(err, "notices")
	}
	var taken []LetterLine
	for _, letter := range due {
		lease := now.Add(letterLease)
		n, err := from[QueuedLetter](s.write).Where("notice_id = ? AND next_at = ? AND sent_at IS NULL AND NOT given_up", letter.NoticeID, letter.NextAt).Update(ctx, "next_at", lease)
		if err != nil {
			return taken, translate(err, "notice")
		}
		if n == 0 {
			continue // another server was first
		}
		line, err := s.letterLine(ctx, letter.NoticeID)
		if err != nil {
			return taken, err
		}
		line.lease = lease
		if line.To == "" {
			if err := s.LetterFailed(ctx, line, "no address, no account or no issue any more", true); err != nil {
				return taken, err
			}
			continue
		}
		taken = append(taken, line)
	}
	return taken, nil
}

// letterLine is what a letter says; To is "" if there is nobody to send it to.
func (s *Store) letterLine(ctx context.Context, notice int64) (LetterLine, error) {
	n, err := from[Notice](s.read).Where("id = ?", notice).Take(ctx)
	if err != nil {
		return LetterLine{}, translate(err, "notice")
	}
	lines, err := s.noticeLines(ctx, []Notice{n})
	if err != nil {
		return LetterLine{}, err
	}
	line := LetterLine{NoticeLine: lines[0]}
	binned, err := from[Binned](s.read).Where("issue_id = ?", n.IssueID).Count(ctx, "issue_id")
	if err != nil || binned > 0 {
		return line, translate(err, "bin")
	}
	users, err := from[User](s.read).Where("id = ? AND active", n.UserID).Find(ctx)
	if err != nil || len(users) == 0 {
		return line, translate(err, "user")
	}
	line.To, line.Name, line.Speaks = users[0].Email, users[0].Name, users[0].Language
	return line, nil
}

// LetterSent says that a letter was sent.
func (s *Store) LetterSent(ctx context.Context, l LetterLine) error {
	return translate(from[QueuedLetter](s.write).Exec(ctx, "UPDATE letters SET sent_at = ?, tries = tries + 1, trouble = '' WHERE notice_id = ?", s.Now(), l.ID), "notice")
}

// LetterFailed says that a letter could not be sent, and why: it is tried again later, each time after a
// longer while, or given up for good.
func (s *Store) LetterFailed(ctx context.Context, l LetterLine, trouble string, forGood bool) error {
	row, err := from[QueuedLetter](s.read).Where("notice_id = ?", l.ID).Take(ctx)
	if err != nil {
		return translate(err, "notice")
	}
	next := s.Now()
	if forGood = forGood || row.Tries >= len(letterWaits); !forGood {
		next = next.Add(letterWaits[row.Tries])
	}
	return translate(from[QueuedLetter](s.write).Exec(ctx, "UPDATE letters SET tries = tries + 1, next_at = ?, given_up = ?, trouble = ? WHERE notice_id = ? AND next_at = ? AND sent_at IS NULL",
		next, forGood, firstBytes(trouble, 500), l.ID, l.lease), "notice")
}
