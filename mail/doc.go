// Package mail sends notices as letters, by SMTP. It takes them from the store, which keeps them until they
// are sent or given up. It knows no address within Galley and no request.
//
// A notice and its letter are written by package models with what happened. [Post.Deliver], called by cmd/galley
// beside the requests, claims the letters that are due, words them (words.go) in the reader's language, sends them
// and marks them.
package mail
