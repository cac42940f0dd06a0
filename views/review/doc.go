// Package review draws what a reviewer reads: what changed since a version, comments with what they suggest, and the
// history of a set. It refuses to know how differences are found: they come as values of the engine and the newsroom.
package review
