// Package chrome starts a real browser for tests. It knows nothing of Galley: a test opens pages in it,
// presses keys, and fails when a page complains.
//
// All tests of a package share one browser (Start); each has the window of a person of its own, who is handed
// on to the next test with nothing stored. A page is asked to look by itself until what a test waits for is so.
package chrome
