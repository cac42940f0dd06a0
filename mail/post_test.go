package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"

	"galley/engine/vocabulary"
	"galley/models"
)

// office is a real mail server that keeps what it takes.
type office struct {
	mu      sync.Mutex
	answers []error // to letters, one after the other; then all are taken
	letters []envelope
	users   []string // who signed in
	signIn  bool     // only who signs in may send
}

type envelope struct{ from, to, body string }

func (o *office) NewSession(*smtp.Conn) (smtp.Session, error) {
	return &counter{office: o}, nil
}

// counter is one talk with the server.
type counter struct {
	office *office
	letter envelope
	known  bool
}

func (c *counter) AuthMechanisms() []string { return []string{sasl.Plain} }

func (c *counter) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if password != "hush" {
			return &smtp.SMTPError{Code: 535, Message: "wrong password"}
		}
		c.office.mu.Lock()
		defer c.office.mu.Unlock()
		c.office.users = append(c.office.users, user)
		c.known = true
		return nil
	}), nil
}

func (c *counter) Mail(from string, _ *smtp.MailOptions) error {
	if c.office.signIn && !c.known {
		return &smtp.SMTPError{Code: 530, Message: "sign in first"}
	}
	c.letter = envelope{from: from}
	return nil
}

func (c *counter) Rcpt(to string, _ *smtp.RcptOptions) error {
	c.letter.to = to
	return nil
}

func (c *counter) Data(r io.Reader) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	c.letter.body = string(body)
	c.office.mu.Lock()
	defer c.office.mu.Unlock()
	if len(c.office.answers) > 0 {
		answer := c.office.answers[0]
		c.office.answers = c.office.answers[1:]
		if answer != nil {
			return answer
		}
	}
	c.office.letters = append(c.office.letters, c.letter)
	return nil
}

func (*counter) Reset()        {}
func (*counter) Logout() error { return nil }

// open opens the office on a free port, and gives it.
func (o *office) open(t *testing.T, config *tls.Config) int {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(o)
	server.Domain, server.TLSConfig, server.AllowInsecureAuth = "localhost", config, config == nil
	server.ReadTimeout, server.WriteTimeout = 10*time.Second, 10*time.Second
	server.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug)
	go func() { _ = server.Serve(listener) }() // ends when it is closed
	t.Cleanup(func() { _ = server.Close() })
	return listener.Addr().(*net.TCPAddr).Port
}

