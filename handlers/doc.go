// Package handlers is the HTTP side of Galley: one table of routes ([Server.Routes]) over six areas, each a package
// that answers about one thing, and a core that they share. It knows no rule of marking and no table of the
// database: handlers read a request, ask newsroom, the desk or the store, and answer with a page, a redirect or
// JSON.
//
// A request goes by its line in the table: the rule says who may (core/access.go), the kind what stands around, the
// handler answers.
//
// To find who answers an address, look it up in package address and then in routes.go, which names the method; the
// methods of an area stand in files called after what they answer about. An error that a handler returns becomes an
// answer in core, by AnswerError.
package handlers
