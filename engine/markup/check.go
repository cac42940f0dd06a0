package markup

import (
	"slices"
	"strings"
	"unicode"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// violation is a changed cell that would break a law of sets, and the sentence that says why.
type violation struct {
	cell Cell
	err  error
}

// violated is the first law that the draft breaks; nil when it breaks none. Only what the draft
// changed, and what that rests on, is looked at.
func (d *draft) violated() *violation {
	for _, c := range d.order {
		if err := d.checkCell(c, d.now.Get(c)); err != nil {
			return &violation{c, err}
		}
	}
	return nil
}

// checkCell refuses what breaks a law of all sets, and then what the vocabulary and good sense do not
// allow.
func (d *draft) checkCell(c Cell, v Value) error {
	if err := d.now.sound(c, v); err != nil {
		return err
	}
	switch v := v.(type) {
	case Block:
		return d.checkBlock(c.position(), v)
	case Cut:
		return d.checkCut(c.position())
	case Article:
		return checkArticle(v)
	case Join:
		return d.checkJoin(c.position(), v)
	case Mark:
		return d.checkMark(c.ID, v)
	case Correction:
		return d.checkCorrection(c.ID, v)
	case PlacedPicture:
		return checkAttributes(v.Attributes)
	case Notes:
		return checkWords(v...)
	case State:
		return checkState(v)
	case Dismissal:
		return checkDismissal(v)
	case Withholding:
		return checkWithholding(v)
	}
	return nil
}

func (d *draft) checkBlock(p position, b Block) error {
	role, known := vocabulary.RoleByID(b.Role)
	switch {
	case b.Role != "" && (!known || !role.Block):
		return fault.New(fault.Invalid, "%q is not a role of blocks.", b.Role)
	case b.Decided && b.Role == "":
		return fault.New(fault.Invalid, "A block without a role cannot be decided. Give it a role.")
	case b.Role == "" && b.Article != "":
		return fault.New(fault.Invalid, "A block without a role cannot belong to an article. Give it a role.")
	case b.Role != "" && role.Furniture && b.Article != "":
		return fault.New(fault.Invalid, "A block with the role %s cannot belong to an article. Give it another role first.", role)
	case b.Role != "" && !role.Furniture && b.Article == "":
		return fault.New(fault.Invalid, "A block with the role %s must belong to an article. Start one here, or assign the block to one.", role)
	}
	return d.checkTurns(p, b)
}

// checkTurns wants turns in headings only, inside the block and in order.
func (d *draft) checkTurns(p position, b Block) error {
	if len(b.Turns) == 0 {
		return nil
	}
	if !b.isHeading() {
		return fault.New(fault.Invalid, "Only headings can have line breaks. Make the block a heading first.")
	}
	e, _ := d.now.startsAt(p)
	last := e.Start
	for _, turn := range b.Turns {
		if turn <= last || turn >= e.End {
			return fault.New(fault.Invalid, "A line break must lie inside its heading.")
		}
		last = turn
	}
	return nil
}

// isHeading reports whether a block has a role whose lines can turn.
func (b Block) isHeading() bool {
	kind := vocabulary.RoleOf(b.Role).Kind
	return kind == vocabulary.Heading || kind == vocabulary.GroupHead || b.is(vocabulary.RoleSubhead)
}

// checkCut keeps text on both sides of a cut, corrections whole, and turned lines in their heading.
func (d *draft) checkCut(p position) error {
	if err := d.now.soundCut(p); err != nil {
		return err
	}
	right, _ := d.now.Extent(p.page, p.at)
	left, _ := d.now.Extent(p.page, p.at-1)
	if !hasText(d.now.TextOf(left)) || !hasText(d.now.TextOf(right)) {
		return fault.New(fault.Invalid, "A cut must leave text on both sides. Move the caret past the white space.")
	}
	for _, c := range d.now.CorrectionsIn(Extent{p.page, p.at - 1, p.at + 1}) {
		if c.Start < p.at && p.at < c.End {
			return fault.New(fault.Invalid, "A cut cannot go through a correction. Remove the correction first, or cut beside it.")
		}
	}
	before, _ := d.now.blocks.get(left.start())
	return d.checkTurns(left.start(), before)
}

// hasText reports whether text holds anything but white space.
func hasText(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsSpace(r) })
}

func checkArticle(a Article) error {
	if _, known := vocabulary.TypesByID[a.Type]; !known {
		return fault.New(fault.Invalid, "%q is not a type of articles.", a.Type)
	}
	if err := checkAttributes(a.Attributes); err != nil {
		return err
	}
	return checkWords(append([]string{a.Title}, a.Notes...)...)
}

func checkAttributes(attributes map[string]string) error {
	for name, value := range attributes {
		if name == "" {
			return fault.New(fault.Invalid, "An attribute must have a name.")
		}
		if text.HasControls(name) || text.HasControls(value) {
			return fault.New(fault.Invalid, "The attribute %q contains control characters. Please type it again without them.", name)
		}
	}
	return nil
}

// checkWords refuses titles, notes and corrections that no export could hold.
func checkWords(words ...string) error {
	if slices.ContainsFunc(words, text.HasControls) {
		return fault.New(fault.Invalid, "Titles, notes, reasons and corrections cannot contain control characters. Please type the text again without them.")
	}
	return nil
}

func (d *draft) checkJoin(end position, j Join) error {
	if !slices.Contains(glues, j.Glue) {
		return fault.New(fault.Invalid, "Unknown glue %q. Choose none, space, newline or dehyphenate.", j.Glue)
	}
	from, _ := d.now.endsAt(end)
	to, _ := d.now.startsAt(position{j.Page, j.Start})
	if !d.together(from, to) {
		return fault.New(fault.Conflict, "Only blocks of one article can be joined. Assign one of them to the other's article first.")
	}
	return nil
}

func checkState(s State) error {
	if !slices.Contains(states, s) {
		return fault.New(fault.Invalid, "Unknown state %q. Choose draft, submitted, returned or accepted.", s)
	}
	return nil
}
