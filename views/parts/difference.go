package parts

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"galley/engine/markup"
	"galley/engine/review"
	"galley/engine/vocabulary"
	"galley/locale"
)

// Numbering says how a block is called beside the text, such as "36", or "2:5" for one of another page.
type Numbering func(set, page, start int) string

// DifferenceWords are the words for one difference between sets, whatever page shows it.
type DifferenceWords struct {
	Numbers Numbering
	Text    func(set int, at markup.Piece) string // of the source
	Starts  func(set, story int) (page, start int, found bool)
}

// KindWord is what differences of a kind are about.
func KindWord(ctx context.Context, kind review.Kind) string {
	if word, known := kindWords[kind]; known {
		return word.In(ctx)
	}
	return string(kind)
}

var kindWords = map[review.Kind]locale.Key{
	review.Existence:  locale.Key("Article"),
	review.Boundary:   locale.Key("Cuts"),
	review.Grouping:   locale.Key("Where articles begin"),
	review.BlockRole:  locale.Key("Roles of blocks"),
	review.OwnData:    locale.Key("Data of articles"),
	review.Joining:    locale.Key("Joins"),
	review.SpanMark:   locale.Key("Marks in the text"),
	review.Correcting: locale.Key("Corrections"),
	review.Turning:    locale.Key("Line breaks"),
	review.Doubting:   locale.Key("Doubts"),
	review.Ordering:   locale.Key("Order"),
	review.Picturing:  locale.Key("Pictures"),
	review.Noting:     locale.Key("Notes"),
	review.Dismissing: locale.Key("Dismissed problems"),
}

// Title says a difference in one line: "headline ≠ deck", or where an article starts.
func (w DifferenceWords) Title(ctx context.Context, d review.Difference) string {
	if starts := w.starts(ctx, d); starts != "" {
		return starts
	}
	var said []string
	for set := range d.Values {
		if words := w.Says(ctx, d, set); !slices.Contains(said, words) {
			said = append(said, words)
		}
	}
	return strings.Join(said, " ≠ ")
}

// starts tells a start that differs, with what follows from it; "" for every other difference.
func (w DifferenceWords) starts(ctx context.Context, d review.Difference) string {
	if d.Kind != review.Grouping {
		return ""
	}
	for _, v := range d.Values {
		for _, b := range v.Blocks {
			if !b.Begins || b.Story == 0 {
				continue
			}
			var at []string
			for set := range d.Values {
				page, start, found := w.Starts(set, b.Story)
				if !found {
					return ""
				}
				at = append(at, w.Numbers(set, page, start))
			}
			if len(slices.Compact(slices.Clone(at))) == 1 {
				continue
			}
			words := locale.T(ctx, "“%s” starts at %s", CutMiddle(b.Title, 30), strings.Join(at, " / "))
			if d.Follow > 0 {
				words += "; " + locale.N(ctx, d.Follow, "%d block follows", "%d blocks follow")
			}
			return words
		}
	}
	return ""
}

// Says is what one set says where sets differ.
func (w DifferenceWords) Says(ctx context.Context, d review.Difference, set int) string {
	v := d.Values[set]
	var words []string
	switch d.Kind {
	case review.Existence:
		words = w.articles(ctx, d, set)
	case review.Boundary:
		words = []string{w.pieces(ctx, v)}
	case review.Grouping:
		words = w.groups(ctx, v)
	case review.BlockRole:
		words = append(words, roleRun(ctx, v.Blocks))
		if slices.Contains(d.Aspects, "grouping") {
			words = append(words, w.groups(ctx, v)...)
		}
	case review.OwnData:
		words = articleData(ctx, d, v)
	case review.Joining:
		words = w.joins(ctx, v, set)
	case review.SpanMark:
		words = w.spans(ctx, v, set)
	case review.Correcting:
		for _, c := range v.Corrections {
			words = append(words, locale.T(ctx, "“%s” instead of “%s”", c.Text, w.Text(set, c.Piece())))
		}
	default:
		words = lesser(ctx, d, v)
	}
	words = slices.DeleteFunc(words, func(word string) bool { return word == "" })
	if len(words) == 0 {
		return locale.T(ctx, "nothing")
	}
	return strings.Join(words, ", ")
}

// lesser are the words for what needs no place.
func lesser(ctx context.Context, d review.Difference, v review.Value) (words []string) {
	switch d.Kind {
	case review.Turning:
		n := 0
		for _, b := range v.Blocks {
			n += len(b.Turns)
		}
		return []string{locale.N(ctx, n, "%d line break", "%d line breaks")}
	case review.Doubting:
		for _, b := range v.Blocks {
			if b.Doubtful {
				return []string{locale.T(ctx, "doubtful")}
			}
		}
		return []string{locale.T(ctx, "not doubtful")}
	case review.Ordering:
		if slices.ContainsFunc(v.Blocks, func(b review.BlockValue) bool { return b.Place != nil }) ||
			slices.ContainsFunc(v.Articles, func(a review.ArticleValue) bool { return a.Place != nil }) {
			return []string{locale.T(ctx, "moved")}
		}
		return []string{locale.T(ctx, "where it stands")}
	case review.Picturing:
		return times(v.Pictures, func(markup.PlacedPicture) string { return locale.T(ctx, "a picture") })
	case review.Noting:
		return times(unshared(d, v.Notes), func(note string) string { return "“" + CutMiddle(note, 60) + "”" })
	case review.Dismissing:
		return times(v.Dismissals, func(d markup.Dismissal) string { return locale.T(ctx, "dismissed: %s", d.Reason) })
	}
	return nil
}

