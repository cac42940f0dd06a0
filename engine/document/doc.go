// Package document is what an export holds: the articles of a set as trees in reading order, with the text of
// joined blocks put together, and the marks themselves beside them.
//
// [Build] makes it of a set; [Select] says which articles leave, and what each replaces; [Excerpt] builds one
// article for showing it. [Document.Rebuild] makes it once more from its texts and marks alone, which is what a
// reader compares a file with. The package knows no format: how a document is written is said in package
// formats. It changes no set.
//
// The way of an export: package newsroom gathers the facts (DocumentOf), [Select] chooses, [BuildSelected] masks what
// is withheld, names the marks and puts parts (part.go), texts (text.go), lines and pictures together.
package document
