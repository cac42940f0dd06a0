package models

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"

	"galley/fault"
)

// AuditEntry is a line of the record of sign-ins and of what administrators did.
type AuditEntry struct {
	ID      int64
	At      time.Time
	Kind    string // SignedIn and the others
	UserID  *int64 // who did it; nil for the command line and for strangers
	AboutID *int64 // whose account it is about; nil if it is one's own or nobody's
	Detail  string // such as the role given; a fixed word if translated
	Address string // of the network, "" for the command line
	Browser string // what the browser says of itself
}

// TableName is where gorm finds the record.
func (AuditEntry) TableName() string { return "entries" }

// The kinds of entries. They are stored, so that they never change.
const (
	SignedIn         = "signed-in"          // detail: the way
	SignInFailed     = "sign-in-failed"     // detail: the way
	SignInSlowed     = "sign-in-slowed"     // too many attempts
	SignedOut        = "signed-out"         //
	SignInEnded      = "visit-ended"        // one browser was signed out from another, or by an administrator
	PasswordChanged  = "password-changed"   //
	AccountMade      = "account-made"       // detail: the role
	RoleChanged      = "role-changed"       // detail: the role before and after
	Deactivated      = "deactivated"        //
	Reactivated      = "reactivated"        //
	Invited          = "invited"            // detail: the role
	LinkRevoked      = "link-revoked"       //
	PasswordLinkMade = "password-link-made" //
	Tied             = "tied"               // to a provider; detail: which
	Untied           = "untied"             // detail: from which provider
	TokenMade        = "token-made"         // detail: the token's name
	TokenRevoked     = "token-revoked"      // detail: the token's name
	TokenRefused     = "token-refused"      // an expired or revoked one was tried; detail: its name
)

// AuditKinds are all kinds, in the order in which they are offered.
func AuditKinds() []string {
	return []string{SignedIn, SignInFailed, SignInSlowed, SignedOut, SignInEnded, PasswordChanged, AccountMade, RoleChanged, Deactivated,
		Reactivated, Invited, LinkRevoked, PasswordLinkMade, Tied, Untied, TokenMade, TokenRevoked, TokenRefused}
}

// From is where a request comes from, as the record tells it.
type From struct {
	Address string // of the network
	Browser string // what the browser says of itself
}

type fromKey struct{}

// WithFrom is a context whose entries say where the request comes from.
func WithFrom(ctx context.Context, f From) context.Context {
	return context.WithValue(ctx, fromKey{}, f)
}

// maxBrowser is how much is kept of what a browser says of itself.
const maxBrowser = 300

// cut is where a request comes from, in the length that is kept.
func (f From) cut() From {
	return From{firstBytes(f.Address, 100), firstBytes(f.Browser, maxBrowser)}
}

// Note adds an entry to the record, with the time.
func (s *Store) Note(ctx context.Context, entry AuditEntry) error {
	return translate(s.note(ctx, s.write, entry), "record")
}

// NoteSeldom is Note, except for an entry like one of a while ago: of the same kind, user and detail.
func (s *Store) NoteSeldom(ctx context.Context, while time.Duration, entry AuditEntry) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		like := from[AuditEntry](tx).Where("kind = ? AND detail = ? AND at > ?", entry.Kind, entry.Detail, s.Now().Add(-while))
		for column, id := range map[string]*int64{"user_id": entry.UserID, "about_id": entry.AboutID} {
			if id == nil {
				like = like.Where(column + " IS NULL")
			} else {
				like = like.Where(column+" = ?", *id)
			}
		}
		if n, err := like.Count(ctx, "id"); err != nil || n > 0 {
			return err
		}
		return s.note(ctx, tx, entry)
	}), "record")
}

// note is Note within a transaction.
func (s *Store) note(ctx context.Context, tx *gorm.DB, entry AuditEntry) error {
	if !slices.Contains(AuditKinds(), entry.Kind) {
		return fault.New(fault.Invalid, "The record has no entries of the kind %q.", entry.Kind)
	}
	entry.At = s.Now()
	if f, known := ctx.Value(fromKey{}).(From); known && entry.Address == "" {
		entry.Address, entry.Browser = f.Address, f.Browser
	}
	where := From{entry.Address, entry.Browser}.cut()
	entry.Address, entry.Browser = where.Address, where.Browser
	return from[AuditEntry](tx).Create(ctx, &entry)
}

// AuditQuery chooses entries of the record.
type AuditQuery struct {
	User   int64  // who did it or whom it is about; 0 for everybody
	Kind   string // "" for all
	Before int64  // only those that are older than this one; 0 for the newest
}

// AuditPage is a page of the record, the newest entry first.
type AuditPage struct {
	Entries []AuditLine
	Older   int64 // for AuditQuery.Before, or 0 if absent
}

// AuditLine is an entry with the names of people, "" if it has none.
type AuditLine struct {
	AuditEntry
	Who   string
	About string
}

// entriesShown is how many entries a page has.
const entriesShown = 50

// Audit is a page of the record.
func (s *Store) Audit(ctx context.Context, q AuditQuery) (AuditPage, error) {
	rows := from[AuditEntry](s.read).Order("id DESC").Limit(entriesShown + 1)
	if q.User != 0 {
		rows = rows.Where("(user_id = ? OR about_id = ?)", q.User, q.User)
	}
	if q.Kind != "" {
		rows = rows.Where("kind = ?", q.Kind)
	}
	if q.Before != 0 {
		rows = rows.Where("id < ?", q.Before)
	}
	found, err := rows.Find(ctx)
	if err != nil {
		return AuditPage{}, translate(err, "record")
	}
	var page AuditPage
	if len(found) > entriesShown {
		found = found[:entriesShown]
		page.Older = found[len(found)-1].ID
	}
	var ids []int64
	for _, e := range found {
		for _, id := range []*int64{e.UserID, e.AboutID} {
			if id != nil {
				ids = append(ids, *id)
			}
		}
	}
	names, err := s.UserNames(ctx, ids)
	for _, e := range found {
		page.Entries = append(page.Entries, AuditLine{e, nameIn(names, e.UserID), nameIn(names, e.AboutID)})
	}
	return page, err
}

func nameIn(names map[int64]string, id *int64) string {
	if id == nil {
		return ""
	}
	return names[*id]
}
