package markup

import (
	"fmt"

	"galley/engine/text"
)

// Numbers are the numbers of articles as Galley shows them: articles counted over the issue, packages
// apart. Those that stand nowhere, since no block is left in them, come last.
func (s *Set) Numbers() map[text.ID]string {
	var order []text.ID
	for id := range s.Articles() {
		order = append(order, id)
	}
	return s.NumbersIn(order, func(id text.ID) bool {
		a, _ := s.articles.get(id)
		return a.Place != nil || s.hasMembers(id)
	})
}

// NumbersIn are the numbers of articles in an order, given which of them stand somewhere.
func (s *Set) NumbersIn(order []text.ID, stands func(text.ID) bool) map[text.ID]string {
	numbers := map[text.ID]string{}
	articles, packages := 0, 0
	count := func(id text.ID) {
		if s.isGroup(id) {
			packages++
			numbers[id] = fmt.Sprintf("P%d", packages)
			return
		}
		articles++
		numbers[id] = fmt.Sprint(articles)
	}
	var nowhere []text.ID
	for _, id := range order {
		if !stands(id) {
			nowhere = append(nowhere, id)
			continue
		}
		count(id)
	}
	for _, id := range nowhere {
		count(id)
	}
	return numbers
}
