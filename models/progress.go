package models

import (
	"context"
	"slices"
	"time"

	"galley/engine/markup"
)

// Bucket is a stretch of time, from Start up to End.
type Bucket struct{ Start, End time.Time }

// The states of an issue over time, in the order of its life.
const (
	PhaseLoaded    = iota // nobody has begun
	PhaseWork             // a draft that somebody has begun
	PhaseSubmitted        // waits for a reviewer
	PhaseReturned
	PhaseAccepted
	Phases // how many there are
)

// Progress is how a publication gets on, bucket by bucket.
type Progress struct {
	Buckets []Bucket
	States  [][Phases]int // of issues, at the end of each bucket
	Blocks  []BlockCount
	Waits   []Quartiles // days from load to first acceptance, of the issues accepted in each bucket
	All     Quartiles   // the same of all buckets together
	Open    Quartiles   // days that issues which were never accepted are here, at the end
	Oldest  float64     // of these, the most
	Editors []EditorCount
	Whole   bool // all steps are counted
}

// BlockCount is how many blocks became decided, and how many no longer were.
type BlockCount struct{ Decided, TakenBack int }

// EditorCount is what one person did. Returned and accepted is what this person had submitted.
type EditorCount struct {
	UserID   int64
	Name     string
	Blocks   []BlockCount // by bucket
	Sum      BlockCount
	Issues   int // sets submitted whole
	Parts    int // pages and articles submitted by themselves
	Returned int
	Accepted int
	Wait     Quartiles // days from submission to acceptance
}

// Quartiles are the three values that part sorted numbers in four; N is how many numbers there are.
type Quartiles struct {
	N                 int
	Low, Median, High float64
}

// quartilesOf sorts numbers and parts them, between two numbers in proportion.
func quartilesOf(numbers []float64) Quartiles {
	if len(numbers) == 0 {
		return Quartiles{}
	}
	slices.Sort(numbers)
	at := func(part float64) float64 {
		place := part * float64(len(numbers)-1)
		i := int(place)
		if i+1 >= len(numbers) {
			return numbers[len(numbers)-1]
		}
		return numbers[i] + (place-float64(i))*(numbers[i+1]-numbers[i])
	}
	return Quartiles{len(numbers), at(0.25), at(0.5), at(0.75)}
}

// ProgressQuery asks for progress in buckets that follow each other, as of now; of each editor too.
type ProgressQuery struct {
	Buckets []Bucket // at least one
	Now     time.Time
	Editors bool
}

// tallyMost is how many steps one reading sums up at most; the next goes on.
const tallyMost = 60_000

// Progress is how a publication gets on. It counts the sets that everybody sees, and no issue in the bin. An
// issue's state is that of the set that was the issue then.
func (s *Store) Progress(ctx context.Context, publication int64, q ProgressQuery) (Progress, error) {
	p := Progress{Buckets: q.Buckets, States: make([][Phases]int, len(q.Buckets)), Blocks: make([]BlockCount, len(q.Buckets))}
	whole, err := s.TallySteps(ctx, publication, tallyMost)
	if err != nil {
		return p, err
	}
	p.Whole = whole
	sets, err := s.progressSets(ctx, publication)
	if err != nil {
		return p, translate(err, "sets")
	}
	moves, err := s.progressMoves(ctx, publication, q.Editors)
	if err != nil {
		return p, translate(err, "states")
	}
	hours, err := s.progressHours(ctx, publication, q.Buckets[0].Start, q.Buckets[len(q.Buckets)-1].End)
	if err != nil {
		return p, translate(err, "steps")
	}
	p.follow(lives(sets, moves), q.Now)
	for _, h := range hours {
		if i := p.BucketOf(time.Unix(h.Hour*3600, 0)); i >= 0 {
			p.Blocks[i].add(h)
		}
	}
	if q.Editors {
		p.countEditors(hours, moves)
		err = s.nameEditors(ctx, &p)
	}
	return p, err
}

func (b *BlockCount) add(h progressHour) {
	b.Decided += h.Decided
	b.TakenBack += h.TakenBack
}

