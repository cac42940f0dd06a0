package markup

import (
	"fmt"
)

// Rebuild makes the document anew from its texts and marks alone: what a reader compares a file
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
	draft := newDraft(NewSet(source), "rebuild")
	if err := (&Import{Marks: d.Marks}).resolve(draft); err != nil {
		return nil, err
	}
	again := draft.now.Document(d.Issue, d.Provenance)
	again.Provenance.Version, again.Provenance.State = d.Provenance.Version, d.Provenance.State
	again.Provenance.Queries, again.Provenance.Origins = d.Provenance.Queries, d.Provenance.Origins
	again.Provenance.Stages = d.Provenance.Stages
	return again, nil
}

// source are the texts of the document, each verified against its hash.
func (d *Document) source() (*Source, error) {
	source := &Source{Language: d.Issue.Language}
	last := 0
	for i, p := range d.Pages {
		path := fmt.Sprintf("pages[%d]", i)
		switch hash := HashOf(p.Text); {
		case p.Key <= last:
			return nil, at(path, "the key %d is not above the one before.", p.Key)
		case hasControls(p.Text):
			return nil, at(path+".text", "it holds control characters, which no text of Galley has.")
		case len(d.Marks.Pages) <= i || d.Marks.Pages[i].Key != p.Key:
			return nil, at(path, "its blocks are missing.")
		case d.Marks.Pages[i].Hash != hash:
			return nil, at(path+".sha256", "it says %s, but the text has %s.", clip(d.Marks.Pages[i].Hash), hash)
		case d.Marks.Pages[i].Rule != BoundaryRule:
			return nil, at(path+".rule", "this program knows no rule %d for blocks; a newer one may.", d.Marks.Pages[i].Rule)
		}
		last = p.Key
		t := NewText(p.Text)
		source.Pages = append(source.Pages, &Page{Key: p.Key, Label: p.Label, Section: p.Section, Hash: d.Marks.Pages[i].Hash,
			Text: t, Blocks: Boundaries(t), Rule: BoundaryRule})
	}
	return source, nil
}

// Verify says whether the marks could be brought into an unmarked set on source, and if not, why.
func (m Marks) Verify(source *Source) error {
	_, err := NewSet(source).ImportStep(m, "verify", false)
	return err
}
