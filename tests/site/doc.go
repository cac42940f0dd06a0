// Package site is Galley as its visitors meet it, for tests: the real program over a fresh database, with
// browsers that sign in, send and read what is answered. Only tests import it.
//
// A test makes a Site with New and accounts with User, lets somebody in with As or SignIn, and asks the Answer
// what it wants to know: Is, LeadsTo, Says. What one area alone needs stands beside the tests of that area.
package site
