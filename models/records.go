package models

import "time"

// Role is what a user may do, by the name of the work.
type Role string

// The roles of users.
const (
	Administrator Role = "administrator"
	Editor        Role = "editor"
	Reviewer      Role = "reviewer"
	Reader        Role = "reader"
)

// User is an account. One without a password cannot sign in with a password.
type User struct {
	ID           int64
	Name         string // unique, as typed
	PasswordHash string // a PHC string, or "" before the first password
	Role         Role
	Active       bool
	CreatedAt    time.Time
	Language     string // of the interface, as a tag; "" follows the browser
	Issuer       string // of the provider through which the account signs in, "" for none
	Subject      string // the account's name for ever at that provider, "" for none
	Email        string // for letters, "" for none
}

// KeyMap is what a user made of the keys of the workbench. Nobody without a change has one.
type KeyMap struct {
	UserID int64  `gorm:"primaryKey;autoIncrement:false"`
	Keys   string // as package keys stores a map
}

// Publication is a paper.
type Publication struct {
	ID       int64
	Name     string // unique
	Language string // BCP 47, "und" where nobody said
	Serial   string // such as CN 43-0005 or an ISSN; may be ""

	OwnAcceptance bool // people may accept what they changed themselves
}

// OwnRole is a role that a publication added to the vocabulary, set by E and a digit. Its Role never changes.
type OwnRole struct {
	ID            int64
	PublicationID int64
	Place         int    // the digit, 1 to 9; unique within the publication
	Role          string // BASE.NAME, such as body.recipe; unique within the publication
	Word          string // in the publication's language
	English       string // "" where Word serves
	Chinese       string // likewise
	Retired       bool   // no key sets it any more; blocks that have it keep it
	CreatedAt     time.Time
}

// Issue is one dated number of a publication, unique by publication, date, edition and number.
type Issue struct {
	ID            int64
	PublicationID int64
	Date          string // YYYY-MM-DD
	Number        string
	Edition       string
	Publisher     string
	CreatedAt     time.Time
	CreatedBy     *int64 // a user; nil for the command line
}

// Page is one page of an issue as it was loaded; it never changes.
type Page struct {
	ID         int64
	IssueID    int64
	Key        int // 1, 2, …; never reused within an issue
	Label      string
	Section    string
	Text       string
	Hash       string // SHA-256 of Text, in hexadecimal
	Length     int    // in code points
	Boundaries string // of the blocks, in code points: JSON [[start,end],…]
	Rule       int    // the rule that made Boundaries

	blocks int // how many Boundaries are, of a page about to be stored
}

// The kinds of annotation sets.
const (
	Team        = "team"
	Independent = "independent"
	Adjudicated = "adjudicated"
)

// AnnotationSet is the team's or one person's marks on an issue, or what was decided of the differences
// between such sets. Its figures are those of Version.
type AnnotationSet struct {
	ID        int64
	IssueID   int64
	Kind      string // Team, Independent or Adjudicated
	OwnerID   *int64 // a user, of an independent set
	Version   int64  // of the last step, 0 before the first
	State     string // draft, submitted, returned, accepted
	Blocks    int
	Decided   int
	Articles  int
	Problems  int
	ChangedAt time.Time
	AskedBy   *int64 // who asked for an independent set
	AskedAt   *time.Time
	Submitted bool // an independent set that was submitted once
	Shown     bool // an independent set that others see: all that were asked for were submitted once; stays
}

// Decision is what somebody decided of one difference between sets. Of several about one key the last
// that is not undone holds.
type Decision struct {
	ID       int64
	SetID    int64  // the adjudicated set
	Compared string // the sets compared, in order: their ids with commas between
	Key      string // of the difference
	Take     string // as package review names it
	Taken    *int64 // the set followed, for "set"
	Own      string // JSON, "" for none
	Reason   string // why the sets differ; "" where nobody said
	UserID   int64
	At       time.Time
	Batch    string  // of what was decided together: the step's id, where there was something to change
	UndoneBy *string // the step that took the decision back; its own batch where there was no step
}

// Origin says of the cells that a step of an adjudicated set wrote where they came from.
type Origin struct {
	SetID  int64  `gorm:"primaryKey;autoIncrement:false"`
	StepID string `gorm:"primaryKey"`
	Body   string // JSON: CellOrigin by cell
}

// Step is one row of what happened to a set, unique by (set, version) and by (set, step id).
type Step struct {
	SetID    int64  `gorm:"primaryKey;autoIncrement:false"`
	Version  int64  `gorm:"primaryKey;autoIncrement:false"` // 1, 2, … without a gap
	StepID   string // 26 characters, from the browser
	AuthorID int64
	At       time.Time
	Act      string // JSON: what was asked
	Changes  string // JSON: what it changed
	Inferred bool
	Undoes   *string // the StepID that this one takes back
}

// Snapshot is a set as it stood at a version. It only saves reading and may be deleted at any time.
type Snapshot struct {
	SetID   int64  `gorm:"primaryKey;autoIncrement:false"`
	Version int64  `gorm:"primaryKey;autoIncrement:false"`
	Hash    string // of Body
	Body    string
}

