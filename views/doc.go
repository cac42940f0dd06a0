// Package views draws every page and fragment. It knows records and engine
// values, but no request, no database handle and no session: what a page shows
// comes in its one value, and the frame around it comes in the context.
package views
