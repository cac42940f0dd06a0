// Package reading tells from the form of a line what it may be: a byline and whose, a dateline with place and date,
// a credit, a folio, a masthead, a jump, a signature, in Chinese and in Latin scripts. Everything it finds is a
// guess with spans in code points of the text that it was given, named by the roles of package vocabulary. It
// refuses to know blocks and sets: package markup asks it (infer.go there) and decides what to make of the answer.
//
// Each form has a file and a function: [ReadByline], [ReadDateline], [ReadCredit], [ReadFolio], [ReadMasthead],
// [ReadJump], [ReadSignature]; the words that they look for stand in words.go. [ReadParts] reads the persons and
// places inside a piece.
package reading
