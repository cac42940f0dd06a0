package parts

import (
	"context"

	"galley/engine/markup"
	"galley/locale"
)

// WithholdReasons are the words of the reasons for which an article does not leave in exports, by their ids.
var WithholdReasons = map[string]locale.Key{
	string(markup.WithheldRights):    locale.Key("rights"),
	string(markup.WithheldWithdrawn): locale.Key("withdrawn"),
	string(markup.WithheldOther):     locale.Key("another reason"),
}

// WithheldWords say briefly that an article is withheld from export, and why.
func WithheldWords(ctx context.Context, reason string) string {
	if reason == string(markup.WithheldWithdrawn) {
		return locale.T(ctx, "withdrawn")
	}
	return locale.T(ctx, "withheld: %s", WithholdReasons[reason].In(ctx))
}

// WithheldSentence says it in full: why, in which words, who and when.
func WithheldSentence(ctx context.Context, w markup.Withholding) string {
	words := locale.T(ctx, "Withheld from export: %s", WithholdReasons[string(w.Reason)].In(ctx))
	if w.Reason == markup.WithheldWithdrawn {
		words = locale.T(ctx, "Withdrawn")
	}
	if w.Words != "" {
		words += locale.T(ctx, " (%s)", w.Words)
	}
	if w.By != "" {
		words += " · " + w.By
	}
	return words
}
