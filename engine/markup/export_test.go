package markup

import "pgregory.net/rapid"

// What the tests of the packages above need of the tests here.
var (
	Town     = town
	TestID   = testID
	ParseSet = parseSet
)

// DrawSet is a set that random acts made, without some kinds of acts.
func DrawSet(t *rapid.T, without ...string) *Set {
	n := openNewsroom(t, 0)
	n.without = without
	n.drawActs(func() { n.anything(1) })
	return n.set
}
