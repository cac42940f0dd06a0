// Package samples gives the tests of all packages the pages of tests/testdata: the sources, their gold, and
// what is exported of them. It finds them from the root of the module, so that a package may move. It knows
// nothing of what the files hold.
package samples
