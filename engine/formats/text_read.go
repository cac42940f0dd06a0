package formats

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/fault"
)

// textReader reads one file as pages. It holds one page and one buffer, however long the file is.
type textReader struct {
	in     *bufio.Reader
	file   string
	opt    TextOptions
	room   int // pages that the load may still take
	page   strings.Builder
	read   []TextPage
	broken bool // a form feed has cut the file
	line   int  // of the character to be read, from 1
	column int  // in code points, from 1
	after  rune // the character before it
}

// sample is how many bytes at the beginning of a file tell what kind of file it is.
const sample = 4096

const byteOrderMark = "\uFEFF"

func newTextReader(in io.Reader, file string, opt TextOptions, room int) *textReader {
	return &textReader{in: bufio.NewReaderSize(in, 64<<10), file: file, opt: opt, room: room, line: 1, column: 1}
}

// pages reads the whole file.
func (t *textReader) pages() ([]TextPage, error) {
	head, err := t.in.Peek(sample)
	if err != nil && err != io.EOF {
		return nil, t.unreadable(err)
	}
	if err := t.refuseForeign(head); err != nil {
		return nil, err
	}
	if bytes.HasPrefix(head, []byte(byteOrderMark)) {
		if err := t.discard(len(byteOrderMark)); err != nil {
			return nil, err
		}
	}
	for {
		if err := t.step(); errors.Is(err, io.EOF) {
			return t.finish()
		} else if err != nil {
			return nil, err
		}
	}
}

// step reads a stretch of plain characters, or one that needs a look.
func (t *textReader) step() error {
	if _, err := t.in.Peek(1); errors.Is(err, io.EOF) {
		return io.EOF
	} else if err != nil {
		return t.unreadable(err)
	}
	ahead, err := t.in.Peek(t.in.Buffered())
	if err != nil {
		return t.unreadable(err)
	}
	if n, points := plain(ahead); n > 0 {
		if err := t.keep(ahead[:n]); err != nil {
			return err
		}
		t.column += points
		t.after = 0
		return t.discard(n)
	}
	return t.special()
}

// plain counts the bytes and code points at the front of text that are kept as they are and move
// only the column.
func plain(text []byte) (n, points int) {
	for n < len(text) {
		if b := text[n]; b < utf8.RuneSelf {
			if b < ' ' && b != '\t' || b == 0x7F {
				return n, points
			}
			n++
			points++
			continue
		}
		r, size := utf8.DecodeRune(text[n:])
		if r == utf8.RuneError && size == 1 || isForbidden(r) {
			return n, points
		}
		n += size
		points++
	}
	return n, points
}

// isForbidden reports whether a character may not stand in a page: control characters but tab and line
// ends, and what XML 1.0 does not allow.
func isForbidden(r rune) bool {
	return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' && r != '\f' || r == 0xFFFE || r == 0xFFFF
}

// special reads one character that ends a line or page, or is at fault.
func (t *textReader) special() error {
	r, size, err := t.in.ReadRune()
	if err != nil {
		return t.unreadable(err)
	}
	before := t.after
	t.after = r
	switch {
	case r == '\n' && before == '\r':
		return nil
	case r == '\n' || r == '\r':
		t.line++
		t.column = 1
		return t.keep([]byte("\n"))
	case r == '\f':
		t.column++
		t.broken = true
		return t.endPage()
	case r == utf8.RuneError && size == 1:
		return t.notUTF8()
	case isForbidden(r) && !t.opt.Replace:
		return t.refuse("contains the character %s at line %d, column %d, which is not allowed in a text; remove it, or load the file with “Replace control characters”.",
			fmt.Sprintf("U+%04X", r), t.line, t.column)
	case isForbidden(r):
		r = utf8.RuneError
	}
	t.column++
	return t.keep(utf8.AppendRune(nil, r))
}

func (t *textReader) discard(n int) error {
	if _, err := t.in.Discard(n); err != nil {
		return t.unreadable(err)
	}
	return nil
}

// keep adds text to the page, unless it grows too long. Files that were put together bring their byte
// order marks to the beginnings of pages; they are not part of the text.
func (t *textReader) keep(text []byte) error {
	if t.page.Len()+len(text) > MaxPageBytes {
		return t.refuse("is too long: the page that ends at line %d is larger than %d MB. A newspaper page is far shorter; check that this is the right file, or split it into pages.", t.line, MaxPageBytes>>20)
	}
	if t.page.Len() == 0 {
		for bytes.HasPrefix(text, []byte(byteOrderMark)) {
			text = text[len(byteOrderMark):]
		}
	}
	t.page.Write(text)
	return nil
}

// endPage closes the page that a form feed or the end of the file ends.
func (t *textReader) endPage() error {
	text := t.page.String()
	t.page = strings.Builder{}
	if isBlank(text) {
		return t.refuse("has an empty page %d (before line %d); remove the empty page.", len(t.read)+1, t.line+1)
	}
	if len(t.read) == t.room {
		return t.refuse("brings the load to more than %d pages; load fewer at a time.", MaxPages)
	}
	t.read = append(t.read, TextPage{Name: t.file, Text: text})
	return nil
}

// finish closes the last page; a form feed at the very end opens none.
func (t *textReader) finish() ([]TextPage, error) {
	switch {
	case t.broken && isBlank(t.page.String()):
	case t.page.Len() == 0:
		return nil, t.refuse("is empty; choose a file with text.")
	case isBlank(t.page.String()):
		return nil, t.refuse("contains only blank lines; choose a file with text.")
	default:
		if err := t.endPage(); err != nil {
			return nil, err
		}
	}
	if t.broken {
		for i := range t.read {
			t.read[i].Name = fmt.Sprintf("%s, page %d", t.file, i+1)
		}
	}
	return t.read, nil
}

func isBlank(text string) bool { return strings.TrimSpace(text) == "" }

// refuse is an Invalid fault that says of the file what words say.
func (t *textReader) refuse(words string, values ...any) error {
	return fault.New(fault.Invalid, "The file %q %s", t.file, fault.Say(words, values...))
}

func (t *textReader) unreadable(err error) error {
	return fault.Wrap(fault.Invalid, err, "The file %q cannot be read to the end; try again, or copy it first.", t.file)
}
