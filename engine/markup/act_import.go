package markup

import (
	"fmt"

	"galley/engine/text"
	"galley/fault"
)

// Import brings the marks of a file into a set: an act of one step. Pages are found by the hash of
// their text. The browser cannot send it.
type Import struct {
	Marks   Marks `json:"-"`
	Replace bool  `json:"replace,omitempty"` // take away what is marked on these pages already
}

// ImportStep is the step that brings m into s; the ids of what it makes follow from seed. It returns
// NotFound when a page is not part of the issue, Conflict when one is marked already and replace is
// not set, and Invalid, with the path of the place, for marks that make no sense.
func (s *Set) ImportStep(m Marks, seed text.ID, replace bool) (Step, error) {
	d := newDraft(s, seed)
	if err := (&Import{Marks: m, Replace: replace}).resolve(d); err != nil {
		return Step{}, err
	}
	return d.step(), nil
}

func (a *Import) resolve(d *draft) error {
	d.exact = true // an article that the file leaves empty stays, and no join is dropped in silence
	in := &importing{draft: d, marks: &a.Marks, pages: map[int]*Page{}, paths: map[Cell]string{}, bare: map[Cell]bool{}}
	for _, stage := range []func() error{
		in.findPages,
		func() error { return in.clear(a.Replace) },
		in.nameAll,
		in.putCuts, in.putArticles, in.putBlocks, in.putJoins, in.putSpans,
		in.putCorrections, in.putPictures, in.putRemarks, in.putDismissals, in.putWithheld,
	} {
		if err := stage(); err != nil {
			return err
		}
	}
	if broken := d.violated(); broken != nil {
		return in.refused(broken)
	}
	return nil
}

// importing is an import under way.
type importing struct {
	*draft
	marks *Marks
	pages map[int]*Page   // of the set, by the key that the file uses
	paths map[Cell]string // where in the file a cell comes from

	articles, spans map[string]text.ID // by the names of the file
	bare            map[Cell]bool      // absent blocks, which have a cell of their own: no tail says where their article stands
	corrections     []text.ID
	pictures        []text.ID
}

// refused says where in the file a law was broken.
func (in *importing) refused(v *violation) error {
	path, known := in.paths[v.cell]
	if !known {
		return v.err
	}
	return fault.Wrap(fault.Invalid, v.err, "At %s: %s", path, fault.PhraseOf(v.err))
}

// place puts a value into a cell and remembers where it comes from. What two places of the file put
// into one cell is refused.
func (in *importing) place(c Cell, v Value, path string) error {
	if first, twice := in.paths[c]; twice {
		return FaultAt(path, "this repeats %s.", first)
	}
	in.paths[c] = path
	in.put(c, v)
	return nil
}

// findPages finds the page that each page of the file is about: by its hash, and by its key where
// several pages of the issue have one text.
func (in *importing) findPages() error {
	taken := map[int]bool{}
	for i, p := range in.marks.Pages {
		path := fmt.Sprintf("pages[%d]", i)
		page := in.now.source.Page(p.Key)
		for _, other := range in.now.source.Pages {
			if (page == nil || page.Hash != p.Hash || taken[page.Key]) && other.Hash == p.Hash && !taken[other.Key] {
				page = other
			}
		}
		switch {
		case in.pages[p.Key] != nil:
			return FaultAt(path, "the key %d is used twice.", p.Key)
		case page == nil || page.Hash != p.Hash || taken[page.Key]:
			return fault.New(fault.NotFound, "At %s: no page of this issue has the text with the SHA-256 %s. Load that page first, or choose the issue that has it.", path, Clip(p.Hash))
		case p.Length != 0 && p.Length != page.Text.Len():
			return FaultAt(path, "its length is %d, but the text has %d code points.", p.Length, page.Text.Len())
		case p.Rule != 0 && p.Rule != page.Rule:
			return FaultAt(path, "its blocks were made by rule %d, those of page %d by rule %d.", p.Rule, page.Key, page.Rule)
		}
		in.pages[p.Key] = page
		taken[page.Key] = true
	}
	return nil
}

// nameAll gives an id to everything that has a name in the file.
func (in *importing) nameAll() error {
	in.articles, in.spans = map[string]text.ID{}, map[string]text.ID{}
	for i, a := range in.marks.Articles {
		if err := in.name(in.articles, a.ID, fmt.Sprintf("marks.articles[%d]", i)); err != nil {
			return err
		}
	}
	for i, m := range in.marks.Spans {
		if err := in.name(in.spans, m.ID, fmt.Sprintf("marks.spans[%d]", i)); err != nil {
			return err
		}
	}
	for range in.marks.Corrections {
		in.corrections = append(in.corrections, in.newID())
	}
	for range in.marks.Pictures {
		in.pictures = append(in.pictures, in.newID())
	}
	return nil
}

func (in *importing) name(ids map[string]text.ID, name, path string) error {
	if name == "" {
		return FaultAt(path, "it has no id.")
	}
	if _, twice := ids[name]; twice {
		return FaultAt(path, "the id %q is used twice.", Clip(name))
	}
	ids[name] = in.newID()
	return nil
}

// article is the id of the article with a name, or "" for none.
func (in *importing) article(name, path string) (text.ID, error) {
	return find(in.articles, name, path, "article")
}

func find(ids map[string]text.ID, name, path, kind string) (text.ID, error) {
	id, known := ids[name]
	if name != "" && !known {
		return "", FaultAt(path, "there is no %s %q in this file.", kind, Clip(name))
	}
	return id, nil
}

// page is the page of the set that the file calls key.
func (in *importing) page(key int, path string) (*Page, error) {
	page, known := in.pages[key]
	if !known {
		return nil, FaultAt(path, "page %d is not among the pages of this file.", key)
	}
	return page, nil
}

// moved is a place of the file in the set.
func (in *importing) moved(p *Place, path string) (*Place, error) {
	if p == nil || p.Page == 0 && p.Offset == 0 {
		return p, nil // before everything, where an article without blocks stands
	}
	page, err := in.page(p.Page, path)
	if err != nil {
		return nil, err
	}
	if p.Offset < 0 || p.Offset > page.Text.Len() {
		return nil, FaultAt(path, "the offset %d lies outside the text.", p.Offset)
	}
	return &Place{page.Key, p.Offset, p.Rank}, nil
}

// quote refuses a quotation that is not what the text says there.
func quote(page *Page, s text.Span, quoted, path string) error {
	if !page.Text.Holds(s) {
		return FaultAt(path, "%d–%d lies outside the text.", s.Start, s.End)
	}
	if text := page.Text.Slice(s); quoted != "" && quoted != text {
		return FaultAt(path, "it quotes “%s”, but the text says “%s” there.", Clip(quoted), Clip(text))
	}
	return nil
}

// Verify reports whether the marks could be brought into an unmarked set on source, and if not, why.
func (m Marks) Verify(source *Source) error {
	_, err := NewSet(source).ImportStep(m, "verify", false)
	return err
}

// SetOn is the set that the marks of a file make on its source. It returns Invalid, with the path of the
// place, for marks that make no sense.
func (m Marks) SetOn(source *Source) (*Set, error) {
	d := newDraft(NewSet(source), "rebuild")
	if err := (&Import{Marks: m}).resolve(d); err != nil {
		return nil, err
	}
	return d.now, nil
}
