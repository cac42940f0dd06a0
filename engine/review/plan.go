package review

import (
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
)

// Settings say what of the decisions is brought into the adjudicated set.
type Settings struct {
	// Agreed brings in what all sets say as well.
	Agreed bool
	// Now are the keys of the decisions that are brought in; nil for all. The others only complete the
	// blocks and spans that these touch, so that what an editor changed elsewhere stays.
	Now []string
	// Salt is what the ids of all that is made follow from, so that an article or a span is known again
	// whatever of it was decided: something that only the adjudicated set has, such as its number.
	Salt string
}

// Origin says where what stands in a cell came from.
type Origin struct {
	Aspect Aspect `json:"aspect"`
	Sets   []int  `json:"sets,omitempty"` // that say so, from 0; none for one's own value
	Key    string `json:"key,omitempty"`  // of the difference decided; "" if all sets agree
}

// Plan is what decisions change in the adjudicated set.
type Plan struct {
	Act     *markup.Adopt       // one step; resolving it says "nothing would change" if all is there already
	Origins map[string][]Origin // of every cell that is written, by its name
	Stale   []Decision          // whose difference is gone
}

// Plan is what brings decisions into the adjudicated set onto, which may be empty and may hold marks of
// its own. It returns Invalid for a decision that makes no sense, Conflict for a set on another text.
// Deciding every difference for one set, what is agreed included, gives an empty set the marks of that
// set.
//
// A block is written when its role and its article are known; until then it stays as onto has it.
func (c *Comparison) Plan(onto *markup.Set, decisions []Decision, settings Settings) (*Plan, error) {
	p, err := newPlanner(c, onto, decisions, settings)
	if err != nil {
		return nil, err
	}
	for _, stage := range []func() error{p.layOut, p.chooseStories, p.putArticles, p.putJoins, p.putBlocks, p.putSpans, p.putCorrections, p.putPictures, p.putRemarks, p.removeArticles} {
		if err := stage(); err != nil {
			return nil, err
		}
	}
	return &Plan{Act: &markup.Adopt{Cells: p.cells}, Origins: p.origins, Stale: c.Stale(decisions)}, nil
}

// planner is a plan being made.
type planner struct {
	*Comparison
	settings Settings
	decided  map[string]Decision
	now      map[string]bool // nil for all
	onto     *comparedSet
	own      int         // the number of onto among the sets
	to       *stories    // with onto as the last set
	marks    *spanGroups // with onto as the last set

	touched  []bool             // by region
	pages    []pageLayout       // what every page will hold
	starts   map[point]*planned // blocks by where they begin
	ends     map[point]*planned
	wanted   map[int]bool    // stories that will be there
	joinsIn  map[point]point // the joins of onto by where they lead
	cells    []markup.CellValue
	origins  map[string][]Origin
	articles map[int]markup.Article
}

func newPlanner(c *Comparison, onto *markup.Set, decisions []Decision, settings Settings) (*planner, error) {
	if !sameSource(c.sides[0].set.Source(), onto.Source()) {
		return nil, otherText()
	}
	p := &planner{Comparison: c, settings: settings, decided: byKey(decisions), onto: readSet(onto), own: len(c.sides),
		starts: map[point]*planned{}, ends: map[point]*planned{}, wanted: map[int]bool{},
		joinsIn: map[point]point{}, origins: map[string][]Origin{}, articles: map[int]markup.Article{}}
	for _, d := range c.Differences {
		if decision, done := p.decided[d.Key]; done {
			if err := c.check(d, decision); err != nil {
				return nil, err
			}
		}
	}
	if settings.Now != nil {
		p.now = map[string]bool{}
		for _, key := range settings.Now {
			p.now[key] = true
		}
	}
	sides := append(slices.Clone(c.sides), p.onto)
	p.to = c.matched.with(sides, p.knownGains(), p.known(len(c.matched.list), func(i int) string { return c.storyName(i) }))
	p.marks = c.spans.with(sides, p.known(len(c.spans.list), func(i int) string { return c.name(fact{factSpan, i}) }))
	for cell, j := range onto.Joins() {
		p.joinsIn[point{j.Page, j.Start}] = point{cell.Page, cell.At}
	}
	return p, nil
}