// Session is a signed-in browser; the token is stored as scs hashed it.
type Session struct {
	Token     string `gorm:"primaryKey"`
	Data      []byte
	ExpiresAt time.Time
}

// Edit records a change to the data of a publication, an issue, a page or a user. Before and After
// are JSON, nil where there was or is nothing; they never hold a password.
type Edit struct {
	ID     int64
	At     time.Time
	UserID *int64 // who; nil for the command line
	Table  string `gorm:"column:table_name"`
	RowID  int64
	Before *string
	After  *string
}

// Load is a staged upload that waits for a person to confirm it.
type Load struct {
	Token     string `gorm:"primaryKey"` // 26 characters, hard to guess
	UserID    int64
	CreatedAt time.Time
}

// LoadPage is a page of a staged upload.
type LoadPage struct {
	Token   string `gorm:"primaryKey"`
	Key     int    `gorm:"primaryKey;autoIncrement:false"` // 1, 2, … in the order given
	Label   string
	Section string
	Text    string
}

// Thread is what colleagues say to each other about a place of a set, beside its steps: undo takes no
// words back. The place is in code points, so that cuts, merges and undo leave it where it was.
type Thread struct {
	ID         int64
	SetID      int64
	Key        string // 26 characters, from the browser
	Anchor     string // OnBlock, OnText, OnArticle, OnSpan or OnIssue
	Page       int    // the page's key; 0 for OnIssue
	StartAt    int
	EndAt      int
	Article    string // the article's id, for OnArticle
	Span       string // the span's id, for OnSpan
	AuthorID   int64
	CreatedAt  time.Time
	ResolvedBy *int64 // nil while it is open
	ResolvedAt *time.Time
}

// Comment is one thing that somebody said in a thread; the first one opened it. A deleted one says
// nothing any more.
type Comment struct {
	ID        int64
	ThreadID  int64
	Key       string // 26 characters, from the browser
	AuthorID  int64
	Text      string // may be "" beside an act, and beside Done
	CreatedAt time.Time
	Answer    string // what its author says of the point: Done, Disagree, Ask, or ""
	Act       string // JSON: the act that is suggested, as the browser sends acts; or ""
	Was       string // what the act would replace: a role's or type's id, or words
	TakenBy   *int64 // who did the act
	TakenAt   *time.Time
	EditedAt  *time.Time
	DeletedBy *int64
	DeletedAt *time.Time
}

// Mention is a user whom a comment names.
type Mention struct {
	CommentID int64  `gorm:"primaryKey;autoIncrement:false"`
	UserID    int64  `gorm:"primaryKey;autoIncrement:false"`
	Name      string // as it stands in the text, behind an @
}

// ThreadRead says how far a user has read a thread.
type ThreadRead struct {
	ThreadID  int64 `gorm:"primaryKey;autoIncrement:false"`
	UserID    int64 `gorm:"primaryKey;autoIncrement:false"`
	CommentID int64 // the last one read
}

// IssueLine is an issue as the list shows it: what is counted in its team set, as of Version. It is
// written beside the requests, a second behind at the most, and is missing for an issue in the bin.
type IssueLine struct {
	IssueID       int64 `gorm:"primaryKey;autoIncrement:false"`
	SetID         int64 // the team's
	Version       int64 // of the set; -1 for a line of the tables' migration, which is to be filled in
	PublicationID int64
	Publication   string // its name
	Date          string // YYYY-MM-DD
	Number        string
	NumberKey     string // Number as it is sorted
	Edition       string
	Pages         int
	Blocks        int
	Undecided     int
	Articles      int
	Problems      int
	Stage         int    // of the set's state: draft, returned, submitted, accepted
	Editors       string // names of who marked, the first first
	ChangedAt     time.Time
	ChangedBy     *int64 // a user; nil where nobody has marked
	Cells         string // JSON: PageCell by page
}

// IssueAuthor says that a user has marked an issue.
type IssueAuthor struct {
	IssueID int64 `gorm:"primaryKey;autoIncrement:false"`
	UserID  int64 `gorm:"primaryKey;autoIncrement:false"`
}

// Binned is an issue in the bin. Its record in issues bears a stand-in for the edition meanwhile, so
// that the same issue can be loaded again.
type Binned struct {
	IssueID int64 `gorm:"primaryKey;autoIncrement:false"`
	At      time.Time
	UserID  *int64 // who; nil for the command line
	Edition string // as it was and will be again
}

// TableName is where gorm finds what is in the bin.
func (Binned) TableName() string { return "bin" }

// SearchBlock is a block of the source that can be found, or a piece of a very long one; its words stand
// under the same number in the database's index.
type SearchBlock struct {
	ID      int64 `gorm:"primaryKey;autoIncrement:false"` // see searchID
	PageID  int64
	Block   int // where the block begins, in code points of the page
	Start   int // where the piece begins
	Finish  int
	Heading bool // a headline of the team's set begins in it
}

// SearchPending is a page that is not, or not wholly, in the search yet.
type SearchPending struct {
	PageID int64 `gorm:"primaryKey;autoIncrement:false"`
	Blocks int   // how many are in already
}

// TableName is where gorm finds pages to be read into the search.
func (SearchPending) TableName() string { return "search_pending" }
