package formats

import (
	"bytes"

	"galley/fault"
)

// kinds are files that are often taken for text, by how they begin.
var kinds = []struct {
	magic string
	kind  fault.Phrase
}{
	{"%PDF-", fault.Say("a PDF")},
	{"PK\x03\x04", fault.Say("a ZIP archive or an office document")},
	{"\xD0\xCF\x11\xE0", fault.Say("an old office document")},
	{"{\\rtf", fault.Say("an RTF document")},
	{"\xFF\xD8\xFF", fault.Say("a JPEG picture")},
	{"\x89PNG", fault.Say("a PNG picture")},
	{"II*\x00", fault.Say("a TIFF picture")},
	{"MM\x00*", fault.Say("a TIFF picture")},
	{"\x1F\x8B", fault.Say("a compressed file")},
}

// refuseForeign refuses a file that is no UTF-8 text by how it begins.
func (t *textReader) refuseForeign(head []byte) error {
	for _, k := range kinds {
		if bytes.HasPrefix(head, []byte(k.magic)) {
			return t.refuse("is not plain text but %s; export its text as UTF-8 and load that.", k.kind)
		}
	}
	if isUTF16(head) {
		return t.refuse("is written in UTF-16; save it as UTF-8 and load it again.")
	}
	if isBinary(head) {
		return t.refuse("is a binary file, not UTF-8 text; choose another, or save this one as UTF-8.")
	}
	return nil
}

// isUTF16 reports whether a file begins with the mark of UTF-16, or has its zero bytes in every second
// place.
func isUTF16(head []byte) bool {
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		return true
	}
	zeros := [2]int{}
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	many, few := max(zeros[0], zeros[1]), min(zeros[0], zeros[1])
	return many > 8 && few == 0 && len(head) <= 40*many
}

// isBinary reports whether a file begins with many zero bytes or other bytes that no text has.
func isBinary(head []byte) bool {
	zeros, odd := 0, 0
	for _, b := range head {
		switch {
		case b == 0:
			zeros++
		case b < ' ' && !bytes.ContainsRune([]byte("\t\n\r\f\v\b\x1B"), rune(b)):
			odd++
		}
	}
	return zeros > 3 && 50*zeros > len(head) || 10*(odd+zeros) > len(head) && odd > 3
}

// notUTF8 refuses the byte just read, and says what the file may be written in.
func (t *textReader) notUTF8() error {
	if err := t.in.UnreadRune(); err != nil {
		return t.unreadable(err)
	}
	rest, _ := t.in.Peek(sample) // fewer bytes tell less, and that is all
	var guess fault.Phrase
	switch {
	case looksDoubleByte(rest):
		guess = fault.Say(" It may be written in GB18030 or Big5.")
	case looksSingleByte(rest):
		guess = fault.Say(" It may be written in Windows-1252 or ISO 8859-1.")
	}
	return t.refuse("is not valid UTF-8: line %d, column %d cannot be read.%s Save it as UTF-8 and load it again.", t.line, t.column, guess)
}

// looksDoubleByte reports whether the bytes beyond ASCII come in pairs as GB18030 and Big5 have them.
func looksDoubleByte(text []byte) bool {
	pairs, odd := 0, 0
	for i := 0; i < len(text); i++ {
		if text[i] < 0x80 {
			continue
		}
		if i+1 == len(text) {
			break
		}
		lead, trail := text[i], text[i+1]
		if lead > 0x80 && lead < 0xFF && trail >= 0x40 && trail != 0x7F && trail < 0xFF || lead > 0x80 && isDigit(trail) {
			pairs++
			i++
		} else {
			odd++
		}
	}
	high := 0
	for _, b := range text {
		if b >= 0x80 {
			high++
		}
	}
	return pairs > 0 && 20*odd < pairs && 4*high > len(text)
}

// looksSingleByte reports whether bytes beyond ASCII stand alone among letters.
func looksSingleByte(text []byte) bool {
	high, alone := 0, 0
	for i, b := range text {
		if b < 0x80 {
			continue
		}
		high++
		if (i == 0 || text[i-1] < 0x80) && (i+1 == len(text) || text[i+1] < 0x80) {
			alone++
		}
	}
	return high > 0 && 10*alone >= 8*high && 4*high < len(text)
}