// madeID is the id that something gets in the adjudicated set, by its name in the comparison.
func (p *planner) madeID(name string) text.ID {
	return text.DerivedID("adjudicated "+p.settings.Salt+" "+name, 0)
}

// known are the numbers of things by the ids that they get in the adjudicated set.
func (p *planner) known(n int, name func(int) string) map[text.ID]int {
	known := map[text.ID]int{}
	for i := range n {
		known[p.madeID(name(i))] = i
	}
	return known
}

// storyName is what a story is called among all names.
func (c *Comparison) storyName(story int) string { return "story " + c.matched.list[story].Anchor }

// knownGains say to which stories the articles of the adjudicated set belong by what was decided
// before: that weighs more than the text they share with the sets.
func (p *planner) knownGains() map[text.ID]map[int]float64 {
	const weight = 2 * MostSets
	gains := map[text.ID]map[int]float64{}
	for i, piece := range p.pieces {
		f := fact{factGroup, i}
		ch := p.settled(f)
		if ch.keeps() || ch.take == TakeNeither || p.now != nil && p.fresh(f) {
			continue
		}
		story, now := p.story(i, ch.set), p.nowAt(piece.Extent).Article
		if story < 0 || now == "" {
			continue
		}
		if gains[now] == nil {
			gains[now] = map[int]float64{}
		}
		gains[now][story] += float64(weight * (piece.End - piece.Start))
	}
	return gains
}

// choice is the value taken for one fact.
type choice struct {
	take Take // "" leaves what the adjudicated set has
	set  int
	own  *Own
	key  string
}

func (ch choice) keeps() bool { return ch.take == "" }

// settled is the value taken for a fact once everything known is brought in: what all sets say, or what
// was decided.
func (p *planner) settled(f fact) choice {
	if f.ofPiece() && p.same[f.of] {
		return choice{take: TakeSet}
	}
	i, differs := p.groups.of(f)
	if !differs {
		return choice{take: TakeSet}
	}
	d := p.Differences[i]
	decision, done := p.decided[d.Key]
	if !done {
		return choice{}
	}
	ch := choice{take: decision.Take, set: decision.Set, own: decision.Own, key: d.Key}
	switch decision.Take {
	case TakeAgreed:
		ch.take, ch.set = TakeSet, d.Majority()
	case TakeBoth, TakeOwn:
		ch.set = p.firstWith(f)
	}
	return ch
}

// firstWith is the first set that says anything of a fact.
func (p *planner) firstWith(f fact) int {
	for set := range p.sides {
		if p.value(f, set) != "" {
			return set
		}
	}
	return 0
}

// fresh reports whether a fact is brought in now.
func (p *planner) fresh(f fact) bool {
	if f.ofPiece() && p.same[f.of] {
		return p.settings.Agreed
	}
	i, differs := p.groups.of(f)
	if !differs {
		return p.settings.Agreed && !p.settled(f).keeps()
	}
	key := p.Differences[i].Key
	_, done := p.decided[key]
	return done && (p.now == nil || p.now[key])
}

// origin says where what is taken of a fact comes from.
func (p *planner) origin(f fact, ch choice) Origin {
	o := Origin{Aspect: aspects[f.kind], Key: ch.key}
	if ch.take != TakeSet && ch.take != TakeBoth {
		return o
	}
	for set := range p.sides {
		if ch.take == TakeBoth || f.ofPiece() && p.same[f.of] || p.value(f, set) == p.value(f, ch.set) {
			o.Sets = append(o.Sets, set)
		}
	}
	return o
}

// put lets a cell hold v.
func (p *planner) put(c markup.Cell, v markup.Value, origins ...Origin) {
	p.cells = append(p.cells, markup.CellValue{Cell: c, Value: v})
	if v != nil && len(origins) > 0 {
		p.origins[c.String()] = origins
	}
}
