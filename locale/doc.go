// Package locale says things in the reader's language. The English text stands in the code and is its own key in the
// catalogue, so that the code stays readable. The package knows no page, no request and no account.
//
// [T] looks a text up in the language of the context, [N] counts, [Key] names a text that is used elsewhere. The
// translations are the files of zh-Hans, one for each engine package and for each other top folder (all of views in
// views.json, all of handlers in handlers.json); catalogue_test.go finds what is missing or unused, and its flag
// -update adds and removes entries. [Scripts] gives the page those of the scripts. If English needs two
// translations, the key says which after ##: "Set##of marks".
package locale
