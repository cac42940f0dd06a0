// Package vocabulary is the one table of what a block, a span or an article may be: names in English and
// Chinese, the key, what is furniture, what may stand in what, and the roles that a publication adds of its own.
// It refuses to know sets and texts; what follows from a role is decided by the packages above.
package vocabulary
