package views

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
	Rows    []dataRow
	dated   bool // rows are stretches of time
}

type dataTable = DataTable

// dataRow is a row: a stretch of time, or somebody.
type dataRow struct {
	Label       string
	First, Last string // the dates of a stretch, both included
	Cells       []dataCell
}

// dataCell is a number as people read it, and as programs do; both are "" if absent.
type dataCell struct{ Words, Plain string }

func countCell(n int) dataCell { return dataCell{thousands(n), fmt.Sprint(n)} }

// decimalCell is a number with some digits behind the point, none for what is not a number.
func decimalCell(value float64, digits int) dataCell {
	if math.IsNaN(value) {
		return dataCell{"–", ""}
	}
	words := fmt.Sprintf("%.*f", digits, value)
	return dataCell{words, words}
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
	if t.dated {
		head = append([]string{locale.T(ctx, "First day"), locale.T(ctx, "Last day")}, t.Head[1:]...)
	}
	rows := [][]string{head}
	for _, r := range t.Rows {
		row := []string{plainWords(r.Label)}
		if t.dated {
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

// sumOf counts the issues of all states.
func sumOf(states [models.Phases]int) (n int) {
	for _, count := range states {
		n += count
	}
	return n
}
