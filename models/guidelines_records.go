package models

import "time"

// Guideline is a page of a publication's guidelines. Its words are those of its newest version.
type Guideline struct {
	ID            int64
	PublicationID int64
	Place         int // among the pages of the publication, in ascending order
	Version       int // the newest: 1, 2, …
}

// GuidelineVersion is what a guideline page said from a save on. None is ever changed.
type GuidelineVersion struct {
	GuidelineID int64  `gorm:"primaryKey;autoIncrement:false"`
	Version     int    `gorm:"primaryKey;autoIncrement:false"`
	Title       string // not ""
	Text        string // Markdown
	Reason      string // why it was changed, in a sentence; "" where nobody said
	Restored    int    // the version that this one brings back, 0 for none
	Removed     bool   // the page is taken out of the guidelines
	UserID      *int64 // who; nil for the command line
	At          time.Time
}

// GuidelineRead says which version of a page a user has read last.
type GuidelineRead struct {
	GuidelineID int64 `gorm:"primaryKey;autoIncrement:false"`
	UserID      int64 `gorm:"primaryKey;autoIncrement:false"`
	Version     int
}

// GuidelinePage is a page as somebody finds it: what it says now, who wrote that, and what of it this
// person has read.
type GuidelinePage struct {
	GuidelineVersion
	PublicationID int64
	Place         int
	Who           string // who saved the version; "" for the command line
	Read          int    // the version that this person has read last, 0 for none
}

// Unread says whether the page is new to the person, or was changed since it was read.
func (p GuidelinePage) Unread() bool { return p.Read < p.Version }
