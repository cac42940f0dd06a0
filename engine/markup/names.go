package markup

import "slices"

// PageName is what a page is called. It can be changed; the page's text cannot.
type PageName struct {
	Key     int
	Label   string // as printed, such as A1
	Section string // such as 要闻
}

// Named reports whether s has the language and its pages have the names that are given; pages that names
// leaves out may be called anything.
func (s *Source) Named(language string, names []PageName) bool {
	return s.Language == language && !slices.ContainsFunc(names, func(n PageName) bool {
		p := s.Page(n.Key)
		return p != nil && (p.Label != n.Label || p.Section != n.Section)
	})
}

// Renamed is s in another language and with other names of its pages. The texts are shared.
func (s *Source) Renamed(language string, names []PageName) *Source {
	next := &Source{Language: language, Pages: slices.Clone(s.Pages)}
	for _, n := range names {
		i := slices.IndexFunc(next.Pages, func(p *Page) bool { return p.Key == n.Key })
		if i >= 0 {
			p := *next.Pages[i]
			p.Label, p.Section = n.Label, n.Section
			next.Pages[i] = &p
		}
	}
	return next
}

// Renamed is s over a source whose language and pages have other names; s is left as it was.
func (s *Set) Renamed(language string, names []PageName) *Set {
	next := *s
	next.source = s.source.Renamed(language, names)
	return &next
}
