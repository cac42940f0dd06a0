// Command galley is the program: it reads the command line, wires the packages
// together and says in one sentence what went wrong. It knows no rule of
// marking, no page and no table of the database.
//
// Each command is a struct with Run in the file of its name (load.go, export.go, check.go, user_people.go). serve.go
// opens the store, makes the server of package handlers, and starts the work beside the requests: mail
// (serve_mail.go), what other servers wrote (serve_watch.go), counting, search and the bin (serve_tend.go).
package main
