// Package models keeps the records: publications, issues, pages, people, annotation sets and their
// steps, in SQLite or PostgreSQL. It and the packages below it are the only ones that know the databases.
// It refuses to know what a step means: acts and changes are text to it.
//
// A file begins with the resource that it keeps (issue_, publication_, set_, thread_, assignment_, person_,
// notice_, guideline_, progress_, search_, load_, token_, audit_, edit_), and a record stands beside its
// methods. One type, [Store], has them all, one method per use case and one transaction per method: the
// resources share transactions (a step is written with its notices, decisions and assignments), so the room
// is not parted and has more files than others.
//
// The way of a write: a method of Store opens a transaction with change, reads and writes rows through rows, and
// turns the error of the database into one for people with translate. Reads go through the connections that cannot
// write. Steps are written by AppendSteps, a batch in one transaction. Nothing is kept in memory between two calls.
package models
