package browser

import (
	"os"
	"path/filepath"
	"testing"

	"galley/tests/browser/chrome"
)

// picturesIn names a folder for pictures of every page, for people to look at; without it none are made.
var picturesIn = os.Getenv("GALLEY_PICTURES")

// keep writes what the window shows under a name.
func keep(tab *chrome.Tab, name string) {
	if picturesIn != "" {
		tab.Screenshot(filepath.Join(picturesIn, name+".png"))
	}
}

// portray keeps what the window shows in both colour schemes.
func portray(t *testing.T, tab *chrome.Tab, name string) {
	t.Helper()
	if picturesIn == "" {
		return
	}
	tab.Dark(false)
	keep(tab, name+"-light")
	tab.Dark(true)
	keep(tab, name+"-dark")
	tab.Dark(false)
}
