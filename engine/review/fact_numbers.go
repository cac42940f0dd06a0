package review

// factNumbers give facts a number each. What facts are about is counted from 0, so that a list by kind
// serves: a map would cost more with every fact that it already holds.
type factNumbers struct {
	lists [factDismissal + 1][]int32 // by kind and by what a fact is of: its number from 1, 0 for none
}

// put gives a fact its number, from 0.
func (n *factNumbers) put(f fact, number int) {
	list := n.lists[f.kind]
	if missing := f.of + 1 - len(list); missing > 0 {
		list = append(list, make([]int32, missing)...)
	}
	list[f.of] = int32(number) + 1
	n.lists[f.kind] = list
}

// of is the number of a fact; false for one that has none.
func (n *factNumbers) of(f fact) (int, bool) {
	if list := n.lists[f.kind]; f.of >= 0 && f.of < len(list) && list[f.of] > 0 {
		return int(list[f.of]) - 1, true
	}
	return 0, false
}
