package review

import (
	"context"
	"galley/locale"
	"galley/views/parts"
	"strings"
	"time"
)

// QueueKind is a group of the queue.
type QueueKind string

// The groups of the queue.
const (
	WaitsForReader QueueKind = "waiting"
	WithOthers     QueueKind = "others"
	WentBack       QueueKind = "returned"
	PassedByReader QueueKind = "passed"
	Accepted       QueueKind = "accepted" // by others
	OutOfIssue     QueueKind = "withdrawn"
)

// QueueKinds are all groups, from top to bottom.
var QueueKinds = []QueueKind{WaitsForReader, WithOthers, WentBack, PassedByReader, Accepted, OutOfIssue}

// QueueGroup is a group of the queue, as far as it is shown.
type QueueGroup struct {
	Kind   QueueKind
	Total  int
	Above  int // rows left out above those shown
	Below  int
	Rows   []QueueRow
	AllURL string
}

// QueueRow is a part in the queue.
type QueueRow struct {
	Part
	Group   QueueKind
	URL     string
	Here    bool
	Just    bool // the reader has just decided of it, and it stands where it stood until they move on
	Mine    bool // the reader returned it
	News    QueueNews
	By      string
	At      time.Time
	Changes int // new to the reader
	Risks   int
	Open    int // threads
}

// QueueNews says how a part stands to the reader.
type QueueNews string

// How a part may stand.
const (
	NewPart      QueueNews = "new"
	AnsweredPart QueueNews = "answered" // returned, and handed in again
	ChangedPart  QueueNews = "changed"  // since the reader saw it
	SeenPart     QueueNews = "seen"     // nothing new
	MarkingPart  QueueNews = "marking"
	ReturnedPart QueueNews = "returned"
	ReviewPart   QueueNews = "review" // with its reviewers
	PassedPart   QueueNews = "passed"

	WithdrawnPart QueueNews = "withdrawn" // out of the issue
)

// groupWord names a group of the queue.
func (g QueueGroup) word(ctx context.Context) string {
	switch g.Kind {
	case WaitsForReader:
		return locale.T(ctx, "Waiting for you")
	case WithOthers:
		return locale.T(ctx, "With others")
	case WentBack:
		return locale.T(ctx, "Returned")
	case PassedByReader:
		return locale.T(ctx, "Passed by you")
	case OutOfIssue:
		return locale.T(ctx, "Withdrawn")
	}
	return locale.T(ctx, "Accepted")
}

// sign is the shape before the words of a row.
func (r QueueRow) sign() string {
	switch r.News {
	case NewPart:
		return "●"
	case AnsweredPart, ChangedPart:
		return "◆"
	case ReturnedPart:
		return "↩"
	case PassedPart:
		return "✓"
	case WithdrawnPart:
		return "×"
	}
	return "○"
}

// words say how a row stands.
func (r QueueRow) words(ctx context.Context) string {
	switch r.News {
	case NewPart:
		return locale.T(ctx, "new to you")
	case AnsweredPart:
		return locale.T(ctx, "returned, submitted again")
	case ChangedPart:
		return locale.T(ctx, "changed")
	case SeenPart:
		return locale.T(ctx, "read")
	case MarkingPart:
		return locale.T(ctx, "being marked")
	case ReturnedPart:
		if r.Mine {
			return locale.T(ctx, "returned by you")
		}
		return locale.T(ctx, "returned")
	case ReviewPart:
		if r.Stage.English != "" {
			return parts.StageName(ctx, r.Stage)
		}
		return locale.T(ctx, "in review")
	case WithdrawnPart:
		return locale.T(ctx, "withdrawn")
	}
	return locale.T(ctx, "accepted")
}

// rest are the words behind the state of a row.
func (r QueueRow) rest(ctx context.Context) string {
	var words []string
	if r.Changes > 0 {
		words = append(words, locale.N(ctx, r.Changes, "%d change", "%d changes"))
	}
	if r.Risks > 0 {
		words = append(words, locale.N(ctx, r.Risks, "%d to check", "%d to check"))
	}
	if r.Open > 0 {
		words = append(words, locale.N(ctx, r.Open, "%d comment", "%d comments"))
	}
	return strings.Join(words, " · ")
}
