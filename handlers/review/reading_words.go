package review

import (
	"strings"

	"galley/engine/markup"
	"galley/engine/review"
	"galley/engine/text"
	"galley/locale"
	"galley/views/parts"
)

// changeWords say what is new at a place.
type changeWords struct{ *page }

// of says what an item is about, and what was and is there; "" for nothing.
func (w changeWords) of(item review.Item) (what, was, now string) {
	c := item.Changes[0]
	switch c.Cell.Kind {
	case markup.BlockCell, markup.CutCell:
		return w.block(item)
	case markup.ArticleCell:
		return w.article(c)
	case markup.WithheldCell:
		was, now = w.withheld(c.From), w.withheld(c.To)
		return locale.T(w.ctx, "in exports"), was, now
	case markup.JoinCell:
		return locale.T(w.ctx, "join"), w.join(c.Cell, c.From), w.join(c.Cell, c.To)
	case markup.SpanCell:
		return w.span(c)
	case markup.CorrectionCell:
		return locale.T(w.ctx, "correction"), w.correction(c.From), w.correction(c.To)
	case markup.PictureCell:
		return locale.T(w.ctx, "picture"), present(c.From, locale.T(w.ctx, "placed here")), present(c.To, locale.T(w.ctx, "placed here"))
	case markup.DismissalCell:
		word := parts.ProblemWords(w.ctx, string(c.Cell.Problem))
		return locale.T(w.ctx, "problem dismissed: %s", word), w.dismissal(c.From), w.dismissal(c.To)
	}
	return locale.T(w.ctx, "notes on the page"), "", ""
}

// block says what is new of a block: its role, its article, how it is cut.
func (w changeWords) block(item review.Item) (what, was, now string) {
	b := w.Block(item.Block)
	before := w.reading.WasAt(item.Block)
	switch {
	case before.Article != b.Article && before.Role != b.Role:
		return locale.T(w.ctx, "role and article"), w.role(before) + " · " + w.articleName(before.Article), w.role(b) + " · " + w.articleName(b.Article)
	case before.Article != b.Article:
		return locale.T(w.ctx, "article"), w.articleName(before.Article), w.articleName(b.Article)
	case item.Kind == review.Boundary:
		return locale.T(w.ctx, "cut"), "", locale.T(w.ctx, "the text is parted here otherwise")
	case before.Role != b.Role:
		return locale.T(w.ctx, "role"), w.role(before), w.role(b)
	case before.Doubtful != b.Doubtful:
		return locale.T(w.ctx, "doubtful"), "", map[bool]string{true: locale.T(w.ctx, "yes"), false: locale.T(w.ctx, "no")}[b.Doubtful]
	case before.State != b.State:
		return locale.T(w.ctx, "decided"), w.state(before.State), w.state(b.State)
	}
	return locale.T(w.ctx, "order"), "", locale.T(w.ctx, "moved in the order of reading")
}

func (w changeWords) role(b markup.BlockView) string {
	if b.Role == "" {
		return locale.T(w.ctx, "undecided")
	}
	return parts.RoleWords(w.ctx, b.Role)
}

func (w changeWords) state(s markup.BlockState) string {
	switch s {
	case markup.Decided:
		return locale.T(w.ctx, "decided")
	case markup.Assumed:
		return locale.T(w.ctx, "assumed")
	}
	return locale.T(w.ctx, "undecided")
}

// articleName is what an article is called, as it is or as it was.
func (w changeWords) articleName(id text.ID) string {
	switch {
	case id == "":
		return locale.T(w.ctx, "no article")
	case w.numbers[id] != "":
		return locale.T(w.ctx, "article %s", w.numbers[id])
	}
	if title := w.reading.Then.Title(id); title != "" {
		return "“" + parts.CutMiddle(title, 16) + "”"
	}
	return locale.T(w.ctx, "an article that is gone")
}

