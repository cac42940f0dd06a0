package formats

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"galley/fault"
)

// jsonKind is what a JSON value is.
type jsonKind string

const (
	jsonObject jsonKind = "object"
	jsonList   jsonKind = "list"
	jsonString jsonKind = "text"
	jsonOther  jsonKind = "value" // numbers, true, false, null
)

// jsonNode is a JSON value with everything that was written: order of fields apart.
type jsonNode struct {
	kind   jsonKind
	text   string // of a string; otherwise the literal
	names  []string
	fields map[string]*jsonNode
	items  []*jsonNode
}

func (n *jsonNode) field(name string) *jsonNode { return n.fields[name] }

// maxNesting is how deep lists and objects may nest.
const maxNesting = 1000

// parseJSON reads one JSON value, strictly: no field twice, nothing behind it.
func parseJSON(data []byte) (*jsonNode, error) {
	if !json.Valid(data) {
		return nil, invalidJSON(data)
	}
	p := jsonParser{json.NewDecoder(bytes.NewReader(data))}
	p.UseNumber()
	root, err := p.value("", 0)
	if err != nil {
		return nil, err
	}
	if root.kind != jsonObject {
		return nil, fault.New(fault.Invalid, "The file does not contain a JSON object.")
	}
	return root, nil
}

// invalidJSON says where data stops being JSON.
func invalidJSON(data []byte) error {
	var any json.RawMessage
	err := json.Unmarshal(data, &any)
	var wrong *json.SyntaxError
	if !errors.As(err, &wrong) {
		return fault.Wrap(fault.Invalid, err, "The file is not JSON.")
	}
	line := 1 + bytes.Count(data[:min(int(wrong.Offset), len(data))], []byte("\n"))
	return fault.Wrap(fault.Invalid, err, "The file is not JSON: line %d: %s.", line, wrong.Error())
}

type jsonParser struct{ *json.Decoder }

// value reads the next value; path names it in sentences.
func (p jsonParser) value(path string, depth int) (*jsonNode, error) {
	if depth > maxNesting {
		return nil, at(clip(path), "this is nested too deep.")
	}
	token, err := p.Token()
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, err, "The JSON cannot be read.")
	}
	switch token := token.(type) {
	case json.Delim:
		if token == '{' {
			return p.object(path, depth)
		}
		return p.list(path, depth)
	case string:
		return &jsonNode{kind: jsonString, text: token}, nil
	case nil:
		return &jsonNode{kind: jsonOther, text: "null"}, nil
	default:
		return &jsonNode{kind: jsonOther, text: fmt.Sprint(token)}, nil
	}
}

func (p jsonParser) object(path string, depth int) (*jsonNode, error) {
	n := &jsonNode{kind: jsonObject, fields: map[string]*jsonNode{}}
	for p.More() {
		token, err := p.Token()
		if err != nil {
			return nil, fault.Wrap(fault.Invalid, err, "The JSON cannot be read.")
		}
		name := token.(string) // a valid object has no other names
		if n.fields[name] != nil {
			return nil, at(clip(under(path, name)), "this key appears twice.")
		}
		n.names = append(n.names, name)
		if n.fields[name], err = p.value(under(path, name), depth+1); err != nil {
			return nil, err
		}
	}
	return n, p.close()
}

func (p jsonParser) list(path string, depth int) (*jsonNode, error) {
	n := &jsonNode{kind: jsonList}
	for p.More() {
		item, err := p.value(fmt.Sprintf("%s[%d]", path, len(n.items)), depth+1)
		if err != nil {
			return nil, err
		}
		n.items = append(n.items, item)
	}
	return n, p.close()
}

// close reads the bracket that ends a list or an object.
func (p jsonParser) close() error {
	if _, err := p.Token(); err != nil && !errors.Is(err, io.EOF) {
		return fault.Wrap(fault.Invalid, err, "The JSON cannot be read.")
	}
	return nil
}

func under(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// contradiction is the first place where a file does not say what its texts and marks mean; nil
// if it says just that.
func contradiction(found, meant *jsonNode, path string) error {
	if found.kind != meant.kind {
		return at(path, "the file has a %s here, its marks make a %s.", found.kind, meant.kind)
	}
	for _, name := range found.names {
		if meant.fields[name] == nil {
			return at(under(path, clip(name)), "this does not belong here: either this program does not know it, or the marks of the file do not make it.")
		}
	}
	for _, name := range meant.names {
		if found.fields[name] == nil {
			return at(under(path, name), "this is missing; the marks of the file make it.")
		}
		if err := contradiction(found.fields[name], meant.fields[name], under(path, name)); err != nil {
			return err
		}
	}
	for i := range min(len(found.items), len(meant.items)) {
		if err := contradiction(found.items[i], meant.items[i], fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
	}
	if len(found.items) != len(meant.items) {
		return at(path, "the file has %d entries here, its marks make %d.", len(found.items), len(meant.items))
	}
	if found.text != meant.text {
		return at(path, "the file says “%s”, its texts and marks make “%s”.", clip(found.text), clip(meant.text))
	}
	return nil
}

// formatOf is the format that a JSON file says it is; "" if it says none.
func formatOf(data []byte) string {
	var head struct {
		Format string `json:"format"`
	}
	if json.Unmarshal(data, &head) != nil {
		return ""
	}
	return head.Format
}
