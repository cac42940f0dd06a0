// Package bench measures what a step costs: over HTTP, acknowledged and durable, against a bare
// commit; in a large set against a small one; with 32 clients. It has no code of its own; see
// "make bench".
package bench