// BucketOf is the number of the bucket that a moment lies in, -1 for none.
func (p *Progress) BucketOf(at time.Time) int {
	i, found := slices.BinarySearchFunc(p.Buckets, at, func(b Bucket, at time.Time) int { return b.Start.Compare(at) })
	if !found {
		i--
	}
	if i < 0 || !at.Before(p.Buckets[i].End) {
		return -1
	}
	return i
}

// life is what happened to an issue.
type life struct {
	loaded      time.Time
	began       *time.Time // in any set that everybody sees
	team        []SetMove
	adjudicated []SetMove
}

// lives puts the sets of each issue together. Both lists are as they are read.
func lives(sets []progressSet, moves []SetMove) []life {
	bySet := map[int64][]SetMove{}
	for _, m := range moves {
		if m.Cell == wholeSet {
			bySet[m.SetID] = append(bySet[m.SetID], m)
		}
	}
	var all []life
	for i, s := range sets {
		if i == 0 || sets[i-1].IssueID != s.IssueID {
			all = append(all, life{loaded: s.LoadedAt})
		}
		l := &all[len(all)-1]
		if s.BeganAt != nil && (l.began == nil || s.BeganAt.Before(*l.began)) {
			l.began = s.BeganAt
		}
		switch s.Kind {
		case Team:
			l.team = bySet[s.ID]
		case Adjudicated:
			l.adjudicated = bySet[s.ID]
		}
	}
	return all
}

// phase is the state of an issue at a moment; false before it was loaded.
func (l life) phase(at time.Time) (int, bool) {
	if l.loaded.After(at) {
		return 0, false
	}
	switch l.state(at) {
	case markup.Submitted:
		return PhaseSubmitted, true
	case markup.Returned:
		return PhaseReturned, true
	case markup.Accepted:
		return PhaseAccepted, true
	}
	if l.began != nil && !l.began.After(at) {
		return PhaseWork, true
	}
	return PhaseLoaded, true
}

// state is the state at a moment of the set that was the issue then; "" for none.
func (l life) state(at time.Time) markup.State {
	if state := stateAt(l.adjudicated, at); state.IsFinished() {
		return state
	}
	return stateAt(l.team, at)
}

// stateAt is the state of a set at a moment; "" before the first.
func stateAt(moves []SetMove, at time.Time) (state markup.State) {
	for _, m := range moves {
		if !m.At.After(at) {
			state = m.State
		}
	}
	return state
}

// accepted is when the set that was the issue was accepted first.
func (l life) accepted() (first time.Time, ever bool) {
	for _, m := range slices.Concat(l.team, l.adjudicated) {
		if m.State == markup.Accepted && (!ever || m.At.Before(first)) && l.state(m.At) == markup.Accepted {
			first, ever = m.At, true
		}
	}
	return first, ever
}

const day = 24 * time.Hour

// follow counts the issues by state, and how long they took.
func (p *Progress) follow(all []life, now time.Time) {
	waits, open := make([][]float64, len(p.Buckets)), []float64{}
	end := p.Buckets[len(p.Buckets)-1].End
	if now.Before(end) {
		end = now
	}
	for _, l := range all {
		for i, b := range p.Buckets {
			at := b.End.Add(-time.Microsecond)
			if b.Start.After(now) {
				break
			}
			if now.Before(at) {
				at = now
			}
			if phase, here := l.phase(at); here {
				p.States[i][phase]++
			}
		}
		at, ever := l.accepted()
		switch {
		case ever && !at.After(end):
			if i := p.BucketOf(at); i >= 0 {
				waits[i] = append(waits[i], at.Sub(l.loaded).Hours()/day.Hours())
			}
		case !l.loaded.After(end):
			open = append(open, end.Sub(l.loaded).Hours()/day.Hours())
		}
	}
	for _, w := range waits {
		p.Waits = append(p.Waits, quartilesOf(w))
	}
	p.All, p.Open = quartilesOf(slices.Concat(waits...)), quartilesOf(open)
	if len(open) > 0 {
		p.Oldest = open[len(open)-1]
	}
}
