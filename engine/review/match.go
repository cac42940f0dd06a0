package review

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"galley/engine/agreement"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
)

// Story is an article as the sets have it: at most one article of each, matched by the text they
// share.
type Story struct {
	Articles []text.ID // by set; "" if a set has no such article
	Anchor   string    // a name that stays the same as long as most of its text is the same
}

// stories are the matched articles of all sets.
type stories struct {
	list []Story
	in   []map[text.ID]int // by set: the story of an article
}

// of is the story of an article of a set; -1 for none.
func (s *stories) of(set int, id text.ID) int {
	if story, found := s.in[set][id]; found && id != "" {
		return story
	}
	return -1
}

// matchStories matches the articles of all sets, one set after another: each to the story with which
// it shares most text, summed over the sets before, so that what all of them share together is as
// much as can be.
func matchStories(sides []*comparedSet, pieces []piece) *stories {
	s := &stories{}
	for i := range sides {
		s.add(sides[:i+1], nil, nil)
	}
	s.anchor(sides, pieces)
	return s
}

// add matches the articles of the last side to the stories of those before it; more is what a
// pair gains beside the text it shares, known are the ids that stories are known by.
func (s *stories) add(sides []*comparedSet, more map[text.ID]map[int]float64, known map[text.ID]int) {
	set := len(sides) - 1
	for i := range s.list {
		s.list[i].Articles = append(s.list[i].Articles, "")
	}
	s.in = append(s.in, map[text.ID]int{})
	last := sides[set]
	for _, id := range last.articles {
		if story, found := known[id]; found {
			s.put(set, id, story)
		}
	}
	gains := map[text.ID]map[int]float64{}
	for id, gain := range more {
		gains[id] = maps.Clone(gain)
	}
	for i, r := range sides[:set] {
		for pair, points := range shared(last, r) {
			if story := s.of(i, pair[1]); story >= 0 {
				if gains[pair[0]] == nil {
					gains[pair[0]] = map[int]float64{}
				}
				gains[pair[0]][story] += float64(points)
			}
		}
	}
	s.pair(set, last.articles, gains)
	s.matchEmpty(sides)
	for _, id := range last.articles {
		if s.of(set, id) < 0 {
			s.list = append(s.list, Story{Articles: make([]text.ID, set+1)})
			s.put(set, id, len(s.list)-1)
		}
	}
}

// with is the stories with one set more, and the stories as they were. more and known are
// as for add.
func (s *stories) with(sides []*comparedSet, more map[text.ID]map[int]float64, known map[text.ID]int) *stories {
	all := &stories{list: slices.Clone(s.list), in: slices.Clone(s.in)}
	for i := range all.list {
		all.list[i].Articles = slices.Clone(all.list[i].Articles)
	}
	all.add(sides, more, known)
	return all
}

func (s *stories) put(set int, id text.ID, story int) {
	s.list[story].Articles[set] = id
	s.in[set][id] = story
}

// pair matches articles of a set with stories that have none of it, by what a pair gains.
func (s *stories) pair(set int, articles []text.ID, gains map[text.ID]map[int]float64) {
	var rows []text.ID
	var links [][]agreement.Link
	for _, id := range articles {
		if len(gains[id]) == 0 || s.of(set, id) >= 0 {
			continue
		}
		var row []agreement.Link
		for _, story := range slices.Sorted(maps.Keys(gains[id])) {
			if s.list[story].Articles[set] == "" {
				row = append(row, agreement.Link{To: story, Gain: gains[id][story]})
			}
		}
		rows, links = append(rows, id), append(links, row)
	}
	for row, story := range agreement.Assign(links, len(s.list)) {
		if story >= 0 {
			s.put(set, rows[row], story)
		}
	}
}

// shared says how many code points each two articles of two sets have in common.
func shared(a, b *comparedSet) map[[2]text.ID]int {
	points := map[[2]text.ID]int{}
	for i, j := 0, 0; i < len(a.blocks) && j < len(b.blocks); {
		x, y := &a.blocks[i], &b.blocks[j]
		if x.Article != "" && y.Article != "" {
			points[[2]text.ID{x.Article, y.Article}] += min(x.End, y.End) - max(x.Start, y.Start)
		}
		if x.End <= y.End {
			i++
		}
		if y.End <= x.End {
			j++
		}
	}
	return points
}

// matchEmpty matches what shares no text: packages without a head, articles of which there are only
// notes or pictures. First those that are alike in everything, from the top down; then packages by
// what stands under them; then what has the same type, title and parent.
func (s *stories) matchEmpty(sides []*comparedSet) {
	set := len(sides) - 1
	left := s.unmatched(sides[set], set)
	if len(left) == 0 {
		return
	}
	forms := newForms(s, sides)
	for _, key := range []func(int, text.ID) string{forms.alike, forms.named} {
		s.matchBy(key, sides, left)
		left = s.unmatched(sides[set], set)
	}
	gains := map[text.ID]map[int]float64{}
	for _, id := range left {
		gains[id] = s.underneath(sides, id)
	}
	s.pair(set, left, gains)
}

