package models

// Role is what a user may do, by the name of the work.
type Role string

// The roles of users.
const (
	Administrator Role = "administrator"
	Editor        Role = "editor"
	Reviewer      Role = "reviewer"
	Reader        Role = "reader"
)

// Roles are all roles, the one that may do most first.
func Roles() []Role { return []Role{Administrator, Editor, Reviewer, Reader} }
