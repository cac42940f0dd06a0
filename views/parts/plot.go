package parts

import (
	"fmt"
	"math"
	"strings"
)

// Plot is a chart of buckets of time, ready to be drawn. Its builder puts values between two heights and
// buckets between two sides; a value that is not a number is a gap.
type Plot struct {
	ID, Title, Desc string
	Y, X            []plotTick
	Zero            string // the height of nothing
	Rects           []PlotRect
	Bands           []PlotLine
	Lines           []PlotLine
	Dots            []plotDot
	Keys            []PlotKey

	low, high float64
	buckets   int
}

// plotTick is a mark on an axis; Text is where its words stand.
type plotTick struct{ At, Text, Words string }

// PlotRect is a bar, or a part of one.
type PlotRect struct{ Series, X, Y, Width, Height, Words string }

// PlotLine is a line, or the edge of a band.
type PlotLine struct{ Series, Points string }

// plotDot is a value on a line.
type plotDot struct{ Series, X, Y, Words string }

// PlotKey says what a series is.
type PlotKey struct{ Series, Words string }

// Where the drawing lies within its picture.
const (
	plotWidth, plotHeight  = 720, 220
	plotTop, plotBottom    = 14.0, 186.0
	plotLeft, plotRight    = 46.0, 708.0
	PlotTicks, plotLabels  = 4, 8 // about how many marks stand on an axis
	PlotGap                = 0.2  // of a bucket, between bars
	widestBar, narrowStack = 40.0, 1.0
)

// PlotRange is what the values of a chart lie between; whole says that they are counts.
type PlotRange struct {
	Low, High float64
	Whole     bool // values are whole numbers
}

// NewPlot is an empty chart. Labels are the names of the buckets.
func NewPlot(id, title, desc string, values PlotRange, labels []string) *Plot {
	p := &Plot{ID: id, Title: title, Desc: desc, buckets: len(labels)}
	ticks := NiceTicks(values.Low, values.High, PlotTicks, values.Whole)
	p.low, p.high = ticks[0], ticks[len(ticks)-1]
	for _, value := range ticks {
		y := p.y(value)
		p.Y = append(p.Y, plotTick{Point(y), Point(y + 4), figureWords(value)})
	}
	p.Zero = Point(p.y(min(max(0, p.low), p.high)))
	every := max(1, (len(labels)+plotLabels-1)/plotLabels)
	for i := 0; i < len(labels); i += every {
		x := Point(p.middle(i))
		p.X = append(p.X, plotTick{x, x, labels[i]})
	}
	return p
}

// NiceTicks are about n marks from low to high, at steps of 1, 2 or 5 times a power of ten.
func NiceTicks(low, high float64, n int, whole bool) []float64 {
	if high <= low {
		high = low + 1
	}
	rough := (high - low) / float64(n)
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	step := 10 * power
	for _, times := range []float64{1, 2, 5} {
		if times*power >= rough*0.999 {
			step = times * power
			break
		}
	}
	if whole {
		step = max(1, math.Round(step))
	}
	first := math.Floor(low/step+1e-9) * step
	var ticks []float64
	for i := 0; ; i++ {
		ticks = append(ticks, first+float64(i)*step)
		if first+float64(i)*step >= high-step*1e-9 {
			return ticks
		}
	}
}

// figureWords writes a value of an axis as briefly as it is exact.
func figureWords(value float64) string {
	if value == math.Trunc(value) && math.Abs(value) < 1e15 {
		return Thousands(int(value))
	}
	return strings.TrimRight(fmt.Sprintf("%.2f", value), "0")
}

// Point writes a coordinate of a chart, in units of its picture, with one digit behind the point.
func Point(value float64) string { return fmt.Sprintf("%.1f", value) }

// y is the height of a value.
func (p *Plot) y(value float64) float64 {
	return plotBottom - (min(max(value, p.low), p.high)-p.low)/(p.high-p.low)*(plotBottom-plotTop)
}

// wide is the width of a bucket.
func (p *Plot) wide() float64 { return (plotRight - plotLeft) / float64(max(1, p.buckets)) }

// middle is the middle of a bucket.
func (p *Plot) middle(i int) float64 { return plotLeft + (float64(i)+0.5)*p.wide() }

// Bar draws a part of a bar from one value to another, with words that tell it.
func (p *Plot) Bar(i int, series string, from, to float64, words string) {
	if from == to {
		return
	}
	width := min(p.wide()*(1-PlotGap), widestBar)
	top, bottom := p.y(max(from, to)), p.y(min(from, to))
	p.Rects = append(p.Rects, PlotRect{series, Point(p.middle(i) - width/2), Point(top), Point(max(width, narrowStack)), Point(bottom - top), words})
}

// Line draws a line through the values of the buckets, broken at gaps; words tell each value.
func (p *Plot) Line(series string, values []float64, words func(i int) string) {
	for _, run := range runsOf(values) {
		var points []string
		for i := run[0]; i < run[1]; i++ {
			x, y := Point(p.middle(i)), Point(p.y(values[i]))
			points = append(points, x+","+y)
			p.Dots = append(p.Dots, plotDot{series, x, y, words(i)})
		}
		if len(points) > 1 {
			p.Lines = append(p.Lines, PlotLine{series, strings.Join(points, " ")})
		}
	}
}

// Band fills what lies between two lines; a single bucket is as wide as a bar.
func (p *Plot) Band(series string, lows, highs []float64) {
	for _, run := range runsOf(lows) {
		var there, back []string
		for i := run[0]; i < run[1]; i++ {
			x := p.middle(i)
			there = append(there, Point(x)+","+Point(p.y(highs[i])))
			back = append([]string{Point(x) + "," + Point(p.y(lows[i]))}, back...)
		}
		if run[1]-run[0] == 1 {
			half := min(p.wide()*(1-PlotGap), widestBar) / 2
			left, right := Point(p.middle(run[0])-half), Point(p.middle(run[0])+half)
			high, low := Point(p.y(highs[run[0]])), Point(p.y(lows[run[0]]))
			there, back = []string{left + "," + high, right + "," + high}, []string{right + "," + low, left + "," + low}
		}
		p.Bands = append(p.Bands, PlotLine{series, strings.Join(append(there, back...), " ")})
	}
}

// runsOf are the stretches in which every value is a number, each from a bucket up to another.
func runsOf(values []float64) (runs [][2]int) {
	for i := 0; i < len(values); i++ {
		from := i
		for i < len(values) && !math.IsNaN(values[i]) {
			i++
		}
		if i > from {
			runs = append(runs, [2]int{from, i})
		}
	}
	return runs
}

// pattern is the id of a series' pattern in this chart, for filling with it.
func (p *Plot) pattern(series string) string { return p.ID + "-" + series }

// fill is how a series is filled.
func (p *Plot) fill(series string) string { return "url(#" + p.pattern(series) + ")" }

// patterns are the series that bars of the chart have, each once.
func (p *Plot) patterns() (series []string) {
	for _, k := range p.Keys {
		series = append(series, k.Series)
	}
	return series
}
