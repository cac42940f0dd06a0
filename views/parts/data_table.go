package parts

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strings"

	"galley/locale"
	"galley/models"
)

// DataTable is a table of numbers, for a page and for a file.
type DataTable struct {
	Caption string
	Head    []string // of the row's name, then of the cells
	Rows    []DataRow
	Dated   bool // rows are stretches of time
}

// DataRow is a row: a stretch of time, or somebody.
type DataRow struct {
	Label       string
	First, Last string // the dates of a stretch, both included
	Cells       []DataCell
}

// DataCell is a number as people read it, and as programs do; both are "" if absent.
type DataCell struct{ Words, Plain string }

// CountCell is a whole number.
func CountCell(n int) DataCell { return DataCell{Thousands(n), fmt.Sprint(n)} }

// DecimalCell is a number with some digits behind the point, none for what is not a number.
func DecimalCell(value float64, digits int) DataCell {
	if math.IsNaN(value) {
		return DataCell{"–", ""}
	}
	words := fmt.Sprintf("%.*f", digits, value)
	return DataCell{words, words}
}

// byteOrderMark begins a file of text, so that spreadsheets read it as UTF-8.
const byteOrderMark = "\uFEFF"

// WriteCSV writes the table as a file for spreadsheets. Nothing in it is taken for a formula.
func (t DataTable) WriteCSV(ctx context.Context, w io.Writer) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	head := t.Head
	if t.Dated {
		head = append([]string{locale.T(ctx, "First day"), locale.T(ctx, "Last day")}, t.Head[1:]...)
	}
	rows := [][]string{head}
	for _, r := range t.Rows {
		row := []string{plainWords(r.Label)}
		if t.Dated {
			row = []string{r.First, r.Last}
		}
		for _, c := range r.Cells {
			row = append(row, c.Plain)
		}
		rows = append(rows, row)
	}
	return out.WriteAll(rows)
}

// plainWords is text that no spreadsheet takes for a formula.
func plainWords(words string) string {
	if words != "" && strings.ContainsRune("=+-@\t\r", rune(words[0])) {
		return "'" + words
	}
	return words
}

// SumOf counts the issues of all states.
func SumOf(states [models.Phases]int) (n int) {
	for _, count := range states {
		n += count
	}
	return n
}
