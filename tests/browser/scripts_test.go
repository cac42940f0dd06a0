package browser

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"galley/address"
	"galley/tests/browser/chrome"
)

// result is what became of one test of a script.
type result struct {
	Name  string `json:"name"`
	Error string `json:"error"`
}

func TestScripts(t *testing.T) {
	t.Parallel()
	tab := chrome.Start(t)
	files, err := filepath.Glob("../../static/test/*.test.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("list the script tests: %d found, %v", len(files), err)
	}
	site := scriptSite(t)
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			tab.Open(site + "/empty")
			for _, r := range chrome.Eval[[]result](tab, fmt.Sprintf(`import("/test/run.js").then((m) => m.run("/test/%s"))`, name)) {
				t.Run(r.Name, func(t *testing.T) {
					if r.Error != "" {
						t.Error(r.Error)
					}
				})
			}
		})
	}
}

// scriptSite serves the folder of scripts, their tests with them.
func scriptSite(t *testing.T) string {
	addresses, err := json.Marshal(address.ForScripts)
	if err != nil {
		t.Fatalf("write the addresses: %v", err)
	}
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir("../../static")))
	mux.HandleFunc("/empty", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, "<!doctype html><title>Script tests</title><link rel=\"icon\" href=\"data:,\"><body><script id=addresses type=application/json>%s</script>", addresses)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}
