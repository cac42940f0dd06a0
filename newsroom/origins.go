package newsroom

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"

	"galley/desk"
	"galley/engine/document"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/models"
)

// cellOrigin says where what an adjudicated set has in a cell came from.
type cellOrigin struct {
	Value string       `json:"value"` // a hash of what the cell holds; it says nothing of another value
	From  []originPart `json:"from"`
}

// originPart is where one aspect of a cell came from.
type originPart struct {
	Aspect string  `json:"aspect"`
	Sets   []int64 `json:"sets,omitempty"` // that say so; none for a value of the adjudicator's own
	Key    string  `json:"key,omitempty"`  // of the difference decided; "" if all sets agree
}

// originsOf are the origins of a plan as they are stored.
func (o Comparison) originsOf(plan *review.Plan) (string, error) {
	if len(plan.Origins) == 0 {
		return "", nil
	}
	all := map[string]cellOrigin{}
	for _, cell := range plan.Act.Cells {
		name := cell.Cell.String()
		parts, known := plan.Origins[name]
		if !known || cell.Value == nil {
			continue
		}
		hash, err := hashOfValue(cell.Value)
		if err != nil {
			return "", err
		}
		origin := cellOrigin{Value: hash}
		for _, p := range parts {
			part := originPart{Aspect: string(p.Aspect), Key: p.Key}
			for _, set := range p.Sets {
				part.Sets = append(part.Sets, o.Sets[set].ID)
			}
			origin.From = append(origin.From, part)
		}
		all[name] = origin
	}
	body, err := json.Marshal(all)
	return string(body), err
}

func hashOfValue(v markup.Value) (string, error) {
	written, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("write a value: %w", err)
	}
	sum := sha256.Sum256(written)
	return base64.RawURLEncoding.EncodeToString(sum[:9]), nil
}

// originsIn are where the cells of an adjudicated set came from, of those that still hold what was decided.
func originsIn(ctx context.Context, store *models.Store, set int64, head *markup.Set) (map[string]cellOrigin, error) {
	bodies, err := store.Origins(ctx, set)
	if err != nil {
		return nil, err
	}
	found := map[string]cellOrigin{}
	for _, body := range bodies {
		var step map[string]cellOrigin
		if err := json.Unmarshal([]byte(body), &step); err != nil {
			return nil, fmt.Errorf("read origins of set %d: %w", set, err)
		}
		for name, origin := range step {
			if _, newer := found[name]; newer {
				continue
			}
			cell, err := markup.ParseCell(name)
			if err != nil {
				continue
			}
			hash, err := hashOfValue(head.Get(cell))
			if err != nil {
				return nil, err
			}
			if hash == origin.Value {
				found[name] = origin
			}
		}
	}
	return found, nil
}

// originsFor are where the marks of an adjudicated set came from, for an export; none of another set.
func originsFor(ctx context.Context, store *models.Store, view desk.View) ([]document.MarkOrigin, error) {
	if view.Record.Kind != models.Adjudicated {
		return nil, nil
	}
	found, err := originsIn(ctx, store, view.Record.ID, view.Set)
	if err != nil {
		return nil, err
	}
	sets, err := store.Sets(ctx, view.Record.IssueID)
	if err != nil {
		return nil, err
	}
	names := map[int64]string{}
	for _, set := range sets {
		if names[set.ID] = set.Owner; set.Kind == models.Team {
			names[set.ID] = models.Team
		}
	}
	var origins []document.MarkOrigin
	for cell, origin := range found {
		origins = append(origins, origin.exported(cell, names)...)
	}
	return origins, nil
}

// exported are the origins of a cell, those aspects together that came from the same sets.
func (o cellOrigin) exported(cell string, names map[int64]string) []document.MarkOrigin {
	var origins []document.MarkOrigin
	for _, part := range o.From {
		next := document.MarkOrigin{Mark: cell, Aspects: []string{part.Aspect}, From: []string{}, Decided: part.Key != ""}
		for _, set := range part.Sets {
			next.From = append(next.From, names[set])
		}
		same := slices.IndexFunc(origins, func(m document.MarkOrigin) bool { return m.Decided == next.Decided && slices.Equal(m.From, next.From) })
		if same < 0 {
			origins = append(origins, next)
		} else if !slices.Contains(origins[same].Aspects, part.Aspect) {
			origins[same].Aspects = append(origins[same].Aspects, part.Aspect)
		}
	}
	return origins
}
