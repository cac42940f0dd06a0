// Package migrations makes the tables of a database and brings those of earlier releases up to date. Each
// migration has a number and a file of its own, runs once and in order, and is never edited once it is
// shipped: it is SQL for SQLite and PostgreSQL alike, with the few words in which they differ written in
// braces. The package knows no record and no use case; who opens the database, and under which lock
// programs that start at once wait for each other, is for package models to say.
//
// A new migration is a file NUMBER_name.go and a line in the list of migrate.go.
package migrations
