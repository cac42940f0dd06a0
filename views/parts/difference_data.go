package parts

import (
	"context"
	"slices"
	"strings"

	"galley/engine/review"
	"galley/locale"
)

// articleData is what differs of an article's own data.
func articleData(ctx context.Context, d review.Difference, v review.Value) (words []string) {
	for _, a := range v.Articles {
		for _, aspect := range d.Aspects {
			switch aspect {
			case "type":
				words = append(words, TypeWords(ctx, a.Type))
			case "title":
				words = append(words, titleData(ctx, a))
			case "headless":
				words = append(words, headlessWord(ctx, a.Headless))
			case "parent":
				words = append(words, parentData(ctx, a))
			case "attributes":
				words = append(words, attributeData(ctx, a.Attributes))
			case "notes":
				words = append(words, times(a.Notes, func(n string) string { return "“" + CutMiddle(n, 60) + "”" })...)
			}
		}
	}
	return words
}

func titleData(ctx context.Context, a review.ArticleValue) string {
	if a.Article.Title == "" {
		return locale.T(ctx, "the headline is the title")
	}
	return locale.T(ctx, "title “%s”", CutMiddle(a.Article.Title, 40))
}

func parentData(ctx context.Context, a review.ArticleValue) string {
	if a.Article.Parent == "" {
		return locale.T(ctx, "in no package")
	}
	return locale.T(ctx, "in the package “%s”", CutMiddle(a.Parent, 30))
}

func attributeData(ctx context.Context, attributes map[string]string) string {
	if len(attributes) == 0 {
		return locale.T(ctx, "no attributes")
	}
	var words []string
	for name, value := range attributes {
		words = append(words, name+"="+value)
	}
	slices.Sort(words)
	return strings.Join(words, ", ")
}

// OwnWords are a value of one's own in words.
func OwnWords(ctx context.Context, own *review.Own) string {
	if own == nil {
		return ""
	}
	var words []string
	if own.Role != nil {
		words = append(words, RoleWords(ctx, *own.Role))
	}
	if own.Type != nil {
		words = append(words, TypeWords(ctx, *own.Type))
	}
	if own.Title != nil {
		words = append(words, "“"+CutMiddle(*own.Title, 40)+"”")
	}
	if own.Headless != nil {
		words = append(words, headlessWord(ctx, *own.Headless))
	}
	if own.Glue != nil {
		words = append(words, GlueWord(ctx, *own.Glue))
	}
	if own.Text != nil {
		words = append(words, "“"+CutMiddle(*own.Text, 40)+"”")
	}
	return strings.Join(words, ", ")
}

func headlessWord(ctx context.Context, headless bool) string {
	if headless {
		return locale.T(ctx, "no headline")
	}
	return locale.T(ctx, "with a headline")
}
