// Package architecture tests the laws of the house: packages import downwards only, and a library is known to one
// package (imports_test.go); scripts take addresses from the page (addresses_test.go), roles and states are constants
// (words_test.go), and the English is plain (phrases_test.go). It holds tests alone.
package architecture
