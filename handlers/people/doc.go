// Package people answers administrators: who has an account, who is invited, who may do what, and the record of what
// happened. It refuses to know issues and sets.
//
// A link that is made here is used in the area of accounts, by people who have no account yet.
package people
