// Package browser holds the tests that need a real browser: the script tests,
// and what an editor does from loading to export. They run with
// GALLEY_TEST_BROWSER=1, as make test sets it.
package browser
