// Package markup is the engine of Galley: the vocabulary, the source, blocks, annotation sets,
// acts and the steps they become, articles, problems and the export document. It knows no
// database, no request and no clock; whatever depends on time or chance is a parameter.
//
// All positions are half-open spans in Unicode code points of a page's text.
package markup
