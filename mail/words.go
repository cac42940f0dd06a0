package mail

import (
	"context"
	"fmt"
	"strings"

	"galley/locale"
	"galley/models"
)

// words are the subject and the text of a letter.
func (p *Post) words(ctx context.Context, l models.LetterLine) (subject, text string) {
	issue := strings.TrimSpace(l.Publication + " " + l.Date)
	subject = said(ctx, l, issue)
	lines := []string{locale.T(ctx, "Hello %s,", l.Name), "", subject}
	if l.DueAt != nil {
		lines = append(lines, "", locale.T(ctx, "It is due on %s UTC.", l.DueAt.UTC().Format("2006-01-02 15:04")))
	}
	if l.Detail != "" {
		lines = append(lines, "", quoted(l.Detail))
	}
	lines = append(lines, "", p.base+p.place(l.Notice), "",
		locale.T(ctx, "Choose in Galley what is sent to you by mail: %s", p.base+p.choose), "")
	return subject, strings.Join(lines, "\n")
}

// said is what has happened, in one sentence.
func said(ctx context.Context, l models.LetterLine, issue string) string {
	by := l.By
	if by == "" {
		by = "Galley"
	}
	switch l.Kind {
	case models.NoticeWaits:
		return locale.T(ctx, "%s handed in work for you to review: %s", by, issue)
	case models.NoticeReturned:
		return locale.T(ctx, "%s returned your work on %s", by, issue)
	case models.NoticeAccepted:
		return locale.T(ctx, "%s accepted your work on %s", by, issue)
	case models.NoticeReady:
		return locale.T(ctx, "All sets of %s that you asked for are submitted and can be compared", issue)
	case models.NoticeMentioned:
		return locale.T(ctx, "%s mentioned you in %s", by, issue)
	}
	if l.Task == models.ToReview {
		return locale.T(ctx, "%s gave you work to review in %s", by, issue)
	}
	return locale.T(ctx, "%s gave you work on %s", by, issue)
}

// quoted are somebody's words, as mail quotes them.
func quoted(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		fmt.Fprintf(&b, "> %s\n", strings.TrimRight(line, "\r\n"))
	}
	return strings.TrimRight(b.String(), "\n")
}
