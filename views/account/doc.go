// Package account draws the pages of one person: signing in, the account, its keys, the notices. It refuses to know who
// may come in: a form comes with the sentence that refuses it.
package account
