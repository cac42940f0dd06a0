// Package models keeps the records: publications, issues, pages, users, annotation sets and their
// steps, in SQLite or PostgreSQL. It is the only package that knows the databases. It refuses to know
// what a step means: acts and changes are text to it.
package models
