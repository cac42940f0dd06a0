// Package keys is the table of the workbench's commands with the keys they have, and the maps of
// keys that people make for themselves: how one is laid over the table, which keys nobody may take,
// and which two commands would want the same one. It knows no request, no database and no browser;
// what a command does is known to the scripts alone.
//
// The table is [Commands]. A stored map is read with [ReadMap], changed with [Map.With], and sent to the page as
// [Map.Moves], by which static/js/lib/keymap.js lays out its grammar again.
package keys
