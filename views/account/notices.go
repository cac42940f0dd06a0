package account

import (
	"context"
	"time"

	"galley/locale"
	"galley/models"
)

// NoticesView is a page of somebody's notices.
type NoticesView struct {
	models.NoticePage
	Unread int
	Now    time.Time
}

// newest is the notice up to which all are marked as read.
func (v NoticesView) newest() int64 {
	if len(v.Notices) == 0 {
		return 0
	}
	return v.Notices[0].ID
}

// NoticeChoicesView is how somebody wants to be notified.
type NoticeChoicesView struct {
	Email   string
	Choices []models.NoticeChoice
	Mails   bool // whether this Galley sends mail
	Errors  map[string]string
}

// noticeWords are what has happened, before and after the name of whoever did it is put in.
func noticeWords(ctx context.Context, n models.NoticeLine) string {
	by := n.By
	if by == "" {
		by = "Galley"
	}
	switch n.Kind {
	case models.NoticeWaits:
		return locale.T(ctx, "%s handed in work for you to review", by)
	case models.NoticeReturned:
		return locale.T(ctx, "%s returned your work", by)
	case models.NoticeAccepted:
		return locale.T(ctx, "%s accepted your work", by)
	case models.NoticeReady:
		return locale.T(ctx, "All sets that you asked for are submitted and can be compared")
	case models.NoticeMentioned:
		return locale.T(ctx, "%s mentioned you", by)
	}
	if n.Task == models.ToReview {
		return locale.T(ctx, "%s gave you work to review", by)
	}
	return locale.T(ctx, "%s gave you work", by)
}

// noticeKind is what a kind of notices is called.
func noticeKind(ctx context.Context, kind string) string {
	switch kind {
	case models.NoticeWaits:
		return locale.T(ctx, "Work waits for my review")
	case models.NoticeReturned:
		return locale.T(ctx, "My work is returned")
	case models.NoticeAccepted:
		return locale.T(ctx, "My work is accepted")
	case models.NoticeReady:
		return locale.T(ctx, "The sets that I asked for are submitted")
	case models.NoticeMentioned:
		return locale.T(ctx, "Somebody mentions me")
	}
	return locale.T(ctx, "Work is given to me")
}

// mailHelp says what the address is for.
func mailHelp(ctx context.Context, mails bool) string {
	if !mails {
		return locale.T(ctx, "This Galley cannot send mail, because no mail server is set up.")
	}
	return locale.T(ctx, "Without an address, nothing is sent by mail.")
}
