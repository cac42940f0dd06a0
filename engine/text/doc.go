// Package text is the one ruler: half-open spans in Unicode code points of a page's text. Bytes are known
// inside [Text] alone, which keeps their offsets every few hundred code points; UTF-16 is known to the scripts.
// It also says where blank lines part a text into blocks, and makes the ids that name what stands on it. It
// refuses to know what a block means.
//
// [NewText] wraps a text, [Boundaries] gives the spans of its blocks (the rule is in boundaries.go), [NewID] an id.
package text
