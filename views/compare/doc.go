// Package compare draws sets of marks beside each other: differences with the values to choose from, agreement with its
// charts, and the sets of an issue. It refuses to know how sets are compared and measured: the newsroom does.
package compare
