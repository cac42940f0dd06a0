// Package crash holds the test that kills the running program again and again and looks at what is
// left. It has no code of its own.
package crash
