package issues

import (
	"context"
	"fmt"
	"math"
	"time"

	"galley/engine/agreement"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// phases are the states of an issue over time, in the order of its life: how their bars are named and called.
var phases = [models.Phases]struct {
	series string
	words  locale.Key
}{
	{"loaded", locale.Key("Loaded, not started")}, {"work", locale.Key("In progress")}, {"submitted", locale.Key("Submitted")},
	{"returned", locale.Key("Returned")}, {"accepted", locale.Key("Accepted")},
}

// states are the issues by state over time.
func (v ProgressView) states(ctx context.Context) progressSection {
	s := progressSection{ID: ProgressStates, Title: locale.T(ctx, "Issues by state"),
		Caption: locale.T(ctx, "How many issues were in which state at the end of each period. The adjudicated set of an issue counts from when it was submitted, before that its team set."),
		Empty:   locale.T(ctx, "There were no issues in this period. Load one, or choose another period.")}
	most := 0
	for _, states := range v.Progress.States {
		most = max(most, parts.SumOf(states))
	}
	var head []string
	for _, p := range phases {
		head = append(head, p.words.In(ctx))
	}
	s.Table = v.datedTable(ctx, s.Title, head, func(i int) (cells []parts.DataCell) {
		for _, n := range v.Progress.States[i] {
			cells = append(cells, parts.CountCell(n))
		}
		return cells
	})
	if most == 0 {
		return s
	}
	s.Plot = parts.NewPlot(s.ID, s.Title, locale.N(ctx, most, "Stacked bar chart, up to %d issue; the table below shows the same data.", "Stacked bar chart, up to %d issues; the table below shows the same data."), parts.PlotRange{Low: 0, High: float64(most), Whole: true}, v.labels(ctx))
	for i, states := range v.Progress.States {
		from := 0
		for phase := models.Phases - 1; phase >= 0; phase-- { // what is done stands at the bottom
			n := states[phase]
			s.Plot.Bar(i, phases[phase].series, float64(from), float64(from+n), fmt.Sprintf("%s · %s: %d", v.bucketWords(ctx, v.Progress.Buckets[i]), phases[phase].words.In(ctx), n))
			from += n
		}
	}
	for _, p := range phases {
		s.Plot.Keys = append(s.Plot.Keys, parts.PlotKey{Series: p.series, Words: p.words.In(ctx)})
	}
	return s
}

// blocks are the blocks decided over time.
func (v ProgressView) blocks(ctx context.Context) progressSection {
	s := progressSection{ID: ProgressBlocks, Title: v.perBucket(ctx),
		Caption: locale.T(ctx, "Above the line: blocks that became decided. Below it: decided blocks that were undone, undecided or cut away. Independent sets count once everybody can see them."),
		Empty:   locale.T(ctx, "No block was decided in this period.")}
	decided, back := 0, 0
	for _, b := range v.Progress.Blocks {
		decided, back = max(decided, b.Decided), max(back, b.TakenBack)
	}
	decidedWords, backWords := locale.T(ctx, "Decided"), locale.T(ctx, "No longer decided")
	s.Table = v.datedTable(ctx, s.Title, []string{decidedWords, backWords, locale.T(ctx, "Balance")}, func(i int) []parts.DataCell {
		b := v.Progress.Blocks[i]
		return []parts.DataCell{parts.CountCell(b.Decided), parts.CountCell(b.TakenBack), parts.CountCell(b.Decided - b.TakenBack)}
	})
	if decided+back == 0 {
		return s
	}
	s.Plot = parts.NewPlot(s.ID, s.Title, locale.N(ctx, decided, "Bar chart, up to %d block; the table below shows the same data.", "Bar chart, up to %d blocks; the table below shows the same data."), parts.PlotRange{Low: float64(-back), High: float64(decided), Whole: true}, v.labels(ctx))
	for i, b := range v.Progress.Blocks {
		when := v.bucketWords(ctx, v.Progress.Buckets[i])
		s.Plot.Bar(i, "decided", 0, float64(b.Decided), fmt.Sprintf("%s · %s: %s", when, decidedWords, parts.Thousands(b.Decided)))
		s.Plot.Bar(i, "back", float64(-b.TakenBack), 0, fmt.Sprintf("%s · %s: %s", when, backWords, parts.Thousands(b.TakenBack)))
	}
	s.Plot.Keys = []parts.PlotKey{{Series: "decided", Words: decidedWords}, {Series: "back", Words: backWords}}
	return s
}

// meanScores are the means of three measures over the comparisons of issues that appeared in each bucket.
type meanScores struct {
	n                           []int
	roles, articles, boundaries []float64
}

func (v ProgressView) means() meanScores {
	b := v.Progress.Buckets
	m := meanScores{n: make([]int, len(b))}
	sums := [3][]float64{make([]float64, len(b)), make([]float64, len(b)), make([]float64, len(b))}
	counts := [3][]int{make([]int, len(b)), make([]int, len(b)), make([]int, len(b))}
	for _, a := range v.Agreement {
		at, err := time.ParseInLocation(time.DateOnly, a.Date, b[0].Start.Location())
		i := v.Progress.BucketOf(models.Turn{Hour: b[0].Start.Hour(), Minute: b[0].Start.Minute()}.Start(at))
		if err != nil || i < 0 {
			continue
		}
		m.n[i]++
		for k, s := range []agreement.Score{a.Roles, a.Articles, a.Boundaries} {
			if s.Defined() {
				sums[k][i] += s.Value
				counts[k][i]++
			}
		}
	}
	for k := range sums {
		for i := range sums[k] {
			sums[k][i] /= float64(counts[k][i]) // not a number for an empty bucket
		}
	}
	m.roles, m.articles, m.boundaries = sums[0], sums[1], sums[2]
	return m
}

// agreement is how well sets of the same issue agree over time.
func (v ProgressView) agreement(ctx context.Context) progressSection {
	s := progressSection{ID: ProgressAgreement, Title: locale.T(ctx, "Agreement over time"),
		Caption: locale.T(ctx, "The mean of all comparisons of two shown sets, by the date of the issue. 1 is perfect."),
		Empty:   locale.T(ctx, "No issue of this period has two visible independent sets.")}
	m := v.means()
	words := []string{locale.T(ctx, "Roles, κ"), locale.T(ctx, "Articles, B³"), locale.T(ctx, "Boundaries, F1")}
	s.Table = v.datedTable(ctx, s.Title, append([]string{locale.T(ctx, "Comparisons")}, words...), func(i int) []parts.DataCell {
		return []parts.DataCell{parts.CountCell(m.n[i]), parts.DecimalCell(m.roles[i], 3), parts.DecimalCell(m.articles[i], 3), parts.DecimalCell(m.boundaries[i], 3)}
	})
	compared, low := 0, 0.0
	for i, n := range m.n {
		compared += n
		if n > 0 && m.roles[i] < low {
			low = m.roles[i]
		}
	}
	if compared == 0 {
		return s
	}
	s.Plot = parts.NewPlot(s.ID, s.Title, locale.N(ctx, compared, "Three lines, of %d comparison; the table below shows the same data.", "Three lines, of %d comparisons; the table below shows the same data."), parts.PlotRange{Low: low, High: 1, Whole: false}, v.labels(ctx))
	for k, values := range [][]float64{m.roles, m.articles, m.boundaries} {
		series := []string{"roles", "articles", "boundaries"}[k]
		s.Plot.Line(series, values, func(i int) string {
			return fmt.Sprintf("%s · %s: %.3f", v.bucketWords(ctx, v.Progress.Buckets[i]), words[k], values[i])
		})
		s.Plot.Keys = append(s.Plot.Keys, parts.PlotKey{Series: series, Words: words[k]})
	}
	return s
}

// waits is the time from load to acceptance.
func (v ProgressView) waits(ctx context.Context) progressSection {
	p := v.Progress
	most := 0.0
	for _, q := range p.Waits {
		most = max(most, q.High)
	}
	unit, title := 1.0, locale.T(ctx, "Days from loading to acceptance")
	if p.All.N > 0 && most < fewDays {
		unit, title = 24, locale.T(ctx, "Hours from loading to acceptance")
	}
	most *= unit
	s := progressSection{ID: ProgressWaits, Title: title,
		Caption: v.waitWords(ctx), Empty: locale.T(ctx, "No issue was accepted for the first time in this period.")}
	content := [3][]float64{}
	for _, q := range p.Waits {
		for k, value := range []float64{q.Low, q.Median, q.High} {
			if q.N == 0 {
				value = math.NaN()
			}
			content[k] = append(content[k], value*unit)
		}
	}
	words := []string{locale.T(ctx, "Lower quartile"), locale.T(ctx, "Median"), locale.T(ctx, "Upper quartile")}
	s.Table = v.datedTable(ctx, s.Title, append([]string{locale.T(ctx, "Issues accepted")}, words...), func(i int) []parts.DataCell {
		return []parts.DataCell{parts.CountCell(p.Waits[i].N), parts.DecimalCell(content[0][i], 1), parts.DecimalCell(content[1][i], 1), parts.DecimalCell(content[2][i], 1)}
	})
	if p.All.N == 0 {
		return s
	}
	s.Plot = parts.NewPlot(s.ID, s.Title, locale.N(ctx, p.All.N, "A line of medians in a band of quartiles, of %d issue; the table below shows the same data.", "A line of medians in a band of quartiles, of %d issues; the table below shows the same data."), parts.PlotRange{Low: 0, High: most, Whole: false}, v.labels(ctx))
	s.Plot.Band("quartiles", content[0], content[2])
	s.Plot.Line("median", content[1], func(i int) string {
		return fmt.Sprintf("%s · %s: %.1f", v.bucketWords(ctx, p.Buckets[i]), words[1], content[1][i])
	})
	s.Plot.Keys = []parts.PlotKey{{Series: "median", Words: words[1]}, {Series: "quartiles", Words: locale.T(ctx, "Half of the issues are in this range")}}
	return s
}

// fewDays is below how many days a time is told in hours.
const fewDays = 2

// timeWords is a time of some days in words.
func timeWords(ctx context.Context, days float64) string {
	if days < fewDays {
		hours := int(math.Round(days * 24))
		return locale.N(ctx, hours, "%d hour", "%d hours")
	}
	return locale.T(ctx, "%.1f days", days)
}

// waitWords sum up how long issues took, and how old those are that wait.
func (v ProgressView) waitWords(ctx context.Context) string {
	p := v.Progress
	words := locale.T(ctx, "From loading an issue to its first acceptance.")
	if p.All.N > 0 {
		words += " " + locale.N(ctx, p.All.N, "%d issue was accepted, after %s.", "%d issues were accepted, half of them within %s.", timeWords(ctx, p.All.Median))
	}
	switch {
	case p.Open.N == 1:
		words += " " + locale.T(ctx, "One issue was never accepted; it has been here for %.0f days.", p.Oldest)
	case p.Open.N > 1:
		words += " " + locale.N(ctx, p.Open.N, "%d issue was never accepted; it has been here for %.0f days or less, the oldest for %.0f.", "%d issues were never accepted; half of them have been here for %.0f days or less, the oldest for %.0f.", p.Open.Median, p.Oldest)
	}
	return words
}
