package markup

import (
	"strings"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// SetType says what an article is: T and a letter.
type SetType struct {
	Article text.ID `json:"article"`
	Type    string  `json:"type"`
}

func (a *SetType) resolve(d *draft) error {
	if err := d.exists(a.Article); err != nil {
		return err
	}
	now, _ := d.now.articles.get(a.Article)
	to, known := vocabulary.TypesByID[a.Type]
	if known && to.Group != vocabulary.TypesByID[now.Type].Group {
		return fault.New(fault.Invalid, "A package cannot become an article, nor an article a package. Give its heading another role instead.")
	}
	d.article(a.Article, func(b *Article) { b.Type = a.Type })
	return nil
}

// SetTitle names an article when its name is not the headline's text; "" goes back to the headline.
type SetTitle struct {
	Article text.ID `json:"article"`
	Title   string  `json:"title"`
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
	Article  text.ID `json:"article"`
	Headless bool    `json:"headless"`
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
	Article    text.ID           `json:"article"`
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
