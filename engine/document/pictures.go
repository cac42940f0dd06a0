package document

import (
	"cmp"
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
)

// roomForPicture is how many blank lines above a caption say that a picture stood there.
const roomForPicture = 2

// pictures are the pictures of an article: one for each caption with the credit block that follows
// it, one for a credit block that follows none, and those placed by hand. One placed exactly where a
// caption begins is the caption's own. Credits that belong to no picture are given beside.
func (b *builder) pictures(id text.ID, parts []builtPart) (pictures []Picture, others []Line) {
	seen := map[text.ID]bool{}
	open := false // whether the part before is a caption without a credit block
	for i := range parts {
		p := &parts[i]
		credits := b.lines(p, vocabulary.RoleCredit, seen)
		switch {
		case p.is(vocabulary.RoleCredit) && open:
			last := &pictures[len(pictures)-1]
			last.Credit = &p.Part
			last.Credits = append(last.Credits, credits...)
			open = false
		case p.is(vocabulary.RoleCredit) || p.is(vocabulary.RoleCaption):
			pictures = append(pictures, pictureOf(p, credits))
			open = p.is(vocabulary.RoleCaption)
		default:
			others = append(others, credits...)
			open = false
		}
	}
	for _, placed := range b.placed[id] {
		i := slices.IndexFunc(pictures, func(p Picture) bool {
			return p.ID == "" && p.Page == placed.Page && p.Offset == placed.Offset
		})
		if i < 0 {
			pictures = append(pictures, placedPicture(placed))
			continue
		}
		pictures[i].ID, pictures[i].Attributes = placed.ID, markup.OrNil(placed.Attributes)
	}
	slices.SortStableFunc(pictures, func(a, c Picture) int {
		return cmp.Or(cmp.Compare(a.Page, c.Page), cmp.Compare(a.Offset, c.Offset))
	})
	return pictures, others
}

// pictureOf is the picture that a caption or a lonely credit speaks of.
func pictureOf(p *builtPart, credits []Line) Picture {
	picture := Picture{Page: p.first.Page, Offset: p.first.Start, Credits: credits}
	if p.first.Gap >= roomForPicture {
		picture.Gap = p.first.Gap
	}
	if p.is(vocabulary.RoleCaption) {
		picture.Caption = &p.Part
	} else {
		picture.Credit = &p.Part
	}
	return picture
}

func placedPicture(p markup.PictureView) Picture {
	return Picture{ID: p.ID, Page: p.Page, Offset: p.Offset, Attributes: markup.OrNil(p.Attributes)}
}
