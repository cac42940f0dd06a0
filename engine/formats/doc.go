// Package formats reads and writes files: plain text, our own JSON and XML, and the gold files of
// the corpus. It knows nothing of databases, requests or screens; what a mark means, and whether it
// may be, is asked of markup and document.
//
// A format is a line of [All]; its files begin with its name (json_, xml_, gold_, text_). Write writes a document as it
// is. [Read] recognises a file and reads its marks, rebuilds the document from them and refuses a file that says
// anything else. [Check] does the same for galley check; the schemas stand in schema/.
package formats
