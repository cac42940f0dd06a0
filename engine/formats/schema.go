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
//go:embed schema/galley-issue-1.schema.json
var JSONSchema []byte

// RelaxNG is the RELAX NG schema of our own XML.
//
//go:embed schema/galley-issue-1.rng
var RelaxNG []byte

// compiledSchema is JSONSchema, ready to validate. The schema refers to nothing outside itself, and
// nothing would be fetched.
var compiledSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	const name = "galley-issue-1.schema.json"
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(JSONSchema))
	if err != nil {
		return nil, fmt.Errorf("read the JSON Schema: %w", err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.UseLoader(jsonschema.SchemeURLLoader{})
	if err := compiler.AddResource(name, doc); err != nil {
		return nil, fmt.Errorf("read the JSON Schema: %w", err)
	}
	return compiler.Compile(name)
})

// validate checks a file of our own JSON against its schema.
func validate(data []byte) error {
	schema, err := compiledSchema()
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return fault.Wrap(fault.Invalid, err, "The file is not JSON.")
	}
	err = schema.Validate(value)
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
