package formats

import (
	"bytes"
	_ "embed" // the schemas
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"galley/fault"
)

// JSONSchema is the JSON Schema (draft 2020-12) of our own JSON.
//
//go:embed schema/galley-issue-2.schema.json
var JSONSchema []byte

// RelaxNG is the RELAX NG schema of our own XML.
//
//go:embed schema/galley-issue-2.rng
var RelaxNG []byte

// JSONSchema1 is the JSON Schema of version 1.
//
//go:embed schema/galley-issue-1.schema.json
var JSONSchema1 []byte

// RelaxNG1 is the RELAX NG schema of version 1.
//
//go:embed schema/galley-issue-1.rng
var RelaxNG1 []byte

// compiledSchemas are the JSON Schemas by version, ready to validate. They refer to nothing outside themselves, and
// nothing would be fetched.
var compiledSchemas = sync.OnceValues(func() (map[int]*jsonschema.Schema, error) {
	compiled := map[int]*jsonschema.Schema{}
	for version, schema := range map[int][]byte{1: JSONSchema1, newest: JSONSchema} {
		name := fmt.Sprintf("galley-issue-%d.schema.json", version)
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
		if err != nil {
			return nil, fmt.Errorf("read the JSON Schema: %w", err)
		}
		compiler := jsonschema.NewCompiler()
		compiler.UseLoader(jsonschema.SchemeURLLoader{})
		if err := compiler.AddResource(name, doc); err != nil {
			return nil, fmt.Errorf("read the JSON Schema: %w", err)
		}
		if compiled[version], err = compiler.Compile(name); err != nil {
			return nil, err
		}
	}
	return compiled, nil
})

// validate checks a file of our own JSON of a version against its schema.
func validate(data []byte, version int) error {
	compiled, err := compiledSchemas()
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return fault.Wrap(fault.Invalid, err, "The file is not JSON.")
	}
	err = compiled[version].Validate(value)
	var wrong *jsonschema.ValidationError
	if !errors.As(err, &wrong) {
		return err
	}
	for len(wrong.Causes) > 0 {
		wrong = wrong.Causes[0]
	}
	place := "the top"
	if len(wrong.InstanceLocation) > 0 {
		place = strings.Join(wrong.InstanceLocation, "/")
	}
	return fault.Wrap(fault.Invalid, wrong, "At %s: the schema does not allow this: %s.", clip(place), clip(reason(wrong)))
}

// reason is the last line of what the validator says: the innermost cause.
func reason(wrong *jsonschema.ValidationError) string {
	text := wrong.Error()
	if i := strings.LastIndex(text, "': "); i >= 0 {
		text = text[i+3:]
	}
	return strings.TrimSpace(text)
}
