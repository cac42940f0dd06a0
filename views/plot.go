package views

import (
	"fmt"
	"math"
	"strings"
)

// plot is a chart of buckets of time, ready to be drawn. Its builder puts values between two heights and
// buckets between two sides; a value that is not a number is a gap.
type plot struct {
	ID, Title, Desc string
	Y, X            []plotTick
	Zero            string // the height of nothing
	Rects           []plotRect
	Bands           []plotLine
	Lines           []plotLine
	Dots            []plotDot
	Keys            []plotKey

	low, high float64
	buckets   int
}

// plotTick is a mark on an axis; Text is where its words stand.
type plotTick struct{ At, Text, Words string }

// plotRect is a bar, or a part of one.
type plotRect struct{ Series, X, Y, Width, Height, Words string }

// plotLine is a line, or the edge of a band.
type plotLine struct{ Series, Points string }

// plotDot is a value on a line.
type plotDot struct{ Series, X, Y, Words string }

// plotKey says what a series is.
type plotKey struct{ Series, Words string }

// Where the drawing lies within its picture.
const (
	plotWidth, plotHeight  = 720, 220
	plotTop, plotBottom    = 14.0, 186.0
	plotLeft, plotRight    = 46.0, 708.0
	plotTicks, plotLabels  = 4, 8 // about how many marks stand on an axis
	plotGap                = 0.2  // of a bucket, between bars
	widestBar, narrowStack = 40.0, 1.0
)

// plotRange is what the values of a chart lie between; whole says that they are counts.
type plotRange struct {
	low, high float64
	whole     bool
}

// newPlot is an empty chart. Labels are the names of the buckets.
func newPlot(id, title, desc string, values plotRange, labels []string) *plot {
	p := &plot{ID: id, Title: title, Desc: desc, buckets: len(labels)}
	ticks := niceTicks(values.low, values.high, plotTicks, values.whole)
	p.low, p.high = ticks[0], ticks[len(ticks)-1]
	for _, value := range ticks {
		y := p.y(value)
		p.Y = append(p.Y, plotTick{point(y), point(y + 4), figureWords(value)})
	}
	p.Zero = point(p.y(min(max(0, p.low), p.high)))
	every := max(1, (len(labels)+plotLabels-1)/plotLabels)
	for i := 0; i < len(labels); i += every {
		x := point(p.middle(i))
		p.X = append(p.X, plotTick{x, x, labels[i]})
	}
	return p
}

// niceTicks are about n marks from low to high, at steps of 1, 2 or 5 times a power of ten.
func niceTicks(low, high float64, n int, whole bool) []float64 {
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
		return thousands(int(value))
	}
	return strings.TrimRight(fmt.Sprintf("%.2f", value), "0")
}

func point(value float64) string { return fmt.Sprintf("%.1f", value) }

// y is the height of a value.
func (p *plot) y(value float64) float64 {
	return plotBottom - (min(max(value, p.low), p.high)-p.low)/(p.high-p.low)*(plotBottom-plotTop)
}

// wide is the width of a bucket.
func (p *plot) wide() float64 { return (plotRight - plotLeft) / float64(max(1, p.buckets)) }

// middle is the middle of a bucket.
func (p *plot) middle(i int) float64 { return plotLeft + (float64(i)+0.5)*p.wide() }

// bar draws a part of a bar from one value to another, with words that tell it.
func (p *plot) bar(i int, series string, from, to float64, words string) {
	if from == to {
		return
	}
	width := min(p.wide()*(1-plotGap), widestBar)
	top, bottom := p.y(max(from, to)), p.y(min(from, to))
	p.Rects = append(p.Rects, plotRect{series, point(p.middle(i) - width/2), point(top), point(max(width, narrowStack)), point(bottom - top), words})
}

// line draws a line through the values of the buckets, broken at gaps; words tell each value.
func (p *plot) line(series string, values []float64, words func(i int) string) {
	for _, run := range runsOf(values) {
		var points []string
		for i := run[0]; i < run[1]; i++ {
			x, y := point(p.middle(i)), point(p.y(values[i]))
			points = append(points, x+","+y)
			p.Dots = append(p.Dots, plotDot{series, x, y, words(i)})
		}
		if len(points) > 1 {
			p.Lines = append(p.Lines, plotLine{series, strings.Join(points, " ")})
		}
	}
}

// band fills what lies between two lines; a single bucket is as wide as a bar.
func (p *plot) band(series string, lows, highs []float64) {
	for _, run := range runsOf(lows) {
		var there, back []string
		for i := run[0]; i < run[1]; i++ {
			x := p.middle(i)
			there = append(there, point(x)+","+point(p.y(highs[i])))
			back = append([]string{point(x) + "," + point(p.y(lows[i]))}, back...)
		}
		if run[1]-run[0] == 1 {
			half := min(p.wide()*(1-plotGap), widestBar) / 2
			left, right := point(p.middle(run[0])-half), point(p.middle(run[0])+half)
			high, low := point(p.y(highs[run[0]])), point(p.y(lows[run[0]]))
			there, back = []string{left + "," + high, right + "," + high}, []string{right + "," + low, left + "," + low}
		}
		p.Bands = append(p.Bands, plotLine{series, strings.Join(append(there, back...), " ")})
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
func (p *plot) pattern(series string) string { return p.ID + "-" + series }

// fill is how a series is filled.
func (p *plot) fill(series string) string { return "url(#" + p.pattern(series) + ")" }

// patterns are the series that bars of the chart have, each once.
func (p *plot) patterns() (series []string) {
	for _, k := range p.Keys {
		series = append(series, k.Series)
	}
	return series
}