// unshared are the notes that not every set has.
func unshared(d review.Difference, notes markup.Notes) markup.Notes {
	return slices.DeleteFunc(slices.Clone(notes), func(note string) bool {
		return !slices.ContainsFunc(d.Values, func(v review.Value) bool { return !slices.Contains(v.Notes, note) })
	})
}

func times[T any](list []T, say func(T) string) (words []string) {
	for _, one := range list {
		words = append(words, say(one))
	}
	return words
}

// roleRun are the roles of blocks, each as often as it changes, five at most.
func roleRun(ctx context.Context, blocks []review.BlockValue) string {
	var words []string
	for _, b := range blocks {
		word := blockRole(ctx, b)
		if len(words) == 0 || words[len(words)-1] != word {
			words = append(words, word)
		}
	}
	if len(words) > 5 {
		words = append(words[:5], "…")
	}
	return strings.Join(words, " · ")
}

// blockRole is what a block is, in a few words.
func blockRole(ctx context.Context, b review.BlockValue) string {
	switch {
	case b.Role == "":
		return locale.T(ctx, "undecided")
	case b.State == markup.Assumed:
		return locale.T(ctx, "%s, assumed", RoleWords(ctx, b.Role))
	}
	return RoleWords(ctx, b.Role)
}

// pieces are how many blocks a text is parted into, and what they are.
func (w DifferenceWords) pieces(ctx context.Context, v review.Value) string {
	return locale.N(ctx, len(v.Blocks), "%d block: %s", "%d blocks: %s", roleRun(ctx, v.Blocks))
}

// groups are the articles of blocks, each once.
func (w DifferenceWords) groups(ctx context.Context, v review.Value) (words []string) {
	for _, b := range v.Blocks {
		if word := groupWord(ctx, b); !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}

// groupWord is where a block stands.
func groupWord(ctx context.Context, b review.BlockValue) string {
	title := CutMiddle(b.Title, 30)
	switch {
	case b.Begins && title == "":
		return locale.T(ctx, "an article without a headline begins")
	case b.Begins:
		return locale.T(ctx, "“%s” begins", title)
	case b.Story == 0:
		return locale.T(ctx, "in no article")
	case title == "":
		return locale.T(ctx, "in an article without a headline")
	}
	return locale.T(ctx, "in “%s”", title)
}

// articles say whether an article is there, or else where its blocks are.
func (w DifferenceWords) articles(ctx context.Context, d review.Difference, set int) (words []string) {
	v := d.Values[set]
	for _, a := range v.Articles {
		if a.Title == "" {
			words = append(words, locale.N(ctx, a.Blocks, "article without a headline, of %d block", "article without a headline, of %d blocks"))
			continue
		}
		words = append(words, locale.N(ctx, a.Blocks, "article “%[2]s” of %[1]d block", "article “%[2]s” of %[1]d blocks", CutMiddle(a.Title, 30)))
	}
	if len(words) == 0 {
		words = append(words, locale.T(ctx, "no article of its own"))
		words = append(words, w.groups(ctx, v)...)
	}
	return words
}

func (w DifferenceWords) joins(ctx context.Context, v review.Value, set int) (words []string) {
	for _, j := range v.Joins {
		words = append(words, locale.T(ctx, "goes on in %s, %s", w.Numbers(set, j.Page, j.Start), GlueWord(ctx, j.Glue)))
	}
	if len(words) == 0 {
		return []string{locale.T(ctx, "does not go on")}
	}
	return words
}

// GlueWord is what stands between two joined pieces.
func GlueWord(ctx context.Context, glue markup.Glue) string {
	switch glue {
	case markup.GlueSpace:
		return locale.T(ctx, "with a space")
	case markup.GlueNewline:
		return locale.T(ctx, "on a new line")
	case markup.GlueDehyphenate:
		return locale.T(ctx, "without the hyphen")
	}
	return locale.T(ctx, "with nothing between")
}

func (w DifferenceWords) spans(ctx context.Context, v review.Value, set int) (words []string) {
	for i, s := range v.Spans {
		if i == 4 {
			return append(words, locale.N(ctx, len(v.Spans)-i, "and %d more", "and %d more"))
		}
		var text strings.Builder
		for _, at := range s.At {
			text.WriteString(w.Text(set, at))
		}
		word := fmt.Sprintf("%s “%s”", RoleWords(ctx, s.Role), CutMiddle(text.String(), 30))
		if len(s.Attributes) > 0 {
			word += " (" + attributeData(ctx, s.Attributes) + ")"
		}
		words = append(words, word)
	}
	if len(words) == 0 {
		return []string{locale.T(ctx, "no mark")}
	}
	return words
}

// TypeWords is what an article's type is called.
func TypeWords(ctx context.Context, id string) string {
	if t, known := vocabulary.TypeByID(id); known {
		return t.Word(locale.Of(ctx).String())
	}
	return id
}

// CutMiddle is a text in one line of so many characters at most: what is too long keeps both ends.
func CutMiddle(text string, longest int) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= longest {
		return string(runes)
	}
	head := longest / 2
	return string(runes[:head]) + "…" + string(runes[len(runes)-(longest-1-head):])
}
