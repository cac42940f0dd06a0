// Package compare answers about sets beside each other: what differs, what is decided of it, and how well people
// agree. It refuses to know how sets are compared: newsroom keeps comparisons and adjudicates, the engine measures.
//
// The sets of an address are opened as one comparison, its differences are shown in pieces, and each decision goes
// through newsroom's adjudication to the desk.
package compare
