package views

import (
	"context"
	"fmt"

	"galley/engine/markup"
	"galley/engine/review"
	"galley/engine/vocabulary"
	"galley/locale"
)

// kindChoices are the kinds with open differences as options.
func (v Comparison) kindChoices(ctx context.Context) []choice {
	var choices []choice
	for _, k := range v.Kinds {
		choices = append(choices, choice{Value: string(k.Kind), Label: fmt.Sprintf("%s (%s)", KindWord(ctx, k.Kind), thousands(k.Open))})
	}
	return choices
}

func (v Comparison) setChoices(ctx context.Context) []choice {
	var choices []choice
	for _, s := range v.Sets {
		choices = append(choices, choice{Value: fmt.Sprint(s.ID), Label: s.name(ctx)})
	}
	return choices
}

// markChoices are the roles that a block or a span can have.
func markChoices(ctx context.Context, kind review.Kind) []choice {
	choices := []choice{{"", locale.T(ctx, "Choose…")}}
	for _, r := range vocabulary.Roles {
		if kind == review.SpanMark && r.Span || kind != review.SpanMark && r.Block {
			choices = append(choices, choice{r.ID, capital(r.Word(locale.Of(ctx).String()))})
		}
	}
	return choices
}

func typeChoices(ctx context.Context) []choice {
	choices := []choice{{"", locale.T(ctx, "Choose…")}}
	for _, t := range vocabulary.ArticleTypes {
		choices = append(choices, choice{t.ID, capital(t.Word(locale.Of(ctx).String()))})
	}
	return choices
}

func glueChoices(ctx context.Context) []choice {
	choices := []choice{{"", locale.T(ctx, "Choose…")}}
	for _, g := range []markup.Glue{markup.GlueNone, markup.GlueSpace, markup.GlueNewline, markup.GlueDehyphenate} {
		choices = append(choices, choice{string(g), capital(glueWord(ctx, g))})
	}
	return choices
}
