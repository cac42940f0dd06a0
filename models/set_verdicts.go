package models

import "time"

// Verdict says that somebody agreed with a difference of a set, before Galley kept what people have seen. Nobody makes
// them any more.
type Verdict struct {
	SetID  int64  `gorm:"primaryKey;autoIncrement:false"`
	Key    string `gorm:"primaryKey"`
	UserID int64  `gorm:"primaryKey;autoIncrement:false"`
	At     time.Time
}
