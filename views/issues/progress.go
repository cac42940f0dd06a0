package issues

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"galley/address"
	"galley/locale"
	"galley/models"
	"galley/newsroom"
	"galley/views/parts"
)

// The stretches of time that a page of progress may show, beside one from date to date.
var progressPeriods = []struct {
	value string
	words locale.Key
}{
	{"30", locale.Key("The last 30 days")}, {"90", locale.Key("The last 90 days")}, {"365", locale.Key("The last year")},
	{"all", locale.Key("From the beginning")}, {"dates", locale.Key("From date to date")},
}

// ProgressQuery is what the address asks for. From and To count for the period "dates".
type ProgressQuery struct{ Period, From, To string }

func (q ProgressQuery) encode() string {
	values := url.Values{"period": {q.Period}}
	if q.Period == "dates" {
		values.Set("from", q.From)
		values.Set("to", q.To)
	}
	return values.Encode()
}

// ProgressTableURL is a table of the page of progress as a file.
func ProgressTableURL(publication int64, table string, q ProgressQuery) string {
	return fmt.Sprintf("%s/%s.csv?%s", address.Progress.At(publication), table, q.encode())
}

// The tables of the page of progress.
const (
	ProgressStates    = "states"
	ProgressBlocks    = "blocks"
	ProgressAgreement = "agreement"
	ProgressWaits     = "acceptance"
	ProgressEditors   = "editors"
)

// ProgressView is how a publication gets on, and who did what for those who may see it.
type ProgressView struct {
	Publication  models.Publication
	Query        ProgressQuery
	BucketLength models.BucketLength
	Progress     models.Progress
	Agreement    []newsroom.AgreementPoint // of all comparisons
	Waiting      int                       // comparisons that are not measured yet
	Editors      bool                      // this person sees who did what
}

// progressSection is a chart with its table.
type progressSection struct {
	ID, Title, Caption string
	Empty              string      // said if there is nothing to draw
	Plot               *parts.Plot // nil if there is nothing to draw
	Table              parts.DataTable
	CSV                string
}

func (v ProgressView) sections(ctx context.Context) []progressSection {
	sections := []progressSection{v.states(ctx), v.blocks(ctx), v.agreement(ctx), v.waits(ctx)}
	for i := range sections {
		sections[i].CSV = ProgressTableURL(v.Publication.ID, sections[i].ID, v.Query)
	}
	return sections
}

// Table is the table of a name, or false if absent.
func (v ProgressView) Table(ctx context.Context, name string) (parts.DataTable, bool) {
	if name == ProgressEditors && v.Editors {
		return v.editorTable(ctx), true
	}
	for _, s := range v.sections(ctx) {
		if s.ID == name {
			return s.Table, true
		}
	}
	return parts.DataTable{}, false
}

func (v ProgressView) periodChoices(ctx context.Context) []parts.Choice {
	var choices []parts.Choice
	for _, p := range progressPeriods {
		choices = append(choices, parts.Choice{Value: p.value, Label: p.words.In(ctx)})
	}
	return choices
}

// span is from when to when the page tells.
func (v ProgressView) span(ctx context.Context) string {
	b := v.Progress.Buckets
	return locale.T(ctx, "%s to %s, %s", dateWords(ctx, b[0].Start), dateWords(ctx, b[len(b)-1].End.AddDate(0, 0, -1)), lengthWords(ctx, v.BucketLength))
}

func lengthWords(ctx context.Context, g models.BucketLength) string {
	switch g {
	case models.ByDay:
		return locale.T(ctx, "day by day")
	case models.ByWeek:
		return locale.T(ctx, "week by week")
	}
	return locale.T(ctx, "month by month")
}

// perBucket says of blocks in what they are counted.
func (v ProgressView) perBucket(ctx context.Context) string {
	switch v.BucketLength {
	case models.ByDay:
		return locale.T(ctx, "Blocks decided per day")
	case models.ByWeek:
		return locale.T(ctx, "Blocks decided per week")
	}
	return locale.T(ctx, "Blocks decided per month")
}

// dateWords is a date with its year.
func dateWords(ctx context.Context, at time.Time) string {
	return at.Format(parts.YearLayouts[locale.Of(ctx)])
}

// axisWords is a bucket in a few letters.
func (v ProgressView) axisWords(ctx context.Context, b models.Bucket) string {
	chinese := locale.Of(ctx) == locale.Chinese
	switch {
	case v.BucketLength == models.ByMonth && chinese:
		return b.Start.Format("2006年1月")
	case v.BucketLength == models.ByMonth:
		return b.Start.Format("Jan 2006")
	case chinese:
		return b.Start.Format("1月2日")
	}
	return b.Start.Format("2 Jan")
}

// bucketWords is a bucket with its year.
func (v ProgressView) bucketWords(ctx context.Context, b models.Bucket) string {
	switch v.BucketLength {
	case models.ByDay:
		return dateWords(ctx, b.Start)
	case models.ByWeek:
		return locale.T(ctx, "Week of %s", dateWords(ctx, b.Start))
	}
	return v.axisWords(ctx, b)
}

func (v ProgressView) labels(ctx context.Context) (labels []string) {
	for _, b := range v.Progress.Buckets {
		labels = append(labels, v.axisWords(ctx, b))
	}
	return labels
}

// datedTable is a table with a row for each bucket.
func (v ProgressView) datedTable(ctx context.Context, caption string, head []string, cells func(i int) []parts.DataCell) parts.DataTable {
	t := parts.DataTable{Caption: caption, Head: append([]string{locale.T(ctx, "When")}, head...), Dated: true}
	for i, b := range v.Progress.Buckets {
		t.Rows = append(t.Rows, parts.DataRow{Label: v.bucketWords(ctx, b), First: b.Start.Format(time.DateOnly), Last: b.End.AddDate(0, 0, -1).Format(time.DateOnly), Cells: cells(i)})
	}
	return t
}
