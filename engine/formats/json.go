package formats

import (
	"cmp"
	"fmt"
	"time"

	"galley/engine/document"
	"galley/engine/markup"
	"galley/fault"
)

// newest is the version of our own formats, JSON and XML, that is written. Version 1 knows no stages of review; it is
// read, and a document that was read in it is written in it.
const newest = 2

// jsonName is the name of our own formats with that version.
const jsonName = "galley-issue/2"

// nameOf is the name of our own formats in a version, 0 for the newest.
func nameOf(version int) string { return fmt.Sprintf("galley-issue/%d", cmp.Or(version, newest)) }

// versionOf is the version of our own formats that has a name, or false if none has.
func versionOf(name string) (int, bool) {
	for v := 1; v <= newest; v++ {
		if nameOf(v) == name {
			return v, true
		}
	}
	return 0, false
}

// jsonFile is a file of our own JSON. The trees are read as they are and compared later.
type jsonFile struct {
	Format     string                  `json:"format"`
	Issue      document.IssueInfo      `json:"issue"`
	Provenance jsonProvenance          `json:"provenance"`
	Selection  *document.Selection     `json:"selection,omitempty"`
	Pages      []jsonPage              `json:"pages"`
	Articles   []*document.Article     `json:"articles"`
	Furniture  []document.Part         `json:"furniture"`
	Pictures   []document.Picture      `json:"pictures,omitempty"`
	Undecided  []document.UndecidedRun `json:"undecided"`
	Marks      markup.Marks            `json:"marks"`
}

// jsonMarks is what a reader takes from a file; the rest must follow from it.
type jsonMarks struct {
	Issue      document.IssueInfo  `json:"issue"`
	Provenance jsonProvenance      `json:"provenance"`
	Selection  *document.Selection `json:"selection"`
	Pages      []jsonPage          `json:"pages"`
	Marks      markup.Marks        `json:"marks"`
}

type jsonPage struct {
	Key     int                `json:"key"`
	Label   string             `json:"label,omitempty"`
	Section string             `json:"section,omitempty"`
	Hash    string             `json:"sha256"`
	Masked  string             `json:"masked,omitempty"`
	Length  int                `json:"length"`
	Rule    int                `json:"rule"`
	Text    string             `json:"text"`
	Blocks  []markup.BlockMark `json:"blocks"`
}

type jsonProvenance struct {
	Set     string                `json:"set,omitempty"`
	Version int64                 `json:"version"`
	State   markup.State          `json:"state"`
	Authors []string              `json:"authors,omitempty"`
	First   string                `json:"first,omitempty"`
	Last    string                `json:"last,omitempty"`
	Program string                `json:"program,omitempty"`
	Sources []document.SourceHash `json:"sources"`
	Queries []document.Query      `json:"queries,omitempty"`
	Stages  []document.Stage      `json:"stages,omitempty"`
	Origins []document.MarkOrigin `json:"origins,omitempty"`

	Stage    int                      `json:"stage,omitempty"`
	Review   []document.ReviewStage   `json:"review,omitempty"`
	Sheets   []document.SignedSheet   `json:"sheets,omitempty"`
	Replaces *document.ReplacedExport `json:"replaces,omitempty"`
}

// moment writes a time as our formats do: UTC, microseconds at the finest; "" for none.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano)
}

// readMoment reads what moment wrote, and nothing else.
func readMoment(text, place string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || moment(t) != text {
		return t, at(place, "%q is not a time in UTC. Write it as 2022-11-10T08:30:00Z.", clip(text))
	}
	return t, nil
}

func writtenProvenance(p document.Provenance) jsonProvenance {
	return jsonProvenance{p.Set, p.Version, p.State, p.Authors, moment(p.First), moment(p.Last), p.Program, some(p.Sources), p.Queries, p.Stages, writtenOrigins(p.Origins),
		p.Stage, p.Review, p.Sheets, p.Replaces}
}

func (p jsonProvenance) read() (document.Provenance, error) {
	first, err := readMoment(p.First, "provenance.first")
	if err != nil {
		return document.Provenance{}, err
	}
	last, err := readMoment(p.Last, "provenance.last")
	if err != nil {
		return document.Provenance{}, err
	}
	if err := readState(p.State); err != nil {
		return document.Provenance{}, err
	}
	return document.Provenance{Set: p.Set, Version: p.Version, State: p.State, Authors: p.Authors, First: first, Last: last,
		Program: p.Program, Sources: p.Sources, Queries: p.Queries, Stages: p.Stages, Origins: p.Origins,
		Stage: p.Stage, Review: p.Review, Sheets: p.Sheets, Replaces: p.Replaces}, nil
}

// writtenOrigins are origins whose lists are there, if empty.
func writtenOrigins(origins []document.MarkOrigin) []document.MarkOrigin {
	var written []document.MarkOrigin
	for _, o := range origins {
		o.From = some(o.From)
		written = append(written, o)
	}
	return written
}

// readState refuses a state that a set cannot have.
func readState(s markup.State) error {
	switch s {
	case markup.Draft, markup.Submitted, markup.Returned, markup.Accepted:
		return nil
	}
	return at("provenance.state", "Unknown state %q. Choose draft, submitted, returned or accepted.", clip(string(s)))
}

// some is list, empty rather than nil: an empty list is written as one.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// jsonPages are the pages of a document with their blocks.
func jsonPages(d *document.Document) ([]jsonPage, error) {
	if len(d.Pages) != len(d.Marks.Pages) {
		return nil, fault.New(fault.Invalid, "The document has the texts of %d pages and the blocks of %d.", len(d.Pages), len(d.Marks.Pages))
	}
	pages := make([]jsonPage, len(d.Pages))
	for i, p := range d.Pages {
		m := d.Marks.Pages[i]
		pages[i] = jsonPage{p.Key, p.Label, p.Section, m.Hash, p.Masked, m.Length, m.Rule, p.Text, some(m.Blocks)}
	}
	return pages, nil
}

// forget drops what version 1 does not know. A file that says it all the same is found to differ.
func (f *jsonMarks) forget() {
	p := &f.Provenance
	p.Stage, p.Review, p.Sheets, p.Replaces = 0, nil, nil, nil
	for i := range p.Stages {
		s := &p.Stages[i]
		s.Stage, s.To, s.Next, s.Outside, s.Unread = 0, 0, 0, false, 0
	}
	for i := range f.Marks.States {
		f.Marks.States[i].Stage, f.Marks.States[i].Next = 0, 0
	}
}

// document is the document that a reader makes of what it took from a file of a version.
func (f *jsonMarks) document(version int) (*document.Document, error) {
	if version == 1 {
		f.forget()
	}
	provenance, err := f.Provenance.read()
	if err != nil {
		return nil, err
	}
	d := &document.Document{Format: version, Issue: f.Issue, Provenance: provenance, Selection: f.Selection, Marks: f.Marks}
	for _, p := range f.Pages {
		d.Pages = append(d.Pages, document.Page{Key: p.Key, Label: p.Label, Section: p.Section, Text: p.Text, Masked: p.Masked})
		d.Marks.Pages = append(d.Marks.Pages, markup.MarkedPage{Key: p.Key, Hash: p.Hash, Length: p.Length, Rule: p.Rule, Blocks: p.Blocks})
	}
	return d, nil
}
