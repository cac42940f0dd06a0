// Package engine is the folder of all that is pure: no database, no request, no clock, no chance. Whatever
// depends on time or chance is a parameter. One package holds one idea, and imports only those before it:
//
//	text        positions in a page's text, and where its blank lines part it
//	vocabulary  the table of roles and types
//	reading     what a line says by its form: bylines, datelines, credits, folios, mastheads
//	markup      sources, blocks, sets, the acts on them and the steps they become, problems, who may
//	document    what an export holds, built from a set and read back
//	agreement   measures of agreement over plain numbers
//	review      sets laid over each other, and what is decided of their differences
//	keys        the table of commands and their keys
//	formats     files in and out
package engine
