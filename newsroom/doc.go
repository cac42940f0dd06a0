// Package newsroom holds the use cases that are more than one question to the store or the desk: taking in an
// issue, building an export, comparing sets and deciding their differences, passwords and links. The web and the
// command line both ask it. It refuses to know requests, pages and flags: who asks is a user, what comes back is
// a value or a fault.
//
// An issue is proposed from its pages ([ProposePages], [ProposeIssue]) and stored by the store. An export is asked
// for with [Export] and built by [DocumentOf]. Sets are laid over each other by [Comparing]; [Adjudication] works
// each decision out at the head of the adjudicated set, one after the other, and hands the step to the desk.
// A [ReadingRoom] opens a set as somebody has seen it, with what is new to them, and keeps what they read.
package newsroom
