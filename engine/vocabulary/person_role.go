package vocabulary

// PersonRole is what a user may do, by the name of the work.
type PersonRole string

// The roles of users.
const (
	Administrator PersonRole = "administrator"
	Editor        PersonRole = "editor"
	Reviewer      PersonRole = "reviewer"
	Reader        PersonRole = "reader"
)

// PersonRoles are all roles, the one that may do most first.
func PersonRoles() []PersonRole { return []PersonRole{Administrator, Editor, Reviewer, Reader} }
