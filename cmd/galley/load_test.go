package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLoadReadsTheMasthead(t *testing.T) {
	d := newDesktop(t)
	out := d.must("load", zhuzhou+".txt")
	if out != "株洲日报 2022-11-10: 1 page\nissue 1\n" {
		t.Errorf("printed %q", out)
	}
	list := strings.Fields(d.must("list"))
	if got, want := strings.Join(list[6:], " "), "1 2022-11-10 1 draft 0/58 株洲日报 23126"; got != want {
		t.Errorf("listed %q, want %q", got, want)
	}
}

func TestLoadPutsFlagsOverTheMasthead(t *testing.T) {
	d := newDesktop(t)
	out := d.must("load", "--publication", "Kurier", "--date", "1999-12-31", "--number", "9", "--edition", "late", zhuzhou+".txt")
	if !strings.HasPrefix(out, "Kurier 1999-12-31") {
		t.Errorf("printed %q", out)
	}
	if list := d.must("list"); !strings.Contains(list, "Kurier 9 late") {
		t.Errorf("listed %q", list)
	}
}

func TestLoadTakesTheTextFilesOfAFolderInNaturalOrder(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"p10.txt", "p2.txt", ".hidden.txt", "p2.gold.json"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("text of "+name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := newDesktop(t)
	out := d.must("load", "--publication", "Kurier", "--date", "1999-12-31", folder)
	if !strings.Contains(out, "2 pages") {
		t.Errorf("printed %q", out)
	}
}

func TestLoadRefusesWhatIsStoredAlready(t *testing.T) {
	d := newDesktop(t)
	d.must("load", zhuzhou+".txt")
	again := []string{"load", "--number", "other", zhuzhou + ".txt"}
	refused(t, d.run("", again...), failed, "Page 1 is already in issue 1, 株洲日报 2022-11-10")
	if id := d.load("--again", "--number", "other", zhuzhou+".txt"); id != "2" {
		t.Errorf("loaded again as issue %q", id)
	}
}

func TestLoadRefusesBadInputAndStoresNothing(t *testing.T) {
	many := t.TempDir()
	for i := range 10_001 {
		if err := os.WriteFile(filepath.Join(many, fmt.Sprint(i, ".txt")), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	known := []string{"--publication", "Kurier", "--date", "1999-12-31"}
	tests := []struct {
		name string
		args []string
		says string
	}{
		{"a file that is not there", append(known, "nowhere.txt"), "nowhere.txt"},
		{"an empty file", append(known, file(t, "e.txt", "")), "e.txt"},
		{"only blank lines", append(known, file(t, "b.txt", " \n\n\t\n")), "b.txt"},
		{"a binary file", append(known, file(t, "p.txt", "\x89PNG\r\n\x1a\n\x00\x00")), "p.txt"},
		{"broken UTF-8", append(known, file(t, "u.txt", "fine \xc3\x28")), "u.txt"},
		{"a control character", append(known, file(t, "c.txt", "one\ntw\x01o")), "line 2"},
		{"a page of 17 MB", append(known, file(t, "l.txt", strings.Repeat("seventeen letters\n", 1<<20))), "16 MB"},
		{"10,001 files", append(known, many), "1000"},
		{"a folder without text", append(known, t.TempDir()), "no .txt file"},
		{"an invalid date", []string{"--publication", "Kurier", "--date", "2022-02-30", zhuzhou + ".txt"}, "2022-02-30"},
		{"a text that names no paper", []string{"--date", "1999-12-31", file(t, "t.txt", "Hello")}, "--publication"},
		{"a text that names no day", []string{"--publication", "Kurier", file(t, "t.txt", "Hello")}, "--date"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesktop(t)
			refused(t, d.run("", append([]string{"load"}, tt.args...)...), failed, tt.says)
			if a := d.run("", "list"); strings.Count(a.out, "\n") > 1 {
				t.Errorf("stored all the same: %s", a.out)
			}
		})
	}
}

func TestLoadReplacesControlCharactersWhereAsked(t *testing.T) {
	d := newDesktop(t)
	d.must("load", "--publication", "Kurier", "--date", "1999-12-31", "--replace", file(t, "c.txt", "one\ntw\x01o"))
}

func TestLoadTakesALineOfAMillionCharacters(t *testing.T) {
	d := newDesktop(t)
	d.must("load", "--publication", "Kurier", "--date", "1999-12-31", file(t, "l.txt", strings.Repeat("株", 1_000_000)))
}
