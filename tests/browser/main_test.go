package browser

import (
	"os"
	"testing"

	"galley/tests/browser/chrome"
)

func TestMain(m *testing.M) { os.Exit(chrome.Main(m)) }
