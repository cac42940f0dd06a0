package markup

import (
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// Nest puts an article under another: + . Without a parent it is the package of the article above,
// or the article above itself.
type Nest struct {
	Article text.ID `json:"article"`
	Parent  text.ID `json:"parent,omitempty"`
}

func (a *Nest) resolve(d *draft) error {
	if err := d.exists(a.Article); err != nil {
		return err
	}
	parent := a.Parent
	if parent == "" {
		parent = d.now.packageAbove(a.Article)
	}
	if parent == "" {
		return fault.New(fault.Invalid, "No article above can take this one in. Move it below one first.")
	}
	if err := d.exists(parent); err != nil {
		return err
	}
	d.article(a.Article, func(b *Article) { b.Parent = parent })
	return nil
}

// packageAbove is what an article would be nested under: the article above if it is a package, else
// the package that one stands in, else that article itself.
func (s *Set) packageAbove(id text.ID) text.ID {
	place, _ := s.places.get(id)
	for key := range s.order.down(orderKey{place, id}) {
		if key.article == id {
			continue
		}
		over, _ := s.articles.get(key.article)
		if over.Parent != "" && over.Parent != id && !vocabulary.TypesByID[over.Type].Group {
			return over.Parent
		}
		return key.article
	}
	return ""
}

// Unnest takes an article out of its package, and so closes it for the articles that follow: - .
type Unnest struct {
	Article text.ID `json:"article"`
}

func (a *Unnest) resolve(d *draft) error {
	if err := d.exists(a.Article); err != nil {
		return err
	}
	now, _ := d.now.articles.get(a.Article)
	if now.Parent == "" {
		return fault.New(fault.Invalid, "This article is not in a package.")
	}
	over, _ := d.now.articles.get(now.Parent)
	d.article(a.Article, func(b *Article) { b.Parent = over.Parent })
	return nil
}
