package issues

import (
	"context"
	"fmt"
	"time"

	"galley/engine/vocabulary"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// PublicationView is a publication's page: its data, its own roles, and what was changed.
type PublicationView struct {
	Publication models.Publication // as it is stored
	Data        models.PublicationData
	MayAllow    bool              // this person reports whether people accept what they changed themselves
	Errors      map[string]string // of the data, by field
	Roles       []models.OwnRole
	New         models.NewOwnRole // what stands in the form of a new role
	NewErrors   map[string]string // of the new role, by field
	Tried       *models.OwnRole   // a role whose change was refused, with the words that were asked for
	Wrong       string            // why it was refused
	Edits       []models.EditLine
	Now         time.Time
	MayChange   bool
}

// shownRole is a role as its row shows it: as it was just asked for, if that was refused.
func (v PublicationView) shownRole(r models.OwnRole) models.OwnRole {
	if v.Tried != nil && v.Tried.Place == r.Place {
		r.Word, r.English, r.Chinese = v.Tried.Word, v.Tried.English, v.Tried.Chinese
	}
	return r
}

// wrongAt is the sentence at the role of a digit, or "" for none.
func (v PublicationView) wrongAt(place int) string {
	if v.Tried != nil && v.Tried.Place == place {
		return v.Wrong
	}
	return ""
}

// freePlaces are the digits that no role has, as options.
func (v PublicationView) freePlaces() []parts.Choice {
	taken := map[int]bool{}
	for _, r := range v.Roles {
		taken[r.Place] = true
	}
	var free []parts.Choice
	for place := 1; place <= models.MostOwnRoles; place++ {
		if !taken[place] {
			free = append(free, parts.Choice{Value: fmt.Sprint(place), Label: fmt.Sprintf("E %d", place)})
		}
	}
	return free
}

// languages are the languages to choose from, that of the publication among them.
func (v PublicationView) languages(ctx context.Context) []parts.Choice {
	choices := parts.LanguageChoices(ctx)
	for _, c := range choices {
		if c.Value == v.Data.Language {
			return choices
		}
	}
	return append(choices, parts.Choice{Value: v.Data.Language, Label: v.Data.Language})
}

// bases are the roles that an own one can behave as.
func bases(ctx context.Context) []parts.Choice {
	var choices []parts.Choice
	for _, id := range []string{"body", "caption", "headline", "promo"} {
		choices = append(choices, parts.Choice{Value: id, Label: parts.Capital(parts.RoleWords(ctx, id))})
	}
	for _, r := range vocabulary.Roles {
		if r.Block && r.ID != "body" && r.ID != "caption" && r.ID != "headline" && r.ID != "promo" {
			choices = append(choices, parts.Choice{Value: r.ID, Label: parts.Capital(parts.RoleWords(ctx, r.ID))})
		}
	}
	return choices
}

// roleForm is the id of the form of a digit's role.
func roleForm(place int) string { return fmt.Sprintf("role-%d", place) }

// roleError is the id of the sentence at a digit's role, or "" if absent.
func (v PublicationView) roleError(place int) string {
	if v.wrongAt(place) == "" {
		return ""
	}
	return roleForm(place) + "-error"
}

// ownField is one of the words of an own role in its row.
type ownField struct {
	Name, Label, Value, Language string
}

func ownFields(ctx context.Context, r models.OwnRole, language string) []ownField {
	return []ownField{
		{"word", locale.T(ctx, "Word of %s", r.Role), r.Word, language},
		{"english", locale.T(ctx, "English word of %s", r.Role), r.English, "en"},
		{"chinese", locale.T(ctx, "Chinese word of %s", r.Role), r.Chinese, "zh-Hans"},
	}
}
