package formats

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"galley/engine/document"
)

// writeJSON writes our own JSON: what fits on a line stands on one.
func writeJSON(w io.Writer, d *document.Document) error {
	pages, err := jsonPages(d)
	if err != nil {
		return err
	}
	file := jsonFile{nameOf(d.Format), d.Issue, writtenProvenance(d.Provenance), d.Selection, pages, some(d.Articles), some(d.Furniture),
		d.Pictures, some(d.Undecided), d.Marks}
	var compact bytes.Buffer
	encoder := json.NewEncoder(&compact)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(file); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	out := bufio.NewWriter(w)
	spread(out, bytes.TrimSuffix(compact.Bytes(), []byte("\n")))
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

// lineLength is how long, in bytes of compact JSON, a list or an object on one line may be.
const lineLength = 160

// spread writes compact JSON over lines: a list or an object that is short stands on one line, any
// other has a line for each of its entries. Errors stay with out until it is flushed.
func spread(out *bufio.Writer, compact []byte) {
	lengths := nestedLengths(compact)
	opened, depth, inline := 0, 0, 0
	for i := 0; i < len(compact); i++ {
		switch c := compact[i]; c {
		case '"':
			end := stringEnd(compact, i)
			out.Write(compact[i:end])
			i = end - 1
		case '{', '[':
			out.WriteByte(c)
			if opened++; inline > 0 || lengths[opened-1] <= lineLength {
				inline++
				continue
			}
			depth++
			newLine(out, depth)
		case '}', ']':
			if inline > 0 {
				inline--
			} else {
				depth--
				newLine(out, depth)
			}
			out.WriteByte(c)
		case ',':
			out.WriteByte(c)
			if inline > 0 {
				out.WriteByte(' ')
			} else {
				newLine(out, depth)
			}
		case ':':
			out.WriteString(": ")
		default:
			out.WriteByte(c)
		}
	}
	out.WriteByte('\n')
}

func newLine(out *bufio.Writer, depth int) {
	out.WriteByte('\n')
	for range depth {
		out.WriteByte(' ')
	}
}

// nestedLengths are the lengths of all lists and objects of compact JSON, in the order they open.
func nestedLengths(compact []byte) []int {
	var lengths, open []int
	for i := 0; i < len(compact); i++ {
		switch compact[i] {
		case '"':
			i = stringEnd(compact, i) - 1
		case '{', '[':
			open = append(open, len(lengths))
			lengths = append(lengths, -i)
		case '}', ']':
			lengths[open[len(open)-1]] += i + 1
			open = open[:len(open)-1]
		}
	}
	return lengths
}

// stringEnd is the position behind the string that begins at i.
func stringEnd(compact []byte, i int) int {
	for i++; compact[i] != '"'; i++ {
		if compact[i] == '\\' {
			i++
		}
	}
	return i + 1
}
