package issues

import (
	"context"
	"fmt"
	"math"

	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// editorTable says what each person did.
func (v ProgressView) editorTable(ctx context.Context) parts.DataTable {
	t := parts.DataTable{Caption: locale.T(ctx, "By editor"), Head: []string{locale.T(ctx, "Who"), locale.T(ctx, "Blocks decided"), locale.T(ctx, "No longer decided"),
		locale.T(ctx, "Sets submitted"), locale.T(ctx, "Articles and pages submitted"), locale.T(ctx, "Returned"), locale.T(ctx, "Accepted"), locale.T(ctx, "Days to acceptance, median")}}
	for _, e := range v.Progress.Editors {
		wait := e.Wait.Median
		if e.Wait.N == 0 {
			wait = math.NaN()
		}
		t.Rows = append(t.Rows, parts.DataRow{Label: e.Name, Cells: []parts.DataCell{parts.CountCell(e.Sum.Decided), parts.CountCell(e.Sum.TakenBack), parts.CountCell(e.Issues), parts.CountCell(e.Parts),
			parts.CountCell(e.Returned), parts.CountCell(e.Accepted), parts.DecimalCell(wait, 1)}})
	}
	return t
}

// spark are the small bars of what somebody decided, bucket by bucket; most is the highest of all people.
type spark struct {
	Label string
	Bars  []parts.PlotRect
}

// The size of a spark.
const sparkWidth, sparkHeight = 140.0, 26.0

func (v ProgressView) spark(ctx context.Context, e models.EditorCount) spark {
	most := 1
	for _, other := range v.Progress.Editors {
		for _, b := range other.Blocks {
			most = max(most, b.Decided)
		}
	}
	s := spark{}
	own, wide := 0, sparkWidth/float64(len(e.Blocks))
	for i, b := range e.Blocks {
		own = max(own, b.Decided)
		height := float64(b.Decided) / float64(most) * sparkHeight
		if b.Decided > 0 {
			height = max(height, 1)
			s.Bars = append(s.Bars, parts.PlotRect{X: fmt.Sprintf("%.2f", float64(i)*wide), Y: parts.Point(sparkHeight - height), Width: fmt.Sprintf("%.2f", wide*(1-parts.PlotGap)), Height: parts.Point(height),
				Words: fmt.Sprintf("%s: %s", v.bucketWords(ctx, v.Progress.Buckets[i]), parts.Thousands(b.Decided))})
		}
	}
	s.Label = locale.T(ctx, "%s: %s, at most %s", v.perBucket(ctx), e.Name, parts.Thousands(own))
	return s
}
