package stages

// Template is a plan that many newsrooms have. Its positions are still to be filled.
type Template struct {
	ID string
	Name
	Plan Plan
}

// The ids of the usual positions.
const (
	editors      = "editors"
	heads        = "heads"
	chiefs       = "chiefs"
	proofreaders = "proofreaders"
)

// usual are the positions of the templates.
var usual = []Position{
	{ID: editors, Name: Name{"Editors", "编辑"}},
	{ID: heads, Name: Name{"Heads of department", "部门主任"}},
	{ID: chiefs, Name: Name{"Editors-in-chief on duty", "值班总编"}},
	{ID: proofreaders, Name: Name{"Proofreaders", "校对"}},
}

// review is a stage in which articles are reviewed by a position that differs from all before it.
func review(n int, english, chinese, position string) Stage {
	s := Stage{Name: Name{english, chinese}, Kind: Review, Unit: Article, Positions: []string{position}, Mends: true}
	for i := range n {
		s.Differ = append(s.Differ, i)
	}
	return s
}

// proof is a stage in which pages are read by a position that has not marked them.
func proof(english, chinese, position string) Stage {
	return Stage{Name: Name{english, chinese}, Kind: Proof, Unit: Page, Positions: []string{position}, Differ: []int{0}}
}

// Templates are the usual plans, the simplest first.
func Templates() []Template {
	first, second := review(1, "First review", "一审", editors), review(2, "Second review", "二审", heads)
	third := review(3, "Third review", "三审", chiefs)
	signOff := proof("Sign-off", "签样", chiefs)
	signOff.Differ = nil
	return []Template{
		{"single", Name{"One review", "单审"}, Plan{}},
		{"two", Name{"Two reviews", "两审"}, Plan{Stages: []Stage{first, second}, Positions: usual[:2:2]}},
		{"three-three", Name{"Three reviews, three proofs", "三审三校"}, Plan{Late: 7, Positions: usual, Stages: []Stage{first, second, third,
			proof("First proof", "一校", proofreaders), proof("Second proof", "二校", proofreaders), proof("Third proof", "三校", proofreaders), signOff}}},
		{"three-two-one", Name{"Three reviews, two proofs, one reading", "三审两校一读"}, Plan{Late: 7, Positions: usual, Stages: []Stage{first, second, third,
			proof("First proof", "一校", proofreaders), proof("Second proof", "二校", proofreaders), proof("Last reading", "通读", chiefs), signOff}}},
	}
}
