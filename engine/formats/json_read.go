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
	if err := refuseOther(found); err != nil {
		return nil, err
	}
	var file jsonMarks
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, wrongType(err)
	}
	taken, err := file.document()
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

// refuseOther refuses a file of another format or version.
func refuseOther(found *jsonNode) error {
	format := found.field("format")
	if format == nil || format.kind != jsonString {
		return fault.New(fault.Invalid, "At format: this does not say that it is %s.", jsonName)
	}
	if format.text != jsonName {
		return fault.New(fault.Invalid, "At format: this is %s; this program reads %s.", clip(format.text), jsonName)
	}
	return nil
}

// wrongType says where a value is not of the type that belongs there.
func wrongType(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fault.Wrap(fault.Invalid, err, "At %s: a %s does not belong here.", wrong.Field, wrong.Value)
	}
	return fault.Wrap(fault.Invalid, err, "The JSON cannot be read.")
}
