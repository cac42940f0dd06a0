package compare

import (
	"context"
	"fmt"

	"galley/engine/markup"
	"galley/engine/review"
	"galley/engine/vocabulary"
	"galley/locale"
	"galley/views/parts"
)

// kindChoices are the kinds with open differences as options.
func (v Comparison) kindChoices(ctx context.Context) []parts.Choice {
	var choices []parts.Choice
	for _, k := range v.Kinds {
		choices = append(choices, parts.Choice{Value: string(k.Kind), Label: fmt.Sprintf("%s (%s)", parts.KindWord(ctx, k.Kind), parts.Thousands(k.Open))})
	}
	return choices
}

func (v Comparison) setChoices(ctx context.Context) []parts.Choice {
	var choices []parts.Choice
	for _, s := range v.Sets {
		choices = append(choices, parts.Choice{Value: fmt.Sprint(s.ID), Label: s.name(ctx)})
	}
	return choices
}

// markChoices are the roles that a block or a span can have.
func markChoices(ctx context.Context, kind review.Kind) []parts.Choice {
	choices := []parts.Choice{{Value: "", Label: locale.T(ctx, "Choose…")}}
	for _, r := range vocabulary.Roles {
		if kind == review.SpanMark && r.Span || kind != review.SpanMark && r.Block {
			choices = append(choices, parts.Choice{Value: r.ID, Label: parts.Capital(r.Word(locale.Of(ctx).String()))})
		}
	}
	return choices
}

func typeChoices(ctx context.Context) []parts.Choice {
	choices := []parts.Choice{{Value: "", Label: locale.T(ctx, "Choose…")}}
	for _, t := range vocabulary.ArticleTypes {
		choices = append(choices, parts.Choice{Value: t.ID, Label: parts.Capital(t.Word(locale.Of(ctx).String()))})
	}
	return choices
}

func glueChoices(ctx context.Context) []parts.Choice {
	choices := []parts.Choice{{Value: "", Label: locale.T(ctx, "Choose…")}}
	for _, g := range []markup.Glue{markup.GlueNone, markup.GlueSpace, markup.GlueNewline, markup.GlueDehyphenate} {
		choices = append(choices, parts.Choice{Value: string(g), Label: parts.Capital(parts.GlueWord(ctx, g))})
	}
	return choices
}

func headlineChoices(ctx context.Context) []parts.Choice {
	return []parts.Choice{
		{Value: "", Label: locale.T(ctx, "Choose…")},
		{Value: "yes", Label: locale.T(ctx, "no headline")},
		{Value: "no", Label: locale.T(ctx, "with a headline")},
	}
}
