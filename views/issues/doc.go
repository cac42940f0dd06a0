// Package issues draws what stands around an issue: the list, the calendar, search, the bin, publications and their
// guidelines, loading, progress. It refuses to know how a page is marked: it shows counts, states and titles.
//
// Each page has one value, of its own type, that a handler fills; the charts of progress are drawn from the same table
// ([parts.DataTable]) that is shown beside them and saved as CSV.
package issues
