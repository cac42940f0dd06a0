// Package core is what every area of the web has in common: who asks (sessions, tokens, what a role may), how
// requests are limited, logged and refused, how an error becomes an answer in the reader's language, and how the set
// of an address is opened. It refuses to know any area and any page of one.
//
// A request passes [Core.Everywhere], then what stands around its kind of route ([Core.Around]), where its [Rule] is
// asked. Its handler asks [Core.UserOf] and [Core.OpenSet], and answers with [Core.Render] or returns an error, which
// [Core.AnswerError] turns into a page or into JSON.
package core
