// Package account answers who signs in and out, by password, by a link that works once or through a provider, and
// what people change of their own accounts: password, language, keys, tokens, notices. It refuses to know issues and
// sets.
//
// Signing in ends in core's OpenSession, whichever way somebody came. What changes an account purges the cache of
// sessions, so that no request is answered by what was known before.
package account
