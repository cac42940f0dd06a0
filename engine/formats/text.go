package formats

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"galley/fault"
)

const (
	// MaxPageBytes is how many bytes of UTF-8 the text of one page may have.
	MaxPageBytes = 16 << 20
	// MaxPages is how many pages one load may have.
	MaxPages = 1000
)

// TextFile is a plain text file to load. Name may be a path; it orders the files and its last part
// names the file in every message.
type TextFile struct {
	Name string
	Open func() (io.ReadCloser, error)
}

// TextPage is the text of one page: valid UTF-8, lines ended by \n, nothing else changed.
type TextPage struct {
	Name string // the file, and the page in it where form feeds cut it into several
	Text string
}

// TextOptions say how plain text is read.
type TextOptions struct {
	Replace bool // put U+FFFD for each control character instead of refusing the file
}

// ReadText reads plain text files as pages, in natural order of their names: p2 before p10. A byte
// order mark is dropped, CR LF and CR become LF, and a form feed begins the next page. Every fault
// is Invalid and names the file; if one character is at fault, also its line and its column in
// code points, both counted from 1.
func ReadText(files []TextFile, opt TextOptions) ([]TextPage, error) {
	if len(files) == 0 {
		return nil, fault.New(fault.Invalid, "There is no text file to load; choose at least one.")
	}
	if len(files) > MaxPages {
		return nil, fault.New(fault.Invalid, "There are %d files, but one load takes at most %d pages. Load fewer at a time.", len(files), MaxPages)
	}
	ordered := slices.Clone(files)
	slices.SortStableFunc(ordered, func(a, b TextFile) int { return naturalPath(a.Name, b.Name) })

	var pages []TextPage
	for _, file := range ordered {
		more, err := readFile(file, opt, MaxPages-len(pages))
		if err != nil {
			return nil, err
		}
		pages = append(pages, more...)
	}
	return pages, nil
}

// readFile reads the pages of one file, room at most.
func readFile(file TextFile, opt TextOptions, room int) ([]TextPage, error) {
	name, err := baseName(file.Name)
	if err != nil {
		return nil, err
	}
	in, err := file.Open()
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, err, "The file %q cannot be opened; check that it exists and that you may read it.", name)
	}
	defer in.Close() //nolint:errcheck // nothing was written, so closing loses nothing

	return newTextReader(in, name, opt, room).pages()
}

// baseName is the last part of a file name. A path that climbs (..) is refused, for nobody needs one
// to name a page.
func baseName(path string) (string, error) {
	parts := pathParts(path)
	if slices.Contains(parts, "..") {
		return "", fault.New(fault.Invalid, "The file name %q leaves its folder with \"..\"; rename the file or choose it directly.", path)
	}
	if len(parts) == 0 {
		return "text", nil
	}
	return parts[len(parts)-1], nil
}

// pathParts are the parts of a path with either slash, without empty ones and single dots.
func pathParts(path string) []string {
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == '\\' })
	return slices.DeleteFunc(parts, func(part string) bool { return part == "." })
}

// Folder lists the .txt files of a folder in natural order of their names, without those of its
// folders. Files whose name begins with a dot are left out.
func Folder(dir string) ([]TextFile, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, err, "The folder %q cannot be read; check that it exists.", dir)
	}
	var files []TextFile
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || strings.HasPrefix(name, ".") || !strings.EqualFold(filepath.Ext(name), ".txt") {
			continue
		}
		path := filepath.Join(dir, name)
		files = append(files, TextFile{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(path) }})
	}
	if len(files) == 0 {
		return nil, fault.New(fault.Invalid, "The folder %q contains no .txt file.", dir)
	}
	slices.SortStableFunc(files, func(a, b TextFile) int { return naturalPath(a.Name, b.Name) })
	return files, nil
}
