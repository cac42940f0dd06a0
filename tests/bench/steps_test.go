package bench

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Enabled is the variable that "make bench" sets; without it nothing is measured.
const enabled = "GALLEY_BENCH"

const (
	rounds    = 8
	perRound  = 200
	clients   = 32
	perClient = 40
)

// TestBenchSteps measures and prints the table; a missed target fails it.
func TestBenchSteps(t *testing.T) {
	if os.Getenv(enabled) != "1" {
		t.Log("nothing is measured without " + enabled + "=1, as make bench sets it")
		return
	}
	site := newSite(t)
	small := site.newSet("small", 50, 100)
	large := site.newSet("large", 10_000, 100)
	bare := newBare(t)

	table := []string{fmt.Sprintf("%-58s %8s %8s", "ratio, the median of the rounds", "is", "wanted")}
	check := func(name string, ratio, wanted float64, most bool) {
		word, missed := "≥", ratio < wanted
		if most {
			word, missed = "≤", ratio > wanted
		}
		table = append(table, fmt.Sprintf("%-58s %8.2f %s %5.2f", name, ratio, word, wanted))
		if missed {
			t.Errorf("%s: %.2f, wanted %s %.2f", name, ratio, word, wanted)
		}
	}
	check("a step over HTTP to a bare commit of its bytes", alternately(small.step, bare.step), 3, true)
	check("a step among 10,000 blocks to one among 50", alternately(large.step, small.step), 1.2, true)
	check("rate of 32 clients to bare commits of 32 goroutines", crowds(small, bare), 0.5, false)
	t.Log("\n" + strings.Join(table, "\n"))
}

// alternately takes a and b in turn, operation by operation, and gives the median over the rounds of
// the time of a to the time of b.
func alternately(a, b func()) float64 {
	var ratios []float64
	for range rounds + 1 {
		var ta, tb time.Duration
		for range perRound {
			start := time.Now()
			a()
			middle := time.Now()
			b()
			ta, tb = ta+middle.Sub(start), tb+time.Since(middle)
		}
		ratios = append(ratios, float64(ta)/float64(tb))
	}
	return median(ratios[1:]) // the first warms up
}

// crowds lets 32 clients act at once, and 32 goroutines commit, in turn, and gives the rate of the
// one to the rate of the other.
func crowds(s *set, b *bare) float64 {
	var ratios []float64
	for range rounds + 1 {
		steps := crowd(func(client, turn int) { s.stepAt(client, turn) })
		commits := crowd(func(int, int) { b.step() })
		ratios = append(ratios, float64(commits)/float64(steps))
	}
	return median(ratios[1:])
}

// crowd is how long all take for what each does a number of times.
func crowd(do func(client, turn int)) time.Duration {
	start := time.Now()
	var all sync.WaitGroup
	for client := range clients {
		all.Go(func() {
			for turn := range perClient {
				do(client, turn)
			}
		})
	}
	all.Wait()
	return time.Since(start)
}

func median(ratios []float64) float64 {
	slices.Sort(ratios)
	return (ratios[(len(ratios)-1)/2] + ratios[len(ratios)/2]) / 2
}
