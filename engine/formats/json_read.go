package formats

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"galley/engine/document"
	"galley/fault"
)

// readJSON reads our own JSON. The texts and marks are taken; everything else must be exactly what
// follows from them.
func readJSON(r io.Reader) (*document.Document, error) {
	data, err := readWhole(r)
	if err != nil {
		return nil, err
	}
	found, err := parseJSON(data)
	if err != nil {
		return nil, err
	}
	version, err := ownVersion(found)
	if err != nil {
		return nil, err
	}
	var file jsonMarks
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, wrongType(err)
	}
	taken, err := file.document(version)
	if err != nil {
		return nil, err
	}
	d, err := taken.Rebuild()
	if err != nil {
		return nil, err
	}
	var again bytes.Buffer
	if err := writeJSON(&again, d); err != nil {
		return nil, err
	}
	meant, err := parseJSON(again.Bytes())
	if err != nil {
		return nil, err
	}
	return d, contradiction(found, meant, "")
}

// ownVersion is the version of our own formats that a file says it has. It refuses a file of another format.
func ownVersion(found *jsonNode) (int, error) {
	format := found.field("format")
	if format == nil || format.kind != jsonString {
		return 0, fault.New(fault.Invalid, "At format: this does not say that it is %s.", jsonName)
	}
	version, known := versionOf(format.text)
	if !known {
		return 0, fault.New(fault.Invalid, "At format: this is %s; this program reads %s and %s.", clip(format.text), nameOf(1), jsonName)
	}
	return version, nil
}

// wrongType says where a value is not of the type that belongs there.
func wrongType(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fault.Wrap(fault.Invalid, err, "At %s: a %s does not belong here.", wrong.Field, wrong.Value)
	}
	return fault.Wrap(fault.Invalid, err, "The JSON cannot be read.")
}
