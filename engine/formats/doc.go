// Package formats reads and writes files: plain text, our own JSON and XML, and the gold files of
// the corpus. It knows nothing of databases, requests or screens; what a mark means, and whether it
// may be, is asked of markup and document.
package formats
