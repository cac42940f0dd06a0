// Package static holds what a browser loads besides pages: sheets, scripts and pictures, compiled into the binary.
// It knows no request; handlers serve FS.
//
// All addresses share one prefix that is a hash of the whole tree. So an address never changes its content and may
// be kept for ever, and scripts import each other by relative names without anybody rewriting them.
//
// js holds the scripts; its README.md says what each folder is and how an act flows through them: pages/workbench.js
// hears a key, lib/key_grammar.js names its command, workbench/commands.js does it, galley/focus.js moves the focus.
// css has a sheet for each kind of page, test the tests of the scripts, which run in a browser and are not compiled
// in.
package static
