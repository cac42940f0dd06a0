package address

import "fmt"

// People and the record, for administrators.
const (
	People = "/people"
	Invite = "/people/invitations"
	Record = "/record"

	Person        One[int64]        = "/people/:id"
	PersonRole    One[int64]        = "/people/:id/role"
	CloseAccount  One[int64]        = "/people/:id/close"
	ReopenAccount One[int64]        = "/people/:id/reopen"
	PasswordLink  One[int64]        = "/people/:id/password-link"
	EndSignInsOf  One[int64]        = "/people/:id/end-visits"
	RevokeTokenOf Two[int64, int64] = "/people/:id/tokens/:token/revoke"
	RevokeLink    One[int64]        = "/people/links/:link/revoke"
)

// RecordOf is what the record says of somebody.
func RecordOf(user int64) string { return fmt.Sprintf("%s?person=%d", Record, user) }
