// Package workbench answers about a set that is being marked: its pages, acts, events, queries, assignments, proof
// and exports. It refuses to know what an act does: the desk applies it, and markup reports whether it may be.
//
// An act comes to [Server.CreateStep], which hands it to the desk and answers with what the step changed;
// [Server.StreamEvents] tells everybody else who has the set open. An export goes by [Server.ExportSet] to newsroom,
// which builds the document, and to the format that writes it.
package workbench
