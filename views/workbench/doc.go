// Package workbench draws one page of a set of marks as it is opened: rows, inspector, outline, palette, and the proof,
// the export and the assignments beside them. It refuses to know how an act changes the page: the script goes on from
// what is drawn here.
//
// [Workbench] is filled from the state of a set at one version; its rows say block by block what is shown.
package workbench
