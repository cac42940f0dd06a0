package markup

import (
	"galley/engine/text"
	"galley/fault"
)

// Correct says how a stretch of text should read; the source stays as it is.
type Correct struct {
	Page  int     `json:"page"`
	Start int     `json:"start"`
	End   int     `json:"end"`
	Text  string  `json:"text"`
	New   text.ID `json:"new,omitempty"`
}

func (a *Correct) resolve(d *draft) error {
	page := d.now.source.Page(a.Page)
	if page != nil && page.Text.Holds(text.Span{Start: a.Start, End: a.End}) && page.Text.Slice(text.Span{Start: a.Start, End: a.End}) == a.Text {
		return fault.New(fault.Invalid, "The text already says this. Type how it should read, or leave it as it is.")
	}
	c := Correction{Page: a.Page, Start: a.Start, End: a.End, Text: a.Text}
	for _, other := range d.now.CorrectionsIn(Extent{a.Page, a.Start, a.End}) {
		if other.Start == c.Start && other.End == c.End {
			d.put(correctionCell(other.ID), c)
			return nil
		}
	}
	id, err := d.id(a.New)
	if err != nil {
		return err
	}
	d.put(correctionCell(id), c)
	return nil
}

// Uncorrect takes a correction back.
type Uncorrect struct {
	Correction text.ID `json:"correction"`
}

func (a *Uncorrect) resolve(d *draft) error {
	if !d.now.corrections.has(a.Correction) {
		return fault.New(fault.Conflict, "That correction no longer exists.")
	}
	d.put(correctionCell(a.Correction), nil)
	return nil
}

// PlacePicture puts a picture where the text does not show one.
type PlacePicture struct {
	Page       int               `json:"page"`
	Offset     int               `json:"offset"`
	Article    text.ID           `json:"article,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`
	New        text.ID           `json:"new,omitempty"`
}

func (a *PlacePicture) resolve(d *draft) error {
	id, err := d.id(a.New)
	if err != nil {
		return err
	}
	d.put(pictureCell(id), PlacedPicture{Page: a.Page, Offset: a.Offset, Article: a.Article, Attributes: a.Attributes})
	return nil
}

// RemovePicture takes a placed picture back.
type RemovePicture struct {
	Picture text.ID `json:"picture"`
}

func (a *RemovePicture) resolve(d *draft) error {
	if !d.now.pictures.has(a.Picture) {
		return fault.New(fault.Conflict, "That picture no longer exists.")
	}
	d.put(pictureCell(a.Picture), nil)
	return nil
}
