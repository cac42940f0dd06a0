package models

import "time"

// Notice is something that a person is told, in Galley and by mail.
type Notice struct {
	ID      int64
	UserID  int64  // who is told
	Key     string // of what happened; unique by user, so that nobody is told twice
	Kind    string // NoticeAssigned and the others
	ByID    *int64 // who did it; nil for Galley itself
	At      time.Time
	IssueID int64
	SetID   *int64 // where to look: a set of the issue, nil for its team's
	Page    int    // and a page, by its key; 0 for the whole
	StartAt int    // and a block, by its first code point
	Detail  string // words of whoever did it; may be ""
	Shown   bool   // false where the person wants it by mail only
	ReadAt  *time.Time
	Task    string     // ToMark or ToReview, where work was given; else ""
	DueAt   *time.Time // until when it is to be done
}

// Letter is a notice on its way by mail. It waits until NextAt.
type Letter struct {
	NoticeID int64 `gorm:"primaryKey;autoIncrement:false"`
	Tries    int
	NextAt   time.Time
	SentAt   *time.Time
	GivenUp  bool
	Trouble  string // of the last try
}

// NoticeChoice says how a person wants to be told of a kind. Nobody without a change has one.
type NoticeChoice struct {
	UserID int64  `gorm:"primaryKey;autoIncrement:false"`
	Kind   string `gorm:"primaryKey"`
	Shown  bool
	Mailed bool
}
