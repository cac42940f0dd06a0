package parts

import (
	"context"

	"galley/engine/vocabulary"
	"galley/locale"
)

// RoleWords is what stands in the gutter for a role.
func RoleWords(ctx context.Context, id string) string {
	if word := ownWord(ctx, id); word != "" {
		return word
	}
	if role, known := vocabulary.RoleByID(id); known {
		return role.Word(locale.Of(ctx).String())
	}
	return id
}

// roleTable is the table of roles and types as the script reads it, the publication's own among them.
type roleTable struct {
	Roles []vocabularyRole `json:"roles"`
	Types []vocabularyType `json:"types"`
}

type vocabularyRole struct {
	ID        string `json:"id"`
	English   string `json:"en"`
	Chinese   string `json:"zh"`
	Key       string `json:"key"`
	On        string `json:"on"` // block, span or both
	Kind      string `json:"kind,omitempty"`
	Furniture bool   `json:"furniture,omitempty"`
	Retired   bool   `json:"retired,omitempty"`
}

type vocabularyType struct {
	ID      string `json:"id"`
	English string `json:"en"`
	Chinese string `json:"zh"`
	Key     string `json:"key"`
	Group   bool   `json:"group,omitempty"`
}

// VocabularyData is the table of roles and types for the scripts, in the words of the page.
func VocabularyData(ctx context.Context) roleTable {
	var v roleTable
	for _, r := range vocabulary.Roles {
		v.Roles = append(v.Roles, vocabularyRole{r.ID, r.English, r.Chinese, r.Key, standsOn(r), string(r.Kind), r.Furniture, false})
	}
	for _, r := range ownRolesOf(ctx) {
		v.Roles = append(v.Roles, vocabularyOwn(r))
	}
	for _, t := range vocabulary.ArticleTypes {
		v.Types = append(v.Types, vocabularyType{t.ID, t.English, t.Chinese, t.Key, t.Group})
	}
	return v
}

func standsOn(r vocabulary.Role) string {
	switch {
	case r.Block && r.Span:
		return "both"
	case r.Span:
		return "span"
	}
	return "block"
}
