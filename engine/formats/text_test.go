package formats

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/fault"
)

func textFile(name, content string) TextFile {
	return TextFile{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }}
}

func TestReadText(t *testing.T) {
	tests := []struct {
		name  string
		files []TextFile
		opt   TextOptions
		want  []TextPage
	}{
		{"a plain file is one page, left as it is", []TextFile{textFile("p1.txt", "\n\n 标题\t一 \n\n正文。\n")}, TextOptions{},
			[]TextPage{{"p1.txt", "\n\n 标题\t一 \n\n正文。\n"}}},
		{"a byte order mark is dropped", []TextFile{textFile("p1.txt", "\uFEFF标题")}, TextOptions{}, []TextPage{{"p1.txt", "标题"}}},
		{"byte order marks of joined files are dropped at every page", []TextFile{textFile("p1.txt", "\uFEFF\uFEFFa\f\uFEFFb\uFEFFc")}, TextOptions{},
			[]TextPage{{"p1.txt, page 1", "a"}, {"p1.txt, page 2", "b\uFEFFc"}}},
		{"CR LF and CR become LF", []TextFile{textFile("p1.txt", "a\r\nb\rc\n\r\r\nd")}, TextOptions{}, []TextPage{{"p1.txt", "a\nb\nc\n\n\nd"}}},
		{"a form feed begins a page and is in none", []TextFile{textFile("i.txt", "one\n\ftwo\r\n\fthree")}, TextOptions{},
			[]TextPage{{"i.txt, page 1", "one\n"}, {"i.txt, page 2", "two\n"}, {"i.txt, page 3", "three"}}},
		{"a last form feed makes no page", []TextFile{textFile("i.txt", "one\ftwo\f")}, TextOptions{},
			[]TextPage{{"i.txt, page 1", "one"}, {"i.txt, page 2", "two"}}},
		{"a last form feed before a line end makes no page", []TextFile{textFile("i.txt", "one\f\n")}, TextOptions{}, []TextPage{{"i.txt, page 1", "one"}}},
		{"files come in natural order", []TextFile{textFile("P10.txt", "ten"), textFile("p2.txt", "two"), textFile("p01.txt", "one")}, TextOptions{},
			[]TextPage{{"p01.txt", "one"}, {"p2.txt", "two"}, {"P10.txt", "ten"}}},
		{"folders order files, and names lose them", []TextFile{textFile("b/1.txt", "three"), textFile("a 10/1.txt", "two"), textFile("/a 9/3.txt", "one")}, TextOptions{},
			[]TextPage{{"3.txt", "one"}, {"1.txt", "two"}, {"1.txt", "three"}}},
		{"a Windows path loses its folders", []TextFile{textFile(`C:\papers\p1.txt`, "one")}, TextOptions{}, []TextPage{{"p1.txt", "one"}}},
		{"a nameless text has a name", []TextFile{textFile("", "pasted")}, TextOptions{}, []TextPage{{"text", "pasted"}}},
		{"characters beyond the BMP and U+FFFD are text", []TextFile{textFile("p1.txt", "𠮷\uFFFD")}, TextOptions{}, []TextPage{{"p1.txt", "𠮷\uFFFD"}}},
		{"control characters are replaced where asked", []TextFile{textFile("p1.txt", "a\x00b\x1Fc\vd\u0085e\x7Ff\uFFFFg")}, TextOptions{Replace: true},
			[]TextPage{{"p1.txt", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ReadText(tt.files, tt.opt)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestReadTextRefuses(t *testing.T) {
	long := strings.Repeat("字", MaxPageBytes/3) + "xxx"
	tests := []struct {
		name  string
		files []TextFile
		want  []string // pieces of the sentence
	}{
		{"no file", nil, []string{"no text file"}},
		{"an empty file", []TextFile{textFile("a/p1.txt", "")}, []string{`"p1.txt"`, "empty"}},
		{"a byte order mark alone", []TextFile{textFile("p1.txt", "\uFEFF")}, []string{`"p1.txt"`, "empty"}},
		{"only blank lines", []TextFile{textFile("p1.txt", " \n\u3000\r\n\t")}, []string{`"p1.txt"`, "only blank lines"}},
		{"a blank page between two", []TextFile{textFile("p1.txt", "a\f \n\fb")}, []string{`"p1.txt"`, "page 2"}},
		{"a zero byte", []TextFile{textFile("p1.txt", "一二\n三\x00四")}, []string{`"p1.txt"`, "U+0000", "line 2, column 2"}},
		{"a control character after CR LF", []TextFile{textFile("p1.txt", "a\r\nb\r\n𠮷b\x02")}, []string{"U+0002", "line 3, column 3"}},
		{"a control character of ISO 6429", []TextFile{textFile("p1.txt", "a\u0093b")}, []string{"U+0093", "line 1, column 2"}},
		{"a noncharacter", []TextFile{textFile("p1.txt", "\uFEFFab\uFFFE")}, []string{"U+FFFE", "line 1, column 3"}},
		{"a file in GB18030", []TextFile{textFile("p1.txt", "abc\n\xD6\xEA\xD6\xDE\xC8\xD5\xB1\xA8\xD1\xB6")}, []string{"not valid UTF-8", "line 2, column 1", "GB18030 or Big5", "Save it as UTF-8"}},
		{"a file in ISO 8859-1", []TextFile{textFile("p1.txt", "caf\xE9 au lait")}, []string{"not valid UTF-8", "line 1, column 4", "8859-1"}},
		{"a surrogate in UTF-8", []TextFile{textFile("p1.txt", "a\xED\xA0\x80")}, []string{"not valid UTF-8", "line 1, column 2"}},
		{"a character broken off at the end", []TextFile{textFile("p1.txt", "一\xE4\xBA")}, []string{"not valid UTF-8", "line 1, column 2"}},
		{"a file in UTF-16", []TextFile{textFile("p1.txt", "\xFF\xFEa\x00b\x00")}, []string{"UTF-16"}},
		{"a binary file", []TextFile{textFile("p1.bin", "\x01\x00\x00\x00\x00\x02\x00\x00\x7f")}, []string{`"p1.bin"`, "binary file"}},
		{"a PDF", []TextFile{textFile("p1.pdf", "%PDF-1.7\n")}, []string{`"p1.pdf"`, "a PDF"}},
		{"a name that climbs", []TextFile{textFile("../p1.txt", "a")}, []string{`"../p1.txt"`, ".."}},
		{"a page beyond the limit", []TextFile{textFile("p1.txt", long)}, []string{`"p1.txt"`, "16 MB"}},
		{"too many files", make([]TextFile, 10001), []string{"10001", "1000"}},
		{"too many pages", []TextFile{textFile("p1.txt", strings.Repeat("a\f", MaxPages)), textFile("p2.txt", "b")}, []string{`"p2.txt"`, "1000 pages"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pages, err := ReadText(tt.files, TextOptions{})
			if fault.CodeOf(err) != fault.Invalid || pages != nil {
				t.Fatalf("got %d pages and %v, want Invalid", len(pages), err)
			}
			for _, piece := range tt.want {
				if !strings.Contains(fault.Sentence(err), piece) {
					t.Errorf("sentence %q lacks %q", fault.Sentence(err), piece)
				}
			}
		})
	}
}

func TestReadTextTakesTheLimits(t *testing.T) {
	page := strings.Repeat("a", MaxPageBytes)
	got, err := ReadText([]TextFile{textFile("p1.txt", page+"\f"+page)}, TextOptions{})
	if err != nil || len(got) != 2 || got[1].Text != page {
		t.Errorf("two pages of the greatest length: %d pages, %v", len(got), err)
	}
	got, err = ReadText([]TextFile{textFile("p1.txt", strings.Repeat("a\f", MaxPages))}, TextOptions{})
	if err != nil || len(got) != MaxPages {
		t.Errorf("%d pages in one file: %d pages, %v", MaxPages, len(got), err)
	}
	got, err = ReadText([]TextFile{textFile("p1.txt", strings.Repeat("字", 1_000_000))}, TextOptions{})
	if err != nil || len(got) != 1 {
		t.Errorf("a line of a million characters: %d pages, %v", len(got), err)
	}
}

// brokenReader gives some bytes and then an error.
type brokenReader struct{ io.Reader }

func (b brokenReader) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		err = errors.New("the disk is gone")
	}
	return n, err
}

func TestReadTextNamesAFileThatCannotBeRead(t *testing.T) {
	tests := []struct {
		name string
		open func() (io.ReadCloser, error)
	}{
		{"at its opening", func() (io.ReadCloser, error) { return nil, os.ErrNotExist }},
		{"in the middle", func() (io.ReadCloser, error) {
			return io.NopCloser(brokenReader{bytes.NewReader(bytes.Repeat([]byte("a"), 1<<20))}), nil
		}},
		{"at once", func() (io.ReadCloser, error) { return io.NopCloser(brokenReader{strings.NewReader("")}), nil }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ReadText([]TextFile{{"p1.txt", tt.open}}, TextOptions{})
			if fault.CodeOf(err) != fault.Invalid || !strings.Contains(fault.Sentence(err), `"p1.txt"`) || errors.Unwrap(err) == nil {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestNaturalOrder(t *testing.T) {
	ordered := []string{"01.txt", "1.txt", "2.txt", "A", "a1", "a2b", "a2b10", "a10", "a99999999999999999999998", "a99999999999999999999999", "B", "b/2", "b/10", "b/10/1", "版1", "版2", "版10"}
	for i, a := range ordered {
		for k, b := range ordered {
			got := naturalPath(a, b)
			if i < k && got >= 0 || i == k && got != 0 || i > k && got <= 0 {
				t.Errorf("naturalPath(%q, %q) = %d", a, b, got)
			}
		}
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"p10.txt", "p2.TXT", "notes.md", ".hidden.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "p3.txt"), 0o700); err != nil {
		t.Fatal(err)
	}
	files, err := Folder(dir)
	if err != nil {
		t.Fatal(err)
	}
	got, err := ReadText(files, TextOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]TextPage{{"p2.TXT", "p2.TXT"}, {"p10.txt", "p10.txt"}}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for _, dir := range []string{t.TempDir(), filepath.Join(dir, "none")} {
		if _, err := Folder(dir); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("Folder(%q): %v, want Invalid", dir, err)
		}
	}
}

func FuzzReadText(f *testing.F) {
	for _, seed := range []string{"一\r\n二\f三", "\uFEFFa\x00b", "\xD6\xEA", "a\f\f", "\r\r\n\n", "a\f%PDF-", "\xFF\xFEa\x00", "a\f\uFEFF\uFEFF b"} {
		f.Add([]byte(seed), true)
		f.Add([]byte(seed), false)
	}
	f.Fuzz(func(t *testing.T, content []byte, replace bool) {
		pages, err := ReadText([]TextFile{textFile("p.txt", string(content))}, TextOptions{Replace: replace})
		if err != nil {
			if fault.CodeOf(err) != fault.Invalid {
				t.Fatalf("fault %v", err)
			}
			return
		}
		texts := make([]string, len(pages))
		for i, p := range pages {
			texts[i] = p.Text
			if strings.ContainsAny(p.Text, "\r\f\x00") || strings.TrimSpace(p.Text) == "" {
				t.Fatalf("page %q", p.Text)
			}
		}
		again, err := ReadText([]TextFile{textFile("p.txt", strings.Join(texts, "\f"))}, TextOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range again {
			if len(pages) > 1 && again[i].Name != pages[i].Name {
				t.Fatalf("page %d is called %q and %q", i, pages[i].Name, again[i].Name)
			}
			again[i].Name = pages[i].Name
		}
		if diff := cmp.Diff(pages, again); diff != "" {
			t.Fatalf("read again (-want +got)\n%s", diff)
		}
	})
}

func BenchmarkReadText16MB(b *testing.B) {
	line := "株洲日报讯(全媒体记者/甲乙丙) 会议要求,把各项工作落到实处。\r\n"
	content := strings.Repeat(line, MaxPageBytes/len(line))
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		if _, err := ReadText([]TextFile{textFile("p.txt", content)}, TextOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
