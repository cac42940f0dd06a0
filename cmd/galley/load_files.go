package main

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"github.com/schollz/progressbar/v3"

	"galley/engine/formats"
)

// textFiles are the files named, and the .txt files of the folders named.
func textFiles(names []string) ([]formats.TextFile, error) {
	var files []formats.TextFile
	for _, name := range names {
		found, err := textFilesAt(name)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	return files, nil
}

// textFilesAt is one file, or the .txt files of a folder.
func textFilesAt(root string) ([]formats.TextFile, error) {
	info, err := os.Stat(root)
	if err != nil {
		return nil, fileFault(root, err)
	}
	// The whole path orders files of several folders; and it holds no "..", which a loader refuses.
	path, err := filepath.Abs(root)
	if err != nil {
		return nil, fileFault(root, err)
	}
	if !info.IsDir() {
		return []formats.TextFile{textFile(path)}, nil
	}
	files, err := formats.Folder(path)
	for i := range files {
		files[i] = textFile(filepath.Join(path, files[i].Name))
	}
	return files, err
}

func textFile(path string) formats.TextFile {
	return formats.TextFile{Name: path, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
}

// progress shows at a terminal how much has been read.
type progress struct{ bar *progressbar.ProgressBar }

// progress is a bar for files, empty without a terminal.
func (c *console) progress(files []formats.TextFile) progress {
	if _, ok := terminal(c.err); !ok {
		return progress{}
	}
	var total int64
	for _, file := range files {
		if info, err := os.Stat(file.Name); err == nil {
			total += info.Size()
		}
	}
	return progress{progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(c.err), progressbar.OptionShowBytes(true),
		progressbar.OptionSetDescription("Reading"), progressbar.OptionClearOnFinish())}
}

// watch gives the same files; reading them moves the bar, and ends with ctx.
func (p progress) watch(ctx context.Context, files []formats.TextFile) []formats.TextFile {
	watched := make([]formats.TextFile, len(files))
	for i, file := range files {
		watched[i] = formats.TextFile{Name: file.Name, Open: func() (io.ReadCloser, error) {
			in, err := file.Open()
			if err != nil {
				return nil, err
			}
			return watchedFile{ReadCloser: in, ctx: ctx, bar: p.bar}, nil
		}}
	}
	return watched
}

// finish takes the bar away.
func (p progress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish() // a bar that cannot be drawn changes nothing
	}
}

type watchedFile struct {
	io.ReadCloser
	ctx context.Context
	bar *progressbar.ProgressBar
}

// Read reads until ctx ends.
func (w watchedFile) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.ReadCloser.Read(p)
	if w.bar != nil {
		_ = w.bar.Add(n) // as in finish
	}
	return n, err
}
