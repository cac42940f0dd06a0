package models

import "time"

// The ways in which somebody signs in.
const (
	ByPassword = "password"
	ByLink     = "link"
	ByProvider = "provider"
)

// Visit is a browser in which somebody is signed in. It goes when the sign-in ends.
type Visit struct {
	ID      string `gorm:"primaryKey"` // 26 characters, in the session
	UserID  int64
	Way     string // ByPassword, ByLink or ByProvider
	BegunAt time.Time
	SeenAt  time.Time // a minute behind at the most
	Browser string    // what the browser says of itself
	Address string    // of the network
}

// The kinds of links.
const (
	Invitation   = "invitation" // makes an account with the link's role
	PasswordLink = "password"   // gives the link's user a new password
)

// Link lets whoever holds it in once, until it expires. Its token is stored as a hash only.
type Link struct {
	ID        int64
	Hash      string // SHA-256 of the token, in hexadecimal
	Kind      string // Invitation or PasswordLink
	Role      string // of an invitation, else ""
	Note      string // whom an invitation is for, as its maker wrote; may be ""
	UserID    *int64 // whose password it is, or who came by the invitation
	MadeBy    *int64 // nil for the command line
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
	RevokedAt *time.Time
}

// Token lets a program act for its user, as far as its scopes and the user's role both reach. It is
// stored as a hash only.
type Token struct {
	ID        int64
	UserID    int64
	Name      string
	Hash      string // SHA-256 of the token, in hexadecimal
	Scopes    string // parted by spaces
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time // a minute behind at the most
	RevokedAt *time.Time
}

// Entry is a line of the record of sign-ins and of what administrators did.
type Entry struct {
	ID      int64
	At      time.Time
	Kind    string // SignedIn and the others
	UserID  *int64 // who did it; nil for the command line and for strangers
	AboutID *int64 // whose account it is about; nil where it is one's own or nobody's
	Detail  string // such as the role that was given; of fixed words where they are translated
	Address string // of the network, "" for the command line
	Browser string // what the browser says of itself
}
