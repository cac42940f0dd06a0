package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"galley/fault"
	"galley/locale"
	"galley/models"
)

// Options name the server that takes letters.
type Options struct {
	Host     string
	Port     int
	User     string // "" signs in with nobody
	Password string
	From     string // the address that letters come from
	BaseURL  string // Galley's own, for links
	Security Security
	TLS      *tls.Config // nil trusts whom the system trusts
	// Place is where a notice leads, and Choices where people choose what is sent to them:
	// addresses below BaseURL.
	Place   func(models.Notice) string
	Choices string
}

// Security is how the way to the server is kept private.
type Security string

// The ways.
const (
	StartTLS Security = "starttls" // plain at first, then private; a server that cannot is refused
	TLS      Security = "tls"      // private from the first byte
	Plain    Security = "none"     // for a server on the same machine
)

// sendTime is how long a server may take for a letter.
const sendTime = 30 * time.Second

// Post sends letters.
type Post struct {
	store  *models.Store
	log    *slog.Logger
	from   string
	base   string
	domain string // of From
	dial   []gomail.Option
	host   string
	place  func(models.Notice) string
	choose string
}

// New is a post to a server. It returns Invalid if something is missing.
func New(store *models.Store, log *slog.Logger, o Options) (*Post, error) {
	from, err := mail.ParseAddress(o.From)
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, err, "%q is not a valid sender address. Write it as galley@example.org.", o.From)
	}
	_, domain, _ := strings.Cut(from.Address, "@")
	options := []gomail.Option{gomail.WithPort(o.Port), gomail.WithTimeout(sendTime), gomail.WithHELO(domain)}
	switch o.Security {
	case TLS:
		options = append(options, gomail.WithSSL())
	case Plain:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if o.TLS != nil {
		options = append(options, gomail.WithTLSConfig(o.TLS))
	}
	if o.User != "" {
		way := gomail.SMTPAuthAutoDiscover
		if o.Security == Plain {
			way = gomail.SMTPAuthPlainNoEnc // the server is on this machine
		}
		options = append(options, gomail.WithSMTPAuth(way), gomail.WithUsername(o.User), gomail.WithPassword(o.Password))
	}
	return &Post{store: store, log: log, from: o.From, base: strings.TrimSuffix(o.BaseURL, "/"), domain: domain, dial: options, host: o.Host,
		place: o.Place, choose: o.Choices}, nil
}

// Deliver sends the letters that are due. What cannot be sent is kept for later, or given up if the
// server refuses it for good; only an error of the store is returned.
func (p *Post) Deliver(ctx context.Context) error {
	letters, err := p.store.TakeLetters(ctx)
	if err != nil {
		return err
	}
	for _, l := range letters {
		if err := p.deliver(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

func (p *Post) deliver(ctx context.Context, l models.LetterLine) error {
	err := p.send(ctx, l)
	if err == nil {
		return p.store.LetterSent(ctx, l)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	forGood := refusedForGood(err)
	p.log.WarnContext(ctx, "letter not sent", "notice", l.ID, "for good", forGood, "error", err)
	return p.store.LetterFailed(ctx, l, err.Error(), forGood)
}

// refusedForGood reports whether a server answered that it will never take a letter. That it does not know us
// can be mended, so that it is no such answer.
func refusedForGood(err error) bool {
	refused, ok := errors.AsType[*gomail.SendError](err)
	code := 0
	if ok {
		code = refused.ErrorCode()
	}
	return code >= 500 && code != 530 && code != 535
}

// send hands one letter to the server. Its id follows from the notice: a letter that comes twice, after a
// crash, is known as one.
func (p *Post) send(ctx context.Context, l models.LetterLine) error {
	message, err := p.letter(l)
	if err != nil {
		return err
	}
	client, err := gomail.NewClient(p.host, p.dial...)
	if err != nil {
		return fmt.Errorf("reach the mail server: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	return client.DialAndSendWithContext(ctx, message)
}

func (p *Post) letter(l models.LetterLine) (*gomail.Msg, error) {
	tongue := locale.Choose(l.Speaks, "")
	subject, text := p.words(locale.With(context.Background(), tongue), l)
	m := gomail.NewMsg()
	if err := m.From(p.from); err != nil {
		return nil, fmt.Errorf("write a letter: %w", err)
	}
	if err := m.AddToFormat(l.Name, l.To); err != nil {
		return nil, fmt.Errorf("write a letter: %w", err)
	}
	m.Subject(subject)
	m.SetDateWithValue(l.At)
	m.SetMessageIDWithValue(fmt.Sprintf("notice-%d-%d@%s", l.ID, l.At.UnixMicro(), p.domain))
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader(gomail.HeaderContentLang, tongue.String())
	m.SetBodyString(gomail.TypeTextPlain, text)
	return m, nil
}