// unmatched are the articles of a set that have no story yet and that text alone does not place:
// those without a block, and packages.
func (s *stories) unmatched(r *comparedSet, set int) []text.ID {
	var left []text.ID
	for _, id := range r.articles {
		a := r.data[id]
		kind, _ := vocabulary.TypeByID(a.Type)
		if s.of(set, id) < 0 && (r.members[id] == 0 || kind.Group) {
			left = append(left, id)
		}
	}
	slices.SortStableFunc(left, func(a, b text.ID) int { return cmp.Compare(depthOf(r.set, a), depthOf(r.set, b)) })
	return left
}

// depthOf is how many articles an article stands under.
func depthOf(s *markup.Set, id text.ID) int {
	depth := 0
	for a, found := s.Article(id); found && a.Parent != "" && depth < s.CountAllArticles(); a, found = s.Article(a.Parent) {
		depth++
	}
	return depth
}

// matchBy matches articles to stories without text with the same key, the first to the first.
func (s *stories) matchBy(key func(set int, id text.ID) string, sides []*comparedSet, left []text.ID) {
	set := len(sides) - 1
	for _, depth := range slices.Compact(mapped(left, func(id text.ID) int { return depthOf(sides[set].set, id) })) {
		free := map[string][]int{}
		for i, story := range s.list {
			if story.Articles[set] != "" {
				continue
			}
			for other, id := range story.Articles[:set] {
				if id != "" && sides[other].members[id] == 0 {
					k := key(other, id)
					free[k] = append(free[k], i)
					break
				}
			}
		}
		for _, id := range left {
			if depthOf(sides[set].set, id) != depth || sides[set].members[id] > 0 || s.of(set, id) >= 0 {
				continue
			}
			k := key(set, id)
			if list := free[k]; len(list) > 0 {
				s.put(set, id, list[0])
				free[k] = list[1:]
			}
		}
	}
}

func mapped[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}

// underneath says for each story how much of what stands under it stands under id, in articles.
func (s *stories) underneath(sides []*comparedSet, id text.ID) map[int]float64 {
	set := len(sides) - 1
	gains := map[int]float64{}
	for _, child := range sides[set].set.Children(id) {
		story := s.of(set, child)
		if story < 0 {
			continue
		}
		for other, same := range s.list[story].Articles[:set] {
			a := sides[other].data[same]
			if over := s.of(other, a.Parent); over >= 0 && s.list[over].Articles[set] == "" {
				gains[over]++
			}
		}
	}
	return gains
}

// forms say what an article without text holds, ids apart.
type forms struct {
	stories  *stories
	sides    []*comparedSet
	known    []map[text.ID]string
	pictures []map[text.ID][]string
}

func newForms(s *stories, sides []*comparedSet) *forms {
	f := &forms{stories: s, sides: sides}
	for _, r := range sides {
		pictures := map[text.ID][]string{}
		for _, p := range r.set.Pictures() {
			pictures[p.Article] = append(pictures[p.Article], pictureForm(p, ""))
		}
		f.pictures = append(f.pictures, pictures)
		f.known = append(f.known, map[text.ID]string{})
	}
	return f
}

// alike is everything of an article, of what stands under it, and the story it stands under.
func (f *forms) alike(set int, id text.ID) string {
	a := f.sides[set].data[id]
	return fmt.Sprintf("%d %s", f.stories.of(set, a.Parent), f.whole(set, id))
}

// named is what an article is called, and the story it stands under.
func (f *forms) named(set int, id text.ID) string {
	a := f.sides[set].data[id]
	return fmt.Sprintf("%d %s %q", f.stories.of(set, a.Parent), a.Type, a.Title)
}

func (f *forms) whole(set int, id text.ID) string {
	if form, done := f.known[set][id]; done {
		return form
	}
	f.known[set][id] = "" // a ring ends here
	r := f.sides[set]
	a := r.data[id]
	parts := []string{articleForm(a)}
	parts = append(parts, slices.Sorted(slices.Values(f.pictures[set][id]))...)
	var under []string
	for _, child := range r.set.Children(id) {
		if story := f.stories.of(set, child); story >= 0 && r.members[child] > 0 {
			under = append(under, fmt.Sprint(story))
		} else {
			under = append(under, f.whole(set, child))
		}
	}
	slices.Sort(under)
	f.known[set][id] = "(" + strings.Join(append(parts, under...), " ") + ")"
	return f.known[set][id]
}

// articleForm is an article's own data, its parent apart.
func articleForm(a markup.Article) string {
	return strings.Join([]string{a.Type, fmt.Sprintf("%q", a.Title), fmt.Sprint(a.Headless), pairsForm(a.Attributes), listForm(a.Notes), placeForm(a.Place)}, " ")
}
