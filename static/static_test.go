package static_test

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"galley/static"
)

func TestFileReadsAddresses(t *testing.T) {
	tests := []struct {
		name, path  string
		wantName    string
		wantLasting bool
	}{
		{"the present version lasts", static.Version() + "/js/app.js", "js/app.js", true},
		{"another version is served but not kept", "0123456789abcdef/js/app.js", "js/app.js", false},
		{"no version is served but not kept", "css/base.css", "css/base.css", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name, lasting := static.File(tt.path)
			if name != tt.wantName || lasting != tt.wantLasting {
				t.Errorf("File(%q) = %q, %v, want %q, %v", tt.path, name, lasting, tt.wantName, tt.wantLasting)
			}
		})
	}
}

func TestURLNamesAFileUnderItsVersion(t *testing.T) {
	if got, want := static.URL("js/app.js"), "/static/"+static.Version()+"/js/app.js"; got != want {
		t.Errorf("URL = %q, want %q", got, want)
	}
}

var importLine = regexp.MustCompile(`(?m)^(?:import|export)\b[^"]*?from "(\.[^"]+)";`)

func TestScriptsImportFilesThatAreThereAndStayShort(t *testing.T) {
	names, err := fs.Glob(static.FS, "js/*.js")
	if err != nil || len(names) == 0 {
		t.Fatalf("list the scripts: %d found, %v", len(names), err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(static.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(string(content), "\n"); lines >= 300 {
			t.Errorf("%s has %d lines, want fewer than 300", name, lines)
		}
		if !strings.HasPrefix(string(content), "// @ts-check\n") {
			t.Errorf("%s does not begin with // @ts-check", name)
		}
		for _, m := range importLine.FindAllSubmatch(content, -1) {
			target := path.Join(path.Dir(name), string(m[1]))
			if _, err := fs.Stat(static.FS, target); err != nil {
				t.Errorf("%s imports %s, which is not there", name, m[1])
			}
		}
	}
}
