// Package fault holds the one error type that Galley shows to people. It knows
// nothing of HTTP, databases or markup.
//
// The place that finds a fault makes it with [New], or with [Wrap] around a cause: a code, and an English sentence
// with its words apart, so that it can be translated. Errors are returned up to handlers/core, which turns the code
// into a status and the sentence into the reader's language, or to cmd/galley, which prints it.
package fault
