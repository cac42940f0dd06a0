package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"galley/fault"
)

// openFile opens a file to be read; the caller closes it.
func openFile(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fileFault(path, err)
	}
	if info.IsDir() {
		return nil, fault.New(fault.Invalid, "%s is a folder. Name the files in it.", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fileFault(path, err)
	}
	return file, nil
}

// fileFault is the sentence about a file that cannot be read.
func fileFault(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fault.Wrap(fault.NotFound, err, "There is no file %s.", path)
	case errors.Is(err, fs.ErrPermission):
		return fault.Wrap(fault.Forbidden, err, "This account may not read %s.", path)
	}
	return fmt.Errorf("read %s: %w", path, err)
}

// replaceFile writes a file beside its place and moves it there when it is whole.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	file, err := os.CreateTemp(filepath.Dir(path), ".galley-*")
	if err != nil {
		return fault.Wrap(fault.Invalid, err, "The file %s cannot be written. Name another place with --output.", path)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name()) // reports the fault, not what is left of the file
		}
	}()
	if err := errors.Join(write(file), file.Chmod(0o644), file.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.Rename(file.Name(), path)
}
