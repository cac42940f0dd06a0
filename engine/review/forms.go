package review

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"galley/engine/markup"
)

// A form is a value in writing: two values are the same exactly when their forms are. "" is nothing.

func pairsForm(pairs map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(pairs)) {
		fmt.Fprintf(&b, "%q=%q;", name, pairs[name])
	}
	return b.String()
}

func listForm(list []string) string {
	var b strings.Builder
	for _, s := range list {
		b.WriteString(strconv.Quote(s))
		b.WriteByte(';')
	}
	return b.String()
}

func placeForm(p *markup.Place) string {
	if p == nil {
		return ""
	}
	return fmt.Sprintf("%d/%d/%d", p.Page, p.Offset, p.Rank)
}

func piecesForm(pieces []markup.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(strconv.Itoa(p.Page))
		b.WriteByte('/')
		b.WriteString(strconv.Itoa(p.Start))
		b.WriteByte('-')
		b.WriteString(strconv.Itoa(p.End))
		b.WriteByte('+')
	}
	return b.String()
}

func numbersForm(list []int) string {
	var b strings.Builder
	for _, n := range list {
		b.WriteString(strconv.Itoa(n))
		b.WriteByte(',')
	}
	return b.String()
}

func pictureForm(p markup.PlacedPicture, article string) string {
	return fmt.Sprintf("%d/%d %s %s", p.Page, p.Offset, article, pairsForm(p.Attributes))
}

func joinForm(j markup.Join) string {
	return fmt.Sprintf("%d/%d %s %t", j.Page, j.Start, j.Glue, j.Certain)
}

func correctionForm(c markup.Correction) string {
	return fmt.Sprintf("%d/%d-%d %q", c.Page, c.Start, c.End, c.Text)
}