// article says what is new of an article's own data.
func (w changeWords) article(c review.Change) (what, was, now string) {
	before, had := c.From.(markup.Article)
	after, has := c.To.(markup.Article)
	switch {
	case !had:
		return locale.T(w.ctx, "article"), "", locale.T(w.ctx, "new: %s", parts.TypeWords(w.ctx, after.Type))
	case !has:
		return locale.T(w.ctx, "article"), parts.TypeWords(w.ctx, before.Type), locale.T(w.ctx, "gone")
	}
	var whats, olds, news []string
	add := func(differs bool, what, was, now string) {
		if differs {
			whats, olds, news = append(whats, what), append(olds, was), append(news, now)
		}
	}
	add(before.Type != after.Type, locale.T(w.ctx, "type"), parts.TypeWords(w.ctx, before.Type), parts.TypeWords(w.ctx, after.Type))
	add(before.Parent != after.Parent, locale.T(w.ctx, "package"), w.packageName(before.Parent), w.packageName(after.Parent))
	add(before.Title != after.Title, locale.T(w.ctx, "title"), before.Title, after.Title)
	add(before.Headless != after.Headless, locale.T(w.ctx, "headline"), w.headline(before.Headless), w.headline(after.Headless))
	if len(whats) == 0 {
		return locale.T(w.ctx, "data of the article"), "", locale.T(w.ctx, "changed")
	}
	return strings.Join(whats, ", "), strings.Join(olds, ", "), strings.Join(news, ", ")
}

func (w changeWords) packageName(id text.ID) string {
	if id == "" {
		return locale.T(w.ctx, "none")
	}
	if title := w.Title(id); title != "" {
		return "“" + parts.CutMiddle(title, 16) + "”"
	}
	return w.articleName(id)
}

func (w changeWords) headline(headless bool) string {
	if headless {
		return locale.T(w.ctx, "none")
	}
	return locale.T(w.ctx, "as the text says")
}

func (w changeWords) withheld(v markup.Value) string {
	if h, is := v.(markup.Withholding); is {
		return parts.WithheldWords(w.ctx, string(h.Reason))
	}
	return locale.T(w.ctx, "not withheld")
}

// join says which blocks are joined, "" for no join.
func (w changeWords) join(c markup.Cell, v markup.Value) string {
	j, is := v.(markup.Join)
	if !is {
		return ""
	}
	from := ""
	if e, found := w.Extent(c.Page, c.At-1); found {
		from = w.called(e.Page, e.Start)
	}
	to := ""
	if e, found := w.Extent(j.Page, j.Start); found {
		to = w.called(e.Page, e.Start)
	}
	return from + " → " + to
}

// span says what is new of a mark in the text.
func (w changeWords) span(c review.Change) (what, was, now string) {
	before, had := c.From.(markup.Mark)
	after, has := c.To.(markup.Mark)
	switch {
	case !had:
		return parts.RoleWords(w.ctx, after.Role), "", w.quote(after)
	case !has:
		return parts.RoleWords(w.ctx, before.Role), w.quote(before), ""
	case before.Role != after.Role:
		return w.quote(after), parts.RoleWords(w.ctx, before.Role), parts.RoleWords(w.ctx, after.Role)
	}
	return parts.RoleWords(w.ctx, after.Role), w.quote(before), w.quote(after)
}

// longestQuote is how many code points of the text a card shows.
const longestQuote = 24

func (w changeWords) quote(m markup.Mark) string {
	var words []string
	for _, at := range m.At {
		if source := w.Source().Page(at.Page); source != nil && source.Text.Holds(at.Span()) {
			words = append(words, source.Text.Slice(at.Span()))
		}
	}
	return parts.CutMiddle(strings.Join(words, "…"), longestQuote)
}

// correction says what a correction makes of the text, "" for none.
func (w changeWords) correction(v markup.Value) string {
	c, is := v.(markup.Correction)
	if !is {
		return ""
	}
	return parts.CutMiddle(w.Source().Page(c.Page).Text.Slice(text.Span{Start: c.Start, End: c.End}), longestQuote) + " ⇒ " + parts.CutMiddle(c.Text, longestQuote)
}

func (w changeWords) dismissal(v markup.Value) string {
	d, is := v.(markup.Dismissal)
	if !is {
		return ""
	}
	return strings.TrimSpace(d.By + " " + d.Reason)
}

// present is a word for a value that is there, "" for none.
func present(v markup.Value, word string) string {
	if v == nil {
		return ""
	}
	return word
}
