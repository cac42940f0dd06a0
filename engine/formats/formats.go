package formats

import (
	"bytes"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"galley/engine/document"
	"galley/fault"
)

// Format is one kind of file that sets leave or enter Galley by.
type Format struct {
	Key         string // the word for it in commands and addresses
	Name        string // with its version, as the files say it
	Title       string // for people
	Extension   string
	ContentType string
	// Write writes a document: the same bytes for the same document. Nil if Galley only reads.
	Write func(io.Writer, *document.Document) error
	// Read reads a file strictly. It returns Invalid, with the place, for whatever it does not
	// understand and for marks, quotes, hashes and trees that contradict each other.
	Read func(io.Reader) (*document.Document, error)
}

// All are the formats, the first that of choice.
var All = []Format{
	{Key: "json", Name: jsonName, Title: "Galley JSON", Extension: ".galley.json", ContentType: "application/json",
		Write: writeJSON, Read: readJSON},
	{Key: "xml", Name: jsonName, Title: "Galley XML", Extension: ".galley.xml", ContentType: "application/xml",
		Write: writeXML, Read: readXML},
	{Key: "gold", Name: goldName, Title: "Corpus gold", Extension: ".gold.json", ContentType: "application/json",
		Read: readGold},
}

// ByKey is the format that key stands for, or false if absent.
func ByKey(key string) (Format, bool) {
	for _, f := range All {
		if f.Key == key {
			return f, true
		}
	}
	return Format{}, false
}

// maxFile is how many bytes a file of marks may have: what an issue of the greatest size needs.
const maxFile = 1 << 30

// Read reads a file of any format, which its content tells. The name is for messages. Every fault
// is Invalid.
func Read(r io.Reader, name string) (*document.Document, Format, error) {
	data, f, err := recognise(r, name)
	if err != nil {
		return nil, f, err
	}
	d, err := f.Read(bytes.NewReader(data))
	if err != nil {
		return nil, f, fault.Wrap(fault.Invalid, err, "The file %q cannot be read. %s", path.Base(name), fault.PhraseOf(err))
	}
	return d, f, nil
}

// recognise reads a file whole and says what it is.
func recognise(r io.Reader, name string) ([]byte, Format, error) {
	data, err := readWhole(r)
	if err != nil {
		return nil, Format{}, fault.Wrap(fault.Invalid, err, "The file %q cannot be read. %s", path.Base(name), fault.PhraseOf(err))
	}
	switch start := bytes.TrimLeft(data, " \t\r\n"); {
	case bytes.HasPrefix(start, []byte("<")):
		return data, All[1], nil
	case !bytes.HasPrefix(start, []byte("{")):
		return nil, Format{}, fault.New(fault.Invalid, "The file %q is neither JSON nor XML; give an export of Galley or a gold file.", path.Base(name))
	case formatOf(data) == goldName:
		return data, All[2], nil
	}
	return data, All[0], nil
}

// readWhole reads everything, a byte order mark left out.
func readWhole(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, err, "It ends unexpectedly.")
	}
	if len(data) > maxFile {
		return nil, fault.New(fault.Invalid, "It is larger than %d MB.", maxFile>>20)
	}
	if !utf8.Valid(data) {
		return nil, fault.New(fault.Invalid, "It is not UTF-8.")
	}
	return bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), nil
}

// FileName is what an export is called: publication, date and extension.
func FileName(info document.IssueInfo, f Format) string {
	words := strings.FieldsFunc(info.Publication+" "+info.Date+" "+info.Edition, func(r rune) bool {
		return r <= ' ' || strings.ContainsRune(`/\:*?"<>|`, r)
	})
	if len(words) == 0 {
		words = []string{"issue"}
	}
	return strings.Join(words, "-") + f.Extension
}

// at is a sentence about a place in a file.
func at(place, format string, words ...any) error {
	return fault.New(fault.Invalid, "At %s: "+format, append([]any{place}, words...)...)
}

// clip shortens what a file says for a sentence.
func clip(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
