package agreement

import (
	"strings"
	"testing"
)

// Krippendorff 2004, p. 254, as the tests of DKPro Statistics have it: a continuum of 300 from 150, two
// observers. Category c: Do 0.0144, De 0.0532, α 0.7286; category k: 0, 0.0490, 1; αU 0.8591.
func TestUnitizingAlphaOfItsPaper(t *testing.T) {
	at := func(begin, length int, category string) Unit {
		return Unit{begin - 150, begin - 150 + length, category}
	}
	people := [][]Unit{
		{at(180, 60, "k"), at(225, 70, "c"), at(300, 50, "k"), at(370, 30, "c")},
		{at(180, 60, "k"), at(220, 80, "c"), at(300, 50, "k"), at(355, 20, "c"), at(400, 20, "c")},
	}
	u := UnitizingAlpha(300, people)
	closeTo(t, "alpha", u.All, 0.8591, 0.0005)
	closeTo(t, "alpha of c", u.Categories["c"], 0.7286, 0.0001)
	closeTo(t, "alpha of k", u.Categories["k"], 1, 0.0001)
	c := newUnitizing(300, [][]Unit{{at(225, 70, "c"), at(370, 30, "c")}, {at(220, 80, "c"), at(355, 20, "c"), at(400, 20, "c")}})
	closeTo(t, "Do of c", scored(c.observed()), 0.0144, 0.0001)
	closeTo(t, "De of c", scored(c.expected()), 0.0532, 0.0001)
	notDefined(t, "alpha without spans", UnitizingAlpha(10, [][]Unit{nil, nil}).All)
	notDefined(t, "alpha of overlapping spans", UnitizingAlpha(10, [][]Unit{{{0, 4, "c"}, {2, 5, "c"}}, nil}).All)
}

// Mathet et al. 2015, figure 10: positional dissimilarities with Δ∅ = 1.
func TestPositionsOfGamma(t *testing.T) {
	g := GammaSettings{Position: 1}
	tests := []struct {
		u, v Unit
		want float64
	}{
		{Unit{4, 14, ""}, Unit{40, 44, ""}, 22.2}, {Unit{4, 14, ""}, Unit{4, 14, ""}, 0}, {Unit{4, 14, ""}, Unit{20, 25, ""}, 3.2},
		{Unit{4, 14, ""}, Unit{14, 24, ""}, 1}, {Unit{20, 30, ""}, Unit{20, 25, ""}, 0.11}, {Unit{20, 25, ""}, Unit{14, 24, ""}, 0.22},
	}
	for _, tt := range tests {
		closeTo(t, "dissimilarity", scored(g.dissimilarity(tt.u, tt.v)), tt.want, 0.05)
	}
}

// alexPaulSuzan is the example of three annotators that comes with the software of the paper and with
// pygamma-agreement (Titeux & Riad, JOSS 6, 2021), whose tests hold its numbers: weights 3 and 1, best
// disorder 0.96, gamma between 0.44 and 0.47 at a tolerance of 5 %. Two alignments are best, of 6 and of
// 7 groups.
var alexPaulSuzan = [][]Unit{
	{{2, 9, "1"}, {11, 17, "2"}, {24, 30, "5"}, {32, 36, "6"}, {36, 44, "6"}, {44, 60, "7"}},
	{{2, 9, "1"}, {11, 17, "3"}, {19, 25, "5"}, {32, 44, "6"}},
	{{2, 9, "1"}, {11, 17, "4"}, {21, 27, "5"}, {32, 36, "6"}, {36, 40, "6"}, {40, 44, "6"}},
}

func TestGammaOfThreeAnnotators(t *testing.T) {
	for seed := range uint64(5) {
		settings := DefaultGamma
		settings.Tolerance, settings.Seed = 0.05, seed
		g := Gamma(alexPaulSuzan, settings)
		if g.Aligned != 6 && g.Aligned != 7 {
			t.Errorf("%d groups, want 6 or 7", g.Aligned)
		}
		closeTo(t, "disorder", scored(g.Disorder), 0.96, 0.005)
		// The tolerance is that of the chance disorder, and so of 1-γ.
		closeTo(t, "gamma", g.Score, 0.455, 0.015+0.05*0.55)
		if again := Gamma(alexPaulSuzan, settings); again.Value != g.Value || again.Samples != g.Samples {
			t.Errorf("the same seed gives %v and %v", g, again)
		}
	}
	settings := DefaultGamma
	settings.Tolerance = 0.005
	closeTo(t, "gamma with many samples", Gamma(alexPaulSuzan, settings).Score, 0.455, 0.015)
}

func TestGammaAtItsEnds(t *testing.T) {
	same := [][]Unit{alexPaulSuzan[0], alexPaulSuzan[0]}
	closeTo(t, "gamma of the same", Gamma(same, DefaultGamma).Score, 1, 0)
	notDefined(t, "gamma without spans", Gamma([][]Unit{nil, nil}, DefaultGamma).Score)
	dense := make([][]Unit, 3)
	for i := range dense {
		for k := range 40 {
			dense[i] = append(dense[i], Unit{k, k + 60, "c"})
		}
	}
	g := Gamma(dense, DefaultGamma)
	notDefined(t, "gamma of too many spans in a window", g.Score)
	if !strings.Contains(g.Why.String(), "Not computed") {
		t.Errorf("it says %q", g.Why)
	}
}

// The rows of the table with which SemEval-2013 task 9 (Segura-Bedmar et al. 2013) explains its
// measures, as nervaluate prints it: of five true entities two are found by type, one exactly; one is
// missed and one is too many.
func TestSpanF1OfItsTable(t *testing.T) {
	truth := []Unit{{0, 7, "BRAND"}, {23, 31, "DRUG"}, {40, 51, "DRUG"}, {60, 69, "DRUG"}, {85, 99, "GROUP"}}
	found := []Unit{{10, 17, "BRAND"}, {20, 31, "DRUG"}, {40, 51, "BRAND"}, {60, 69, "DRUG"}, {80, 99, "DRUG"}}
	exact, kind := SpanF1(truth, found, true), SpanF1(truth, found, false)
	closeTo(t, "exact precision", exact.Precision, 1.0/5, 1e-9)
	closeTo(t, "exact recall", exact.Recall, 1.0/5, 1e-9)
	closeTo(t, "precision by type", kind.Precision, 2.0/5, 1e-9)
	closeTo(t, "recall by type", kind.Recall, 2.0/5, 1e-9)
	closeTo(t, "F1 by type", kind.F1, 2.0/5, 1e-9)
	notDefined(t, "F1 without spans", SpanF1(nil, nil, true).F1)
	closeTo(t, "recall of nothing", SpanF1(truth, nil, false).Recall, 0, 0)
	notDefined(t, "precision of nothing", SpanF1(truth, nil, false).Precision)
}
