package workbench

import (
	"encoding/json"
	"time"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/models"
	"galley/newsroom"
)

// query is a thread as the workbench reads it.
type query struct {
	Key       string    `json:"key"`
	Anchor    string    `json:"anchor"` // block, text, article, span or issue
	Page      int       `json:"page"`   // 0 for the issue
	Start     int       `json:"start"`
	End       int       `json:"end"`
	Article   text.ID   `json:"article,omitempty"` // may be gone; then Start says where it stood
	Span      text.ID   `json:"span,omitempty"`    // likewise
	Quote     string    `json:"quote"`             // the text there
	Resolved  *by       `json:"resolved,omitempty"`
	Comments  []comment `json:"comments"`
	Read      string    `json:"read,omitempty"`      // the key of the last comment that the reader has read
	News      string    `json:"news,omitempty"`      // the key of a comment that is new
	Mentioned []int64   `json:"mentioned,omitempty"` // whom it mentions for the first time
}

// by is who did something, and when.
type by struct {
	By string    `json:"by"`
	At time.Time `json:"at"`
}

// comment is one comment of a query, as a browser gets it.
type comment struct {
	Key      string          `json:"key"`
	By       string          `json:"by"`
	Author   int64           `json:"author"`
	At       time.Time       `json:"at"`
	Text     string          `json:"text"`
	Answer   string          `json:"answer,omitempty"`
	Act      json.RawMessage `json:"act,omitempty"`
	Was      string          `json:"was,omitempty"`
	Taken    *by             `json:"taken,omitempty"`
	Edited   *time.Time      `json:"edited,omitempty"`
	Deleted  string          `json:"deleted,omitempty"` // author, or administrator
	Mentions []mention       `json:"mentions,omitempty"`
}

// mention is somebody whom a comment names.
type mention struct {
	ID   int64  `json:"id"`
	Name string `json:"name"` // as it stands in the text behind an @
}

// longestQuote is how many code points of the text a query shows.
const longestQuote = 60

// queryOf is a thread with the words that it stands at.
func queryOf(set *markup.Set, t models.ThreadView) query {
	at := newsroom.ThreadPlace(set, t)
	q := query{Key: t.Key, Anchor: t.Anchor, Page: at.Page, Start: at.Start, End: at.End, Article: t.Article, Span: t.Span}
	q.Quote = quoted(set.Source(), q.Page, text.Span{Start: q.Start, End: q.End})
	if t.ResolvedAt != nil {
		q.Resolved = &by{t.Resolver, *t.ResolvedAt}
	}
	for _, c := range t.Comments {
		q.Comments = append(q.Comments, commentOf(c))
	}
	return q
}

// quoted are the first words of a stretch of text.
func quoted(source *markup.Source, page int, at text.Span) string {
	p := source.Page(page)
	switch {
	case p == nil || !p.Text.Holds(at):
		return ""
	case at.End-at.Start > longestQuote:
		return p.Text.Slice(text.Span{Start: at.Start, End: at.Start + longestQuote}) + "…"
	}
	return p.Text.Slice(at)
}

func commentOf(c models.CommentView) comment {
	said := comment{Key: c.Key, By: c.Author, Author: c.AuthorID, At: c.CreatedAt, Text: c.Text, Answer: c.Answer, Was: c.Was, Edited: c.EditedAt}
	if c.Act != "" {
		said.Act = json.RawMessage(c.Act)
	}
	if c.TakenAt != nil {
		said.Taken = &by{c.Taker, *c.TakenAt}
	}
	if c.DeletedBy != nil {
		said.Deleted = "administrator"
		if *c.DeletedBy == c.AuthorID {
			said.Deleted = "author"
		}
	}
	for _, m := range c.Mentions {
		said.Mentions = append(said.Mentions, mention{m.UserID, m.Name})
	}
	return said
}

// lastRead is the key of the last comment that somebody has read, up to an id. What was said before they
// had an account counts as read.
func lastRead(t models.ThreadView, user models.User, id int64) string {
	key := ""
	for _, c := range t.Comments {
		if c.ID <= id || c.CreatedAt.Before(user.CreatedAt) {
			key = c.Key
		}
	}
	return key
}
