// Package databasetest hands out databases to tests: SQLite files, and databases of a real PostgreSQL where
// GALLEY_TEST_POSTGRES=1 asks for them, each of the test's own, empty or with all tables of Galley. A test
// binary migrates once, and its tests get copies. The PostgreSQL server is the test binary's own too, started
// by the programs of Debian's package in a temporary folder, as an ordinary user, on a Unix socket.
//
// It knows the migrations and no record, so that the tests of package models can use it as well.
package databasetest
