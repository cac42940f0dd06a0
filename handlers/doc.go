// Package handlers is the HTTP side of Galley: it reads a request, asks the
// store or the desk, and answers with a page, a redirect or JSON. It knows no
// rule of marking and no table of the database; one function, answerError,
// turns every error into an answer.
package handlers
