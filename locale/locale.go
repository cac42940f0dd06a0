package locale

import (
	"context"
	"fmt"

	"golang.org/x/text/language"
)

// The languages of the interface.
var (
	English = language.English
	Chinese = language.SimplifiedChinese
)

// Languages are all languages of the interface, the one that the code is written in first.
func Languages() []language.Tag { return []language.Tag{English, Chinese} }

// Name is what speakers of a language call it.
func Name(tag language.Tag) string {
	if tag == Chinese {
		return "简体中文"
	}
	return "English"
}

// Key is an English text that is written in one place and said in another: locale.Key("Draft").
type Key string

// In is the text in the language of ctx; the words fill it as in fmt.Sprintf.
func (k Key) In(ctx context.Context, words ...any) string { return T(ctx, string(k), words...) }

// Worded is a thing with a name in each language; as a word of T it is said in the right one.
type Worded interface {
	// Word is its name in the language of a tag such as "en" or "zh-Hans".
	Word(language string) string
}

type tongueKey struct{}

// With is ctx for a reader of tag, which is one of Languages.
func With(ctx context.Context, tag language.Tag) context.Context {
	return context.WithValue(ctx, tongueKey{}, tongueOf(tag))
}

// Of is the language of ctx, English by default.
func Of(ctx context.Context) language.Tag { return tongueIn(ctx).tag }

func tongueIn(ctx context.Context) *tongue {
	if t, ok := ctx.Value(tongueKey{}).(*tongue); ok {
		return t
	}
	return &tongues[0]
}

// T is the English text in the language of ctx. Texts are formats as in fmt.Sprintf, filled with
// words; a translation may take them in another order: %[2]s. A text without translation stays
// English. If English has one word for two things, the rarer one says what it means: "Set##of
// marks".
func T(ctx context.Context, english string, words ...any) string {
	t := tongueIn(ctx)
	return fmt.Sprintf(t.form(english, english, nil), t.words(words)...)
}

// N is T for a number of things: one or many, in the forms of the language. The number is the first
// of the words, in both forms, and %d writes it with commas. Catalogues know the text as many.
func N(ctx context.Context, n int, one, many string, words ...any) string {
	t := tongueIn(ctx)
	return fmt.Sprintf(t.form(one, many, n), append([]any{figure(n)}, t.words(words)...)...)
}

// Choose is the language of the interface for somebody who chose one ("" for nobody) and whose
// browser sends accept as its Accept-Language.
func Choose(chosen, accept string) language.Tag {
	_, i := language.MatchStrings(matcher, chosen, accept)
	return Languages()[i]
}

var matcher = language.NewMatcher(Languages())