// desk is a store with an editor who has a notice.
type desk struct {
	t     *testing.T
	store *models.Store
	now   time.Time
	log   bytes.Buffer
	li    models.User
	wei   models.User
	issue models.IssueSummary
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, now: time.Date(2031, 5, 9, 8, 0, 0, 0, time.UTC)}
	store, err := models.Open(t.Context(), filepath.Join(t.TempDir(), "galley.db"), func() time.Time { return d.now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	d.store = store
	d.li, d.wei = models.User{Name: "李", Role: vocabulary.Editor, Active: true}, models.User{Name: "Wei", Role: vocabulary.Reviewer, Active: true}
	for _, user := range []*models.User{&d.li, &d.wei} {
		if err := store.CreateUser(t.Context(), user); err != nil {
			t.Fatal(err)
		}
	}
	d.issue, err = store.CreateIssue(t.Context(), models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-09", Pages: []models.NewPage{{Label: "A1", Text: "一。\n\n二。"}}})
	if err != nil {
		t.Fatal(err)
	}
	d.choose("li@example.org")
	return d
}

func (d *desk) choose(email string, choices ...models.NoticeChoice) {
	d.t.Helper()
	if err := d.store.ChooseNotices(d.t.Context(), d.li.ID, email, choices); err != nil {
		d.t.Fatal(err)
	}
}

// tell tells the editor that work is returned.
func (d *desk) tell(key string) {
	d.t.Helper()
	err := d.store.Notify(d.t.Context(), models.Notice{UserID: d.li.ID, Key: key, Kind: models.NoticeReturned, ByID: &d.wei.ID,
		IssueID: d.issue.ID, SetID: &d.issue.Set.ID, Page: 1, StartAt: 4, Detail: "标题不对。\nSee block 2."})
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) post(port int, change func(*Options)) *Post {
	d.t.Helper()
	o := Options{Host: "127.0.0.1", Port: port, From: "Galley <galley@example.org>", BaseURL: "https://galley.example/", Security: Plain,
		Place: func(n models.Notice) string { return "/place" }, Choices: "/choices"}
	if change != nil {
		change(&o)
	}
	p, err := New(d.store, slog.New(slog.NewTextHandler(&d.log, nil)), o)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (d *desk) deliver(p *Post) {
	d.t.Helper()
	if err := p.Deliver(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
}

// has checks how many letters the office has.
func (o *office) has(t *testing.T, n int) {
	t.Helper()
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.letters) != n {
		t.Fatalf("the mail server has %d letters, want %d", len(o.letters), n)
	}
}

func TestALetterIsSentOnce(t *testing.T) {
	t.Parallel()
	d, o := newDesk(t), &office{}
	p := d.post(o.open(t, nil), nil)
	d.deliver(p)
	o.has(t, 0)
	for range 2 {
		d.tell("step 1") // what is told twice is told once
	}
	d.deliver(p)
	d.now = d.now.Add(48 * time.Hour)
	d.deliver(p)
	o.has(t, 1)
	letter := o.letters[0]
	if letter.from != "galley@example.org" || letter.to != "li@example.org" {
		t.Errorf("from %s to %s", letter.from, letter.to)
	}
	m, err := mail.ReadMessage(strings.NewReader(letter.body))
	if err != nil {
		t.Fatal(err)
	}
	header := map[string]string{}
	for _, name := range []string{"Subject", "To", "From", "Message-Id", "Auto-Submitted"} {
		if header[name], err = new(mime.WordDecoder).DecodeHeader(m.Header.Get(name)); err != nil {
			t.Error(err)
		}
	}
	want := map[string]string{"Subject": "Wei returned your work on 临江日报 2031-05-09", "To": "李 <li@example.org>", "From": `"Galley" <galley@example.org>`,
		"Message-Id": "<notice-1-1936080000000000@example.org>", "Auto-Submitted": "auto-generated"}
	if diff := cmp.Diff(want, header); diff != "" {
		t.Errorf("header (-want +got)\n%s", diff)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Fatal(err)
	}
	text := "Hello 李,\n\nWei returned your work on 临江日报 2031-05-09\n\n> 标题不对。\n> See block 2.\n\nhttps://galley.example/place\n\nChoose in Galley what is sent to you by mail: https://galley.example/choices"
	if diff := cmp.Diff(text, strings.TrimSpace(strings.ReplaceAll(string(body), "\r\n", "\n"))); diff != "" {
		t.Errorf("text (-want +got)\n%s", diff)
	}
}

func TestALetterIsInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	d, o := newDesk(t), &office{}
	if err := d.store.SetLanguage(t.Context(), d.li.ID, "zh-Hans"); err != nil {
		t.Fatal(err)
	}
	d.tell("step 1")
	d.deliver(d.post(o.open(t, nil), nil))
	o.has(t, 1)
	m, err := mail.ReadMessage(strings.NewReader(o.letters[0].body))
	if err != nil {
		t.Fatal(err)
	}
	if subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil || subject != "Wei 退回了您在 临江日报 2031-05-09 的工作" {
		t.Errorf("subject %q (%v)", subject, err)
	}
}

func TestWhatCanNotBeSentIsTriedAgain(t *testing.T) {
	t.Parallel()
	busy := &smtp.SMTPError{Code: 451, Message: "try later"}
	d, o := newDesk(t), &office{answers: []error{busy, busy, nil}}
	p := d.post(o.open(t, nil), nil)
	d.tell("step 1")
	d.deliver(p)
	d.deliver(p) // at once it is not tried again
	d.now = d.now.Add(time.Minute)
	d.deliver(p)
	d.now = d.now.Add(4 * time.Minute)
	d.deliver(p)
	o.has(t, 0)
	d.now = d.now.Add(time.Minute)
	d.deliver(p)
	o.has(t, 1)
	if len(o.answers) != 0 {
		t.Errorf("%d answers are left", len(o.answers))
	}
}

func TestAServerThatIsAwayIsTriedForTwoDays(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	_ = listener.Close()
	p := d.post(port, nil)
	d.tell("step 1")
	for range 60 {
		d.deliver(p)
		d.now = d.now.Add(time.Hour)
	}
	if n := strings.Count(d.log.String(), "letter not sent"); n != 8 {
		t.Errorf("tried %d times, want 8", n)
	}
}

func TestWhatAServerRefusesForGoodIsGivenUp(t *testing.T) {
	t.Parallel()
	d, o := newDesk(t), &office{answers: []error{&smtp.SMTPError{Code: 550, Message: "no such person"}}}
	p := d.post(o.open(t, nil), nil)
	d.tell("step 1")
	d.deliver(p)
	d.now = d.now.Add(72 * time.Hour)
	d.deliver(p)
	o.has(t, 0)
	if !strings.Contains(d.log.String(), `"for good"=true`) {
		t.Errorf("log: %s", d.log.String())
	}
}

func TestTwoServersSendOneLetter(t *testing.T) {
	t.Parallel()
	d, o := newDesk(t), &office{}
	port := o.open(t, nil)
	for i := range 5 {
		d.tell(fmt.Sprint("step ", i))
	}
	var wait sync.WaitGroup
	errs := make([]error, 4)
	for i := range errs {
		p := d.post(port, nil)
		wait.Go(func() { errs[i] = p.Deliver(context.Background()) })
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	o.has(t, 5)
}

func TestNobodyIsSentWhatTheyDoNotWant(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		do   func(d *desk)
	}{
		{"a kind that is switched off", func(d *desk) {
			d.choose("li@example.org", models.NoticeChoice{Kind: models.NoticeReturned, Shown: true})
			d.tell("step 1")
		}},
		{"no address", func(d *desk) { d.choose(""); d.tell("step 1") }},
		{"an address that was taken away meanwhile", func(d *desk) { d.tell("step 1"); d.choose("") }},
		{"an account that was closed meanwhile", func(d *desk) {
			d.tell("step 1")
			if err := d.store.SetActive(d.t.Context(), nil, d.li.ID, false); err != nil {
				d.t.Fatal(err)
			}
		}},
		{"an issue that is in the bin", func(d *desk) {
			d.tell("step 1")
			if err := d.store.BinIssue(d.t.Context(), d.issue.ID, nil); err != nil {
				d.t.Fatal(err)
			}
		}},
		{"one's own act", func(d *desk) { d.wei = d.li; d.tell("step 1") }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, o := newDesk(t), &office{}
			tt.do(d)
			d.deliver(d.post(o.open(t, nil), nil))
			o.has(t, 0)
		})
	}
}

func TestThePasswordGoesOnlyOverAPrivateWay(t *testing.T) {
	t.Parallel()
	web := httptest.NewTLSServer(nil) // for its certificate, which is good for 127.0.0.1
	t.Cleanup(web.Close)
	trusted := &tls.Config{RootCAs: web.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs, ServerName: "127.0.0.1"}
	private := &tls.Config{Certificates: web.TLS.Certificates}
	tests := []struct {
		name     string
		server   *tls.Config
		security Security
		trust    *tls.Config
		password string
		sent     int
	}{
		{"over STARTTLS", private, StartTLS, trusted, "hush", 1},
		{"a server that cannot", nil, StartTLS, trusted, "hush", 0},
		{"a certificate that nobody knows", private, StartTLS, nil, "hush", 0},
		{"a wrong password", private, StartTLS, trusted, "wrong", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, o := newDesk(t), &office{signIn: true}
			p := d.post(o.open(t, tt.server), func(o *Options) {
				o.Security, o.TLS, o.User, o.Password = tt.security, tt.trust, "galley", tt.password
			})
			d.tell("step 1")
			d.deliver(p)
			o.has(t, tt.sent)
			if len(o.users) != tt.sent {
				t.Errorf("signed in: %v", o.users)
			}
			if strings.Contains(d.log.String(), `"for good"=true`) {
				t.Errorf("given up, though it can be mended: %s", d.log.String())
			}
		})
	}
}
