package issues

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"galley/engine/formats"
	"galley/fault"
	views "galley/views/issues"
)

// The bounds of one load. Beyond loadLimit nothing is kept, but up to drainLimit
// it is still read: a browser shows no answer to what it could not send.
const (
	loadLimit  = 256 << 20
	drainLimit = 1 << 30
	mostFiles  = 1000
	fieldLimit = 100
	loadTime   = 30 * time.Minute

	// loadsAtOnce bounds the memory that loads take: each is read whole.
	loadsAtOnce = 2
)

// delivery is what a browser sent to be loaded. Its files lie in a folder of
// their own until close.
type delivery struct {
	form   views.LoadForm
	files  []formats.TextFile
	folder string
	count  int   // files, also those not kept
	bytes  int64 // all of them
}

func (d *delivery) close() error { return os.RemoveAll(d.folder) }

// receive reads the parts of a load one after another onto the disk. It returns
// Invalid if they are too many, too large, or absent. The caller closes the
// delivery, also after an error.
func (s *Server) receive(c echo.Context) (*delivery, error) {
	allowTime(c, loadTime)
	d := &delivery{}
	var err error
	if d.folder, err = os.MkdirTemp("", "galley-load-"); err != nil {
		return d, fmt.Errorf("make a folder for a load: %w", err)
	}
	r := c.Request()
	r.Body = http.MaxBytesReader(c.Response(), r.Body, drainLimit)
	parts, err := r.MultipartReader()
	if err != nil {
		return d, fault.Wrap(fault.Invalid, err, "Choose files or paste a text.")
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return d, d.check()
		}
		if err == nil {
			err = d.take(part)
		}
		if err != nil {
			return d, d.broken(err)
		}
	}
}

// broken is the error of a delivery that could not be read to its end.
func (d *delivery) broken(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return d.tooLarge()
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fault.Wrap(fault.Invalid, err, "The upload was interrupted, so nothing was stored. Please send it again.")
	}
	return fmt.Errorf("receive a load: %w", err)
}

func (d *delivery) tooLarge() error {
	return fault.New(fault.Invalid, "One load takes at most 256 MB. Load the files in several parts; one folder per issue is best.")
}

// check refuses a delivery that holds too much, or two things, or nothing.
func (d *delivery) check() error {
	pasted := strings.TrimSpace(d.form.Text) != ""
	switch {
	case d.count > mostFiles:
		return fault.New(fault.Invalid, "One load takes at most 1,000 files. Choose the pages of one issue only.")
	case d.bytes > loadLimit:
		return d.tooLarge()
	case pasted && d.count > 0:
		return fault.New(fault.Invalid, "You pasted a text and chose files. Remove one of the two, so that it is clear which to load.")
	case !pasted && d.count == 0:
		return fault.New(fault.Invalid, "There is nothing to load yet. Paste the text of a page, or choose its files.")
	}
	if pasted {
		text := d.form.Text
		d.files = []formats.TextFile{{Name: "pasted text", Open: func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(text)), nil
		}}}
	}
	return nil
}

// take reads one part: a file, or a field of the form.
func (d *delivery) take(part *multipart.Part) error {
	if part.FormName() == "files" {
		return d.takeFile(part)
	}
	limit := int64(fieldLimit)
	if part.FormName() == "text" {
		limit = max(0, loadLimit-d.bytes)
	}
	value, err := io.ReadAll(io.LimitReader(part, limit))
	if err != nil {
		return err
	}
	rest, err := io.Copy(io.Discard, part)
	if err != nil {
		return err
	}
	d.bytes += int64(len(value)) + rest
	switch part.FormName() {
	case "text":
		d.form.Text = string(value)
	case "language":
		d.form.Language = string(value)
	case "replace":
		d.form.Replace = true
	case "again":
		d.form.Again = true
	}
	return nil
}

// takeFile keeps one file. Its name stays as the browser gave it, with the
// folders in it, and is never used as a path here.
func (d *delivery) takeFile(part *multipart.Part) error {
	name := fileName(part)
	if name == "" {
		_, err := io.Copy(io.Discard, part)
		return err // a file field left empty
	}
	d.count++
	if d.count > mostFiles || d.bytes > loadLimit {
		n, err := io.Copy(io.Discard, part)
		d.bytes += n
		return err
	}
	path := filepath.Join(d.folder, fmt.Sprint(d.count))
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(file, io.LimitReader(part, loadLimit-d.bytes+1))
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	rest, err := io.Copy(io.Discard, part)
	d.bytes += n + rest
	d.files = append(d.files, formats.TextFile{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(path) }})
	return err
}

// fileName is the name with its folders, which multipart.Part.FileName leaves out.
func fileName(part *multipart.Part) string {
	_, words, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return part.FileName()
	}
	return words["filename"]
}

// allowTime lets a long request last; a server that has no deadlines has none to move.
func allowTime(c echo.Context, d time.Duration) {
	control, until := http.NewResponseController(c.Response()), time.Now().Add(d)
	_ = control.SetReadDeadline(until)  // not every writer has one
	_ = control.SetWriteDeadline(until) // not every writer has one
}
