package compare

import (
	"fmt"
	"strings"

	"galley/engine/agreement"
	"galley/newsroom"
)

// chartLine is a line of the grid.
type chartLine struct{ At, TextAt, Label string }

// The chart's scale: values from 0 to 1 between two heights, points between two sides.
const (
	chartTop, chartBottom = 12.0, 166.0
	chartLeft, chartRight = 40.0, 704.0
)

func chartY(value float64) float64 {
	return chartBottom - min(max(value, 0), 1)*(chartBottom-chartTop)
}

func chartLines() (lines []chartLine) {
	for _, value := range []float64{0, 0.25, 0.5, 0.75, 1} {
		y := chartY(value)
		lines = append(lines, chartLine{fmt.Sprintf("%.1f", y), fmt.Sprintf("%.1f", y+4), fmt.Sprintf("%.2f", value)})
	}
	return lines
}

// pairChart draws how two people agree.
type pairChart struct{ newsroom.PairOverTime }

func (p pairChart) x(i int) float64 {
	return chartLeft + float64(i)*(chartRight-chartLeft)/float64(max(1, len(p.Points)-1))
}

// chartBar is where kappa lies at one issue.
type chartBar struct{ X, Low, High string }

func (p pairChart) bars() (bars []chartBar) {
	for i, x := range p.Points {
		if x.LowRole.Defined() && x.HighRole.Defined() {
			bars = append(bars, chartBar{fmt.Sprintf("%.1f", p.x(i)), fmt.Sprintf("%.1f", chartY(x.LowRole.Value)), fmt.Sprintf("%.1f", chartY(x.HighRole.Value))})
		}
	}
	return bars
}

// line are the points of a measure; if it is not defined, the line goes on to the next.
func (p pairChart) line(name string) string {
	var points []string
	for i, x := range p.Points {
		s := map[string]agreement.Score{"roles": x.Roles, "articles": x.Articles, "boundaries": x.Boundaries}[name]
		if s.Defined() {
			points = append(points, fmt.Sprintf("%.1f,%.1f", p.x(i), chartY(s.Value)))
		}
	}
	return strings.Join(points, " ")
}

// intervalOf is where kappa lies.
func intervalOf(x newsroom.AgreementPoint) *agreement.Interval {
	return &agreement.Interval{Low: x.LowRole, High: x.HighRole}
}
