package formats

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"galley/engine/document"
	"galley/fault"
)

// Report is what a check found in a file in which everything fits.
type Report struct {
	Format                         string
	Name                           string // publication and date, or the file
	Pages, Blocks, Articles, Marks int
}

// String is the report on one line.
func (r Report) String() string {
	return fmt.Sprintf("%s, %s: %s, %s, %s, %s; everything fits.", r.Format, r.Name, counted(r.Pages, "page"),
		counted(r.Blocks, "block"), counted(r.Articles, "article"), counted(r.Marks, "mark"))
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// Check reads an exported file strictly: our own JSON against its schema too, and in every format
// each hash, quote and reference. The name is for messages. Every fault is Invalid and says what
// does not fit, and where.
func Check(r io.Reader, name string) (Report, error) {
	data, f, err := recognise(r, name)
	if err != nil {
		return Report{}, err
	}
	d, err := f.Read(bytes.NewReader(data))
	if err == nil && f.Key == "json" {
		err = validate(data, d.Format)
	}
	if err != nil {
		return Report{}, fault.Wrap(fault.Invalid, err, "The file %q is not valid. %s", path.Base(name), fault.PhraseOf(err))
	}
	return reportOf(d, f, name), nil
}

// formatName is the name of the format and version of a file.
func formatName(d *document.Document, f Format) string {
	if d.Format == 0 {
		return f.Name
	}
	return nameOf(d.Format)
}

func reportOf(d *document.Document, f Format, name string) Report {
	r := Report{Format: formatName(d, f), Name: strings.TrimSpace(d.Issue.Publication + " " + d.Issue.Date), Pages: len(d.Marks.Pages),
		Articles: len(d.Marks.Articles), Marks: len(d.Marks.Spans)}
	if r.Name == "" {
		r.Name = path.Base(name)
	}
	for _, p := range d.Marks.Pages {
		r.Blocks += len(p.Blocks)
	}
	return r
}
