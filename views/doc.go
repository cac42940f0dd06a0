// Package views is the house of what is drawn: parts, and above them one package for each area of the web (account,
// people, issues, workbench, review, compare), which draws the pages that the area of the same name in handlers answers
// with. Views know records and engine values, but no request, no database handle and no session: what a page shows
// comes in its one value, and the frame around it comes in the context.
//
// Components stand in NAME.templ, the values that they show and what is computed for them in NAME.go; make
// generate writes NAME_templ.go. Texts are said by locale.T with the English text as key.
package views
