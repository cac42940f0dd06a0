package handlers

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"galley/markup"
	"galley/models"
	"galley/review"
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
	Key    string  `json:"key,omitempty"`  // of the difference decided; "" where all sets agree
}

// originsOf are the origins of a plan as they are stored.
func (o compared) originsOf(plan *review.Plan) (string, error) {
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
				part.Sets = append(part.Sets, o.sets[set].ID)
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
