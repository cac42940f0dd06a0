package markup

// Adopt lets cells hold what was decided when sets were compared: an act of one step. The browser
// cannot send it. Joins and dismissals that what is decided leaves without meaning go with it;
// articles stay as they are said to be.
type Adopt struct {
	Cells []CellValue `json:"-"`
}

// CellValue is a cell and its new value; nil empties it.
type CellValue struct {
	Cell  Cell
	Value Value
}

// AdoptOf is the act that lets cells hold what a step would put there.
func AdoptOf(step Step) *Adopt {
	a := &Adopt{}
	for _, c := range step.Changes {
		a.Cells = append(a.Cells, CellValue{Cell: c.Cell, Value: c.To})
	}
	return a
}

func (a *Adopt) resolve(d *draft) error {
	d.exact = true
	for _, c := range a.Cells {
		if c.Cell.Kind == ArticleCell && c.Value == nil {
			d.removeArticle(c.Cell.ID)
			continue
		}
		d.put(c.Cell, c.Value)
	}
	return nil
}
