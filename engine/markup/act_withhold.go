package markup

import (
	"strings"

	"galley/engine/text"
	"galley/fault"
)

// Withhold keeps the text of an article out of exports.
type Withhold struct {
	Article text.ID        `json:"article"`
	Reason  WithholdReason `json:"reason"`
	Words   string         `json:"words,omitempty"` // needed if the reason is another one
}

func (a *Withhold) resolve(d *draft) error {
	if err := d.exists(a.Article); err != nil {
		return err
	}
	if a.Reason == WithheldWithdrawn || d.now.IsWithdrawn(a.Article) {
		return fault.New(fault.Conflict, "What is withdrawn is decided, not withheld: withdraw the article, or restore it.")
	}
	said := Withholding{Reason: a.Reason, Words: strings.Join(strings.Fields(a.Words), " "),
		By: d.circumstances.By, At: d.circumstances.moment()}
	if now, withheld := d.now.Withheld(a.Article); withheld && now.Reason == said.Reason && now.Words == said.Words {
		return ErrNoChange
	}
	d.put(withheldCell(a.Article), said)
	return nil
}

// Lift lets an article leave in exports again.
type Lift struct {
	Article text.ID `json:"article"`
}

func (a *Lift) resolve(d *draft) error {
	w, withheld := d.now.Withheld(a.Article)
	if w.Reason == WithheldWithdrawn {
		return fault.New(fault.Conflict, "The article was withdrawn. Restore it instead.")
	}
	if !withheld {
		if d.now.WithheldIn(a.Article) != "" {
			return fault.New(fault.Conflict, "The article is withheld together with its package. Release the package for export instead.")
		}
		return fault.New(fault.Conflict, "The article is no longer withheld.")
	}
	d.put(withheldCell(a.Article), nil)
	return nil
}
