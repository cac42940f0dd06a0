package markup

import (
	"galley/fault"
)

// ErrCovered is the Conflict of an undo or redo whose step a colleague's changes have covered.
var ErrCovered = fault.New(fault.Conflict, "A colleague has since changed all of this, so it stays. Press again for what you did before.")

// Undo takes back the author's last step that still stands; the circumstances say which that is. Decisions about how
// far something has come stay, unless it is asked of them, too.
type Undo struct {
	Of string `json:"of,omitempty"` // KindState: decisions, too; else ""
}

// Decides reports whether the undo is asked of decisions, too.
func (a *Undo) Decides() bool { return a.Of == KindState }

// Redo takes an undo back; the circumstances say which.
type Redo struct{}

func (a *Undo) resolve(d *draft) error {
	if a.Of != "" && !a.Decides() {
		return fault.New(fault.Invalid, "Only decisions can be undone apart from marks.")
	}
	if d.circumstances.Target == nil {
		return fault.New(fault.Invalid, "You have nothing left to undo.")
	}
	return d.takeBack(*d.circumstances.Target, d.circumstances.Author)
}

func (a *Redo) resolve(d *draft) error {
	if d.circumstances.Target == nil {
		return fault.New(fault.Invalid, "There is nothing to redo: you have done something else since your last undo.")
	}
	return d.takeBack(*d.circumstances.Target, d.circumstances.Author)
}

// takesBack reports whether an act is an undo or a redo.
func takesBack(act Act) bool {
	switch act.(type) {
	case *Undo, *Redo:
		return true
	}
	return false
}

// takeBack turns the step of target round. What somebody else changed since is left as it is, and
// so is whatever could not be taken back without breaking what rests on it.
func (d *draft) takeBack(target LoggedStep, author int64) error {
	kept := map[Cell]bool{}
	back := target.Step.Reverse().Changes
	for _, c := range back {
		t, _ := d.base.touched.get(c.Cell)
		if t.Version > target.Version && t.Author != author || !equalValues(d.base.Get(c.Cell), c.From) {
			kept[c.Cell] = true
		}
	}
	for {
		d.restart()
		for _, c := range back {
			if !kept[c.Cell] {
				d.put(c.Cell, c.To)
			}
		}
		broken := d.violated()
		if broken == nil {
			break
		}
		kept[broken.cell] = true
	}
	for _, c := range back {
		if kept[c.Cell] {
			d.kept = append(d.kept, c.Cell)
		}
	}
	d.exact = len(d.kept) == 0
	if len(d.order) == 0 {
		return ErrCovered
	}
	d.focusBack(back)
	return nil
}

// focusBack sets the focus to the first block that is changed.
func (d *draft) focusBack(changes []Change) {
	for i := len(changes) - 1; i >= 0; i-- {
		c := changes[i].Cell
		if e, found := d.now.startsAt(c.position()); found && c.Kind == BlockCell {
			d.focusOn(e)
			return
		}
	}
}
