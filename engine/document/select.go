package document

import (
	"crypto/sha256"
	"encoding/hex"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
)

// Selection says what of a set a document holds, if not all of it. Articles that it does not hold keep
// their names, so that one article has one name in all exports of a version.
type Selection struct {
	Accepted  bool          `json:"accepted,omitempty"`  // accepted articles only
	Since     *int64        `json:"since,omitempty"`     // what changed since this version only
	Unchanged int           `json:"unchanged,omitempty"` // how many articles are left out because they did not
	Left      []LeftOut     `json:"left,omitempty"`      // the articles that are left out
	Replaces  []Replacement `json:"replaces,omitempty"`  // what the articles were at that version; new ones have none
	Removed   []Replaced    `json:"removed,omitempty"`   // articles of that version that are no longer there

	loose map[int]bool // pages of which what belongs to no article is left out too
}

// LeftOut is an article that a selection leaves out.
type LeftOut struct {
	Article string       `json:"article"`
	Because LeftReason   `json:"because"`
	State   markup.State `json:"state,omitempty"` // of one that is not accepted
}

// LeftReason is why an article is left out.
type LeftReason string

// The reasons.
const (
	LeftState     LeftReason = "state" // it is not accepted
	LeftUnchanged LeftReason = "unchanged"
)

// Replaced is an article as an export of an earlier version of the set has it.
type Replaced struct {
	Version int64  `json:"version"`
	Article string `json:"article"`          // its name in an export of that version
	Hash    string `json:"sha256,omitempty"` // see TextHash; absent without text, or if withheld
}

// Replacement is what an article of a document replaces.
type Replacement struct {
	Of string `json:"of"` // the article's name in this document
	Replaced
}

// Choice is what somebody asks an export to hold; the zero value asks for all.
type Choice struct {
	Accepted bool        // accepted articles only
	Since    *markup.Set // the set as it stood: only articles that changed since
}

// Select says what of s a choice means; nil for all of it. It returns Conflict if it asks for accepted
// articles and none is.
func Select(s *markup.Set, ch Choice) (*Selection, error) {
	if !ch.Accepted && ch.Since == nil {
		return nil, nil
	}
	sel := &Selection{Accepted: ch.Accepted, loose: map[int]bool{}}
	var changes *changes
	if ch.Since != nil {
		version := ch.Since.Version()
		sel.Since = &version
		changes = changesSince(ch.Since)
	}
	any := false
	for _, id := range markup.NewNames(s).Articles {
		if ch.Accepted && !isAccepted(s, id) {
			sel.Left = append(sel.Left, LeftOut{id, LeftState, s.StateOf(markup.Cell{Kind: markup.StateCell, ID: id})})
			continue
		}
		any = true
		if changes == nil {
			continue
		}
		was := has(ch.Since, id) && (!ch.Accepted || isAccepted(ch.Since, id))
		switch {
		case was && changes.same(s, id):
			sel.Left = append(sel.Left, LeftOut{Article: id, Because: LeftUnchanged})
			sel.Unchanged++
		case was:
			sel.Replaces = append(sel.Replaces, Replacement{id, changes.replaced(id)})
		}
	}
	if !any && ch.Accepted {
		return nil, fault.New(fault.Conflict, "No article of this set is accepted, so there is nothing to export. Accept articles first, or export without “accepted only”.")
	}
	if changes != nil {
		sel.addRemoved(s, ch, changes)
	}
	for _, p := range s.Source().Pages {
		sel.loose[p.Key] = changes != nil || s.StateOf(markup.Cell{Kind: markup.StateCell, Page: p.Key}) != markup.Accepted
	}
	return sel, nil
}

// addRemoved notes the articles that left an export then and are not there any more.
func (sel *Selection) addRemoved(s *markup.Set, ch Choice, changes *changes) {
	for _, id := range changes.names.Articles {
		if !has(s, id) && (!ch.Accepted || isAccepted(ch.Since, id)) {
			sel.Removed = append(sel.Removed, changes.replaced(id))
		}
	}
}

func isAccepted(s *markup.Set, id text.ID) bool {
	return s.StateOf(markup.Cell{Kind: markup.StateCell, ID: id}) == markup.Accepted
}

func has(s *markup.Set, id text.ID) bool {
	_, found := s.Article(id)
	return found
}

// changes tell what changed in a set since it stood as then.
type changes struct {
	then  *markup.Set
	names *markup.Names
}

func changesSince(then *markup.Set) *changes { return &changes{then, markup.NewNames(then)} }

// same reports whether an article leaves now as it would have left then. States do not count.
func (c *changes) same(now *markup.Set, id text.ID) bool {
	return exportForm(now, id) == exportForm(c.then, id)
}

func (c *changes) replaced(id text.ID) Replaced {
	r := Replaced{Version: c.then.Version(), Article: c.names.ArticleName(id)}
	if c.then.WithheldIn(id) == "" {
		r.Hash = Excerpt(c.then, id).TextHash()
	}
	return r
}

// exportForm is what an export says of an article, what stands under it and names apart.
func exportForm(s *markup.Set, id text.ID) string {
	a, _ := s.Article(id)
	if in := s.WithheldIn(id); in != "" {
		w, _ := s.Withheld(in)
		return markup.Content([]any{a.Type, a.Parent, a.Place, w})
	}
	shown := excerpt(s, id, markup.MaxDepth)
	shown.State = ""
	return markup.Content([]any{shown, a.Parent, a.Place})
}

// TextHash is the SHA-256, in hexadecimal, of the texts of an article's parts and then of the captions and
// credits of its pictures, a line end behind each; "" if it has none.
func (a *Article) TextHash() string {
	sum := sha256.New()
	any := false
	add := func(p *Part) {
		if p != nil {
			any = true
			sum.Write([]byte(p.Text + "\n"))
		}
	}
	for i := range a.Parts {
		add(&a.Parts[i])
	}
	for _, p := range a.Pictures {
		add(p.Caption)
		add(p.Credit)
	}
	if !any {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// named is a selection with the names that articles have in the document.
func selected(n *markup.Names, sel *Selection) *Selection {
	if sel == nil {
		return nil
	}
	named := *sel
	named.Left, named.Replaces = nil, nil
	for _, l := range sel.Left {
		l.Article = n.ArticleName(l.Article)
		named.Left = append(named.Left, l)
	}
	for _, r := range sel.Replaces {
		r.Of = n.ArticleName(r.Of)
		named.Replaces = append(named.Replaces, r)
	}
	return &named
}
