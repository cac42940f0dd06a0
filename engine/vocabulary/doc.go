// Package vocabulary is the one table of what a block, a span or an article may be, and of the roles of people:
// names in English and Chinese, the key, what is furniture, what may stand in what, and the roles that a
// publication adds of its own. It refuses to know sets and texts; what follows from a role is decided by the
// packages above.
//
// The tables stand in vocabulary.go. Rules ask them by id: [RoleByID], [TypeByID]; an own role behaves as its base
// ([BaseOf]). [PersonRole] is what a person may be, for markup.May and the routes.
package vocabulary
