package address

import (
	"fmt"
	"net/url"
	"strings"
)

type (
	// One is an address with one part that is filled in; a part begins with a colon. It is at the same time the
	// pattern of its route.
	One[A any] string
	// Two is an address with two such parts.
	Two[A, B any] string
	// Three is an address with three such parts.
	Three[A, B, C any] string
)

// At is the address with its part filled in.
func (p One[A]) At(a A) string { return fill(string(p), a) }

// At is the address with its parts filled in.
func (p Two[A, B]) At(a A, b B) string { return fill(string(p), a, b) }

// At is the address with its parts filled in.
func (p Three[A, B, C]) At(a A, b B, c C) string { return fill(string(p), a, b, c) }

// fill puts values into the parts of a pattern that begin with a colon, in order.
func fill(pattern string, values ...any) string {
	parts := strings.Split(pattern, "/")
	for i, part := range parts {
		if strings.HasPrefix(part, ":") {
			parts[i] = url.PathEscape(fmt.Sprint(values[0]))
			values = values[1:]
		}
	}
	return strings.Join(parts, "/")
}

// with is an address with a query, if any.
func with(address string, query url.Values) string {
	if len(query) == 0 {
		return address
	}
	return address + "?" + query.Encode()
}
