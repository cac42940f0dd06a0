// Package address is the book of Galley's addresses. Each is written once, as the router knows it, and filled in
// with [One.At], [Two.At] and their kin; routes, links, redirects and scripts all take it from here. Scripts find
// those in [ForScripts] in the page. The package refuses to know who may use an address and what answers there: the
// table of package handlers says both.
package address
