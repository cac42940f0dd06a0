package markup

import (
	"strings"

	"galley/fault"
)

// SetType says what an article is: T and a letter.
type SetType struct {
	Article ID     `json:"article"`
	Type    string `json:"type"`
}

func (a *SetType) resolve(d *draft) error {
	if err := d.exists(a.Article); err != nil {
		return err
	}
	now, _ := d.now.articles.get(a.Article)
	to, known := typesByID[a.Type]
	if known && to.Group != typesByID[now.Type].Group {
		return fault.New(fault.Invalid, "A package can not become an article, nor an article a package: change its heading instead.")
	}
	d.article(a.Article, func(b *Article) { b.Type = a.Type })
	return nil
}

// SetTitle names an article when its name is not the headline's text; "" goes back to the headline.
type SetTitle struct {
	Article ID     `json:"article"`
	Title   string `json:"title"`
}

func (a *SetTitle) resolve(d *draft) error {
	if err := d.exists(a.Article); err != nil {
		return err
	}
	title := strings.Join(strings.Fields(a.Title), " ")
	if title == d.now.headingText(a.Article) {
		title = ""
	}
	d.article(a.Article, func(b *Article) { b.Title = title })
	return nil
}

// SetHeadless says that an article has no headline in its text.
type SetHeadless struct {
	Article  ID   `json:"article"`
	Headless bool `json:"headless"`
}

func (a *SetHeadless) resolve(d *draft) error {
	if err := d.exists(a.Article); err != nil {
		return err
	}
	d.article(a.Article, func(b *Article) { b.Headless = a.Headless })
	return nil
}

// EditArticle changes attributes (an empty value removes one) and, when given, the notes.
type EditArticle struct {
	Article    ID                `json:"article"`
	Attributes map[string]string `json:"attributes,omitempty"`
	Notes      *[]string         `json:"notes,omitempty"`
}

func (a *EditArticle) resolve(d *draft) error {
	if err := d.exists(a.Article); err != nil {
		return err
	}
	d.article(a.Article, func(b *Article) {
		b.Attributes = merged(b.Attributes, a.Attributes)
		if a.Notes != nil {
			b.Notes = *a.Notes
		}
	})
	return nil
}

// Nest puts an article under another: + . Without a parent it is the package of the article above,
// or the article above itself.
type Nest struct {
	Article ID `json:"article"`
	Parent  ID `json:"parent,omitempty"`
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
		return fault.New(fault.Invalid, "No article stands above that this one could stand under.")
	}
	if err := d.exists(parent); err != nil {
		return err
	}
	d.article(a.Article, func(b *Article) { b.Parent = parent })
	return nil
}

// packageAbove is what an article would be nested under: the article above if it is a package, else
// the package that one stands in, else that article itself.
func (s *Set) packageAbove(id ID) ID {
	place, _ := s.places.get(id)
	for key := range s.order.down(orderKey{place, id}) {
		if key.article == id {
			continue
		}
		over, _ := s.articles.get(key.article)
		if over.Parent != "" && over.Parent != id && !typesByID[over.Type].Group {
			return over.Parent
		}
		return key.article
	}
	return ""
}

// Unnest takes an article out of its package, and so closes it for the articles that follow: - .
type Unnest struct {
	Article ID `json:"article"`
}

func (a *Unnest) resolve(d *draft) error {
	if err := d.exists(a.Article); err != nil {
		return err
	}
	now, _ := d.now.articles.get(a.Article)
	if now.Parent == "" {
		return fault.New(fault.Invalid, "This article stands in no package.")
	}
	over, _ := d.now.articles.get(now.Parent)
	d.article(a.Article, func(b *Article) { b.Parent = over.Parent })
	return nil
}

// Doubt marks blocks as doubtful, or takes that back.
type Doubt struct {
	Blocks   []Extent `json:"blocks"`
	Doubtful bool     `json:"doubtful"`
}

func (a *Doubt) resolve(d *draft) error {
	for _, e := range a.Blocks {
		if err := d.stands(e); err != nil {
			return err
		}
		view := d.now.Block(e)
		d.block(e, func(b *Block) { b.Role, b.Article, b.Doubtful = view.Role, view.Article, a.Doubtful })
	}
	return nil
}

// Turn says that a heading's line turned at a space, or takes that back.
type Turn struct {
	Block Extent `json:"block"`
	At    int    `json:"at"`
}

func (a *Turn) resolve(d *draft) error {
	if err := d.stands(a.Block); err != nil {
		return err
	}
	if a.At <= a.Block.Start || a.At >= a.Block.End {
		return fault.New(fault.Invalid, "A turn must stand inside the block.")
	}
	view := d.now.Block(a.Block)
	if kind := rolesByID[view.Role].Kind; view.State != Decided || kind != Heading && kind != GroupHead && view.Role != roleSubhead {
		return fault.New(fault.Invalid, "Only headings have turned lines.")
	}
	d.block(a.Block, func(b *Block) { b.Turns = toggled(b.Turns, a.At) })
	return nil
}

// toggled is turns with at, or without it where it was there; ascending, and nil when empty.
func toggled(turns []int, at int) []int {
	var next []int
	placed := false
	for _, turn := range turns {
		if turn >= at && !placed {
			placed = true
			if turn == at {
				continue
			}
			next = append(next, at)
		}
		next = append(next, turn)
	}
	if !placed {
		next = append(next, at)
	}
	return next
}
