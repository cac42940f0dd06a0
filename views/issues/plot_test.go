package issues

import (
	"context"
	"encoding/xml"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/agreement"
	"galley/locale"
	"galley/models"
	"galley/newsroom"
	"galley/views/parts"
)

func TestTicksAreNice(t *testing.T) {
	tests := []struct {
		name      string
		low, high float64
		whole     bool
		want      []float64
	}{
		{"counts from nothing", 0, 7, true, []float64{0, 2, 4, 6, 8}},
		{"a single one", 0, 1, true, []float64{0, 1}},
		{"nothing at all", 0, 0, true, []float64{0, 1}},
		{"thousands", 0, 12345, true, []float64{0, 5000, 10000, 15000}},
		{"below and above nothing", -30, 100, true, []float64{-50, 0, 50, 100}},
		{"parts of one", 0, 1, false, []float64{0, 0.5, 1}},
		{"below nothing", -0.2, 1, false, []float64{-0.5, 0, 0.5, 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := parts.NiceTicks(tt.low, tt.high, parts.PlotTicks, tt.whole)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestLinesBreakWhereThereIsNoValue(t *testing.T) {
	p := parts.NewPlot("x", "X", "", parts.PlotRange{Low: 0, High: 10, Whole: true}, []string{"a", "b", "c", "d"})
	gap := math.NaN()
	p.Line("roles", []float64{0, 10, gap, 5}, func(i int) string { return "" })
	want := []parts.PlotLine{{Series: "roles", Points: "128.8,186.0 294.2,14.0"}}
	if diff := cmp.Diff(want, p.Lines); diff != "" {
		t.Errorf("lines (-want +got)\n%s", diff)
	}
	if len(p.Dots) != 3 || p.Dots[2].Y != "100.0" {
		t.Errorf("dots: %v", p.Dots)
	}
	p.Band("quartiles", []float64{gap, 1, 2, gap}, []float64{gap, 3, 4, gap})
	if diff := cmp.Diff([]parts.PlotLine{{Series: "quartiles", Points: "294.2,134.4 459.8,117.2 459.8,151.6 294.2,168.8"}}, p.Bands); diff != "" {
		t.Errorf("bands (-want +got)\n%s", diff)
	}
}

// sample is the progress of three days, with something of everything.
func sample() ProgressView {
	var buckets []models.Bucket
	for i := range 3 {
		at := time.Date(2031, 5, 8+i, 0, 0, 0, 0, time.UTC)
		buckets = append(buckets, models.Bucket{Start: at, End: at.AddDate(0, 0, 1)})
	}
	score := func(value float64) agreement.Score { return agreement.Score{Value: value} }
	return ProgressView{
		Publication: models.Publication{ID: 1, Name: "甲报", Language: "zh-Hans"}, Query: ProgressQuery{Period: "30"}, BucketLength: models.ByDay,
		Progress: models.Progress{Buckets: buckets, Whole: true,
			States: [][models.Phases]int{{2}, {1, 1}, {0, 0, 1, 0, 1}},
			Blocks: []models.BlockCount{{Decided: 1200, TakenBack: 3}, {}, {Decided: 40}},
			Waits:  []models.Quartiles{{}, {}, {N: 1, Low: 2, Median: 2.5, High: 3}}, All: models.Quartiles{N: 1, Low: 2, Median: 2.5, High: 3},
			Open: models.Quartiles{N: 1, Low: 1, Median: 1, High: 1}, Oldest: 1,
			Editors: []models.EditorCount{{UserID: 7, Name: "=Li", Blocks: []models.BlockCount{{Decided: 1200, TakenBack: 3}, {}, {Decided: 40}}, Sum: models.BlockCount{Decided: 1240, TakenBack: 3}, Issues: 1, Accepted: 1, Wait: models.Quartiles{N: 1, Median: 0.5}}},
		},
		Agreement: []newsroom.AgreementPoint{{Date: "2031-05-08", Roles: score(0.5), Articles: score(0.25), Boundaries: score(1)}, {Date: "2031-05-08", Roles: score(1), Articles: score(0.75), Boundaries: score(1)}, {Date: "2031-05-01", Roles: score(0)}},
		Editors:   true,
	}
}

// TestChartsAreDrawnWhole draws every chart and reads it as a program would: named, told in words, a bar for
// every number, and the same numbers in the table.
func TestChartsAreDrawnWhole(t *testing.T) {
	for _, tag := range locale.Languages() {
		ctx := locale.With(context.Background(), tag)
		bars := map[string]int{ProgressStates: 5, ProgressBlocks: 3}
		dots := map[string]int{ProgressAgreement: 3, ProgressWaits: 1}
		for _, s := range sample().sections(ctx) {
			var b strings.Builder
			if err := parts.PlotPicture(s.Plot).Render(ctx, &b); err != nil {
				t.Fatal(err)
			}
			drawn := b.String()
			if err := xml.Unmarshal([]byte(drawn), new(struct{})); err != nil {
				t.Errorf("%s is not well formed: %v", s.ID, err)
			}
			for _, want := range []string{`role="img" aria-labelledby="` + s.ID + `-name ` + s.ID + `-desc"`, `<title id="` + s.ID + `-name">` + s.Title + `</title>`, `<desc id="` + s.ID + `-desc">` + s.Plot.Desc} {
				if !strings.Contains(drawn, want) {
					t.Errorf("%v: the chart %s lacks %s:\n%s", tag, s.ID, want, drawn)
				}
			}
			if got := strings.Count(drawn, `<rect class="plot-bar"`); got != bars[s.ID] {
				t.Errorf("%s has %d bars, want %d", s.ID, got, bars[s.ID])
			}
			if got := strings.Count(drawn, `<circle class="plot-dot"`); got != dots[s.ID] {
				t.Errorf("%s has %d dots, want %d", s.ID, got, dots[s.ID])
			}
			if len(s.Table.Rows) != 3 || len(s.Table.Rows[0].Cells)+1 != len(s.Table.Head) {
				t.Errorf("the table of %s is not whole: %v", s.ID, s.Table)
			}
		}
	}
}

func TestTablesBecomeFiles(t *testing.T) {
	tests := map[string]string{
		ProgressStates:    "First day,Last day,\"Loaded, not started\",In progress,Submitted,Returned,Accepted\n2031-05-08,2031-05-08,2,0,0,0,0\n2031-05-09,2031-05-09,1,1,0,0,0\n2031-05-10,2031-05-10,0,0,1,0,1\n",
		ProgressBlocks:    "First day,Last day,Decided,No longer decided,Balance\n2031-05-08,2031-05-08,1200,3,1197\n2031-05-09,2031-05-09,0,0,0\n2031-05-10,2031-05-10,40,0,40\n",
		ProgressAgreement: "First day,Last day,Comparisons,\"Roles, κ\",\"Articles, B³\",\"Boundaries, F1\"\n2031-05-08,2031-05-08,2,0.750,0.500,1.000\n2031-05-09,2031-05-09,0,,,\n2031-05-10,2031-05-10,0,,,\n",
		ProgressWaits:     "First day,Last day,Issues accepted,Lower quartile,Median,Upper quartile\n2031-05-08,2031-05-08,0,,,\n2031-05-09,2031-05-09,0,,,\n2031-05-10,2031-05-10,1,2.0,2.5,3.0\n",
		ProgressEditors:   "Who,Blocks decided,No longer decided,Sets submitted,Articles and pages submitted,Returned,Accepted,\"Days to acceptance, median\"\n'=Li,1240,3,1,0,0,1,0.5\n",
	}
	for name, want := range tests {
		table, found := sample().Table(t.Context(), name)
		var b strings.Builder
		if err := table.WriteCSV(t.Context(), &b); err != nil || !found {
			t.Fatal(name, found, err)
		}
		if diff := cmp.Diff("\uFEFF"+want, b.String()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
	others := sample()
	others.Editors = false
	if _, found := others.Table(t.Context(), ProgressEditors); found {
		t.Error("who may not see the editors gets their table")
	}
}

// TestShortTimesAreToldInHours accepts an issue within a day: its axis, its table and its sentence count hours.
func TestShortTimesAreToldInHours(t *testing.T) {
	v := sample()
	hours := models.Quartiles{N: 1, Low: 0.25, Median: 0.5, High: 0.75}
	v.Progress.Waits[2], v.Progress.All = hours, hours
	s := v.waits(context.Background())
	if s.Title != "Hours from loading to acceptance" || !strings.Contains(s.Caption, "after 12 hours") {
		t.Errorf("titled %q, and says %q", s.Title, s.Caption)
	}
	if last := s.Table.Rows[2].Cells; last[1].Words != "6.0" || last[3].Words != "18.0" {
		t.Errorf("the table says %v", last)
	}
}
