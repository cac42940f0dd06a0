// Package review answers about a set in review, and about its history: what changed since somebody looked, who
// accepts or returns it, and how it stood at a version. It refuses to compare and to decide by itself: the engine's
// review does, and the desk takes the steps.
//
// [Server.ShowReview] compares the set with the version that this person saw last; what is decided there becomes a
// step, and leads back to the same place of the page.
package review
