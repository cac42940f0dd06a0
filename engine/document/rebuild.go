package document

import (
	"fmt"
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
)

// Rebuild makes the document again from its texts and marks alone: what a reader compares a file
// with, for only marks count. It returns Invalid, with the path of the place, for texts that do not
// fit their hashes and for marks that make no sense.
func (d *Document) Rebuild() (*Document, error) {
	source, err := d.source()
	if err != nil {
		return nil, err
	}
	if err := d.checkOrigins(source); err != nil {
		return nil, err
	}
	if err := d.checkQueries(source); err != nil {
		return nil, err
	}
	if err := d.checkStages(source); err != nil {
		return nil, err
	}
	set, err := d.Marks.SetOn(source)
	if err != nil {
		return nil, err
	}
	sel, err := d.chosen(set)
	if err != nil {
		return nil, err
	}
	again := BuildSelected(set, d.Issue, d.Provenance, sel)
	again.Format = d.Format
	again.Provenance.Stage = d.Provenance.Stage
	again.Provenance.Version, again.Provenance.State = d.Provenance.Version, d.Provenance.State
	again.Provenance.Queries, again.Provenance.Origins = d.Provenance.Queries, d.Provenance.Origins
	again.Provenance.Stages = d.Provenance.Stages
	return again, nil
}

// source are the texts of the document, each verified against its hash.
func (d *Document) source() (*markup.Source, error) {
	source := &markup.Source{Language: d.Issue.Language}
	last := 0
	for i, p := range d.Pages {
		path := fmt.Sprintf("pages[%d]", i)
		whole := hashOf(d.Marks, i)
		if p.Masked != "" {
			whole = p.Masked
		}
		switch hash := markup.HashOf(p.Text); {
		case p.Key <= last:
			return nil, markup.FaultAt(path, "the key %d is not above the one before.", p.Key)
		case text.HasControls(p.Text):
			return nil, markup.FaultAt(path+".text", "it contains control characters, which no text in Galley has.")
		case len(d.Marks.Pages) <= i || d.Marks.Pages[i].Key != p.Key:
			return nil, markup.FaultAt(path, "its blocks are missing.")
		case whole != hash:
			return nil, markup.FaultAt(path+".sha256", "it says %s, but the text has %s.", markup.Clip(whole), hash)
		case d.Marks.Pages[i].Rule != markup.BoundaryRule:
			return nil, markup.FaultAt(path+".rule", "this program knows no rule %d for blocks; a newer one may.", d.Marks.Pages[i].Rule)
		}
		last = p.Key
		t := text.NewText(p.Text)
		source.Pages = append(source.Pages, &markup.Page{Key: p.Key, Label: p.Label, Section: p.Section, Hash: d.Marks.Pages[i].Hash,
			Text: t, Blocks: text.Boundaries(t), Rule: markup.BoundaryRule})
	}
	return source, nil
}

// chosen is the selection of the document in terms of the set that was made of its marks.
func (d *Document) chosen(set *markup.Set) (*Selection, error) {
	if d.Selection == nil {
		return nil, nil
	}
	sel := *d.Selection
	sel.Left, sel.Replaces, sel.Unchanged, sel.loose = nil, nil, 0, map[int]bool{}
	ids := map[string]text.ID{}
	for id, name := range markup.NewNames(set).ArticleNames {
		ids[name] = id
	}
	for i, l := range d.Selection.Left {
		id, known := ids[l.Article]
		if !known || l.Because != LeftState && l.Because != LeftUnchanged {
			return nil, markup.FaultAt(fmt.Sprintf("selection.left[%d]", i), "there is no article %q in this file, or no reason is given why it is left out.", markup.Clip(l.Article))
		}
		l.Article = id
		if l.Because == LeftUnchanged {
			sel.Unchanged++
		}
		sel.Left = append(sel.Left, l)
	}
	for i, r := range d.Selection.Replaces {
		id, known := ids[r.Of]
		if !known {
			return nil, markup.FaultAt(fmt.Sprintf("selection.replaces[%d]", i), "there is no article %q in this file.", markup.Clip(r.Of))
		}
		r.Of = id
		sel.Replaces = append(sel.Replaces, r)
	}
	for _, r := range append(slices.Clone(sel.Removed), replacedOf(sel.Replaces)...) {
		if r.Version < 0 || r.Article == "" || text.HasControls(r.Article) || text.HasControls(r.Hash) {
			return nil, markup.FaultAt("selection", "what is replaced or removed has no version, no name, or control characters.")
		}
	}
	for _, p := range d.Marks.Pages {
		for _, b := range p.Blocks {
			sel.loose[p.Key] = sel.loose[p.Key] || b.State == markup.Absent && b.Article == ""
		}
	}
	return &sel, nil
}

func replacedOf(list []Replacement) []Replaced {
	var all []Replaced
	for _, r := range list {
		all = append(all, r.Replaced)
	}
	return all
}

// hashOf is the hash that is said of a page; "" if nothing is.
func hashOf(m markup.Marks, i int) string {
	if i >= len(m.Pages) {
		return ""
	}
	return m.Pages[i].Hash
}
