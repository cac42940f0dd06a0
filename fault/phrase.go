package fault

import (
	"fmt"
	"strings"
)

// Phrase is English with the words that fill it, kept apart so that it can be said in another
// language. Phrases among the words are said in that language too. One without a format is its
// words one after another.
type Phrase struct {
	Format string // as in fmt.Sprintf
	Words  []any
}

// Speaker says an English format in some language, filled with words.
type Speaker func(format string, words ...any) string

// Say is a phrase.
func Say(format string, words ...any) Phrase { return Phrase{format, words} }

// String is the phrase in English.
func (p Phrase) String() string { return p.In(english) }

// In is the phrase as say says it.
func (p Phrase) In(say Speaker) string {
	words := make([]any, len(p.Words))
	for i, w := range p.Words {
		if phrase, ok := w.(Phrase); ok {
			w = phrase.In(say)
		}
		words[i] = w
	}
	if p.Format == "" {
		return joined(words)
	}
	return say(p.Format, words...)
}

// joined are sentences one after another, with a space after those that end in an ASCII mark.
func joined(sentences []any) string {
	var b strings.Builder
	for i, s := range sentences {
		if i > 0 && strings.HasSuffix(b.String(), ".") {
			b.WriteByte(' ')
		}
		fmt.Fprint(&b, s)
	}
	return b.String()
}

func english(format string, words ...any) string {
	return fmt.Sprintf(format, words...)
}
