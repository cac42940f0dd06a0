package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"galley/desk"
	"galley/handlers"
	"galley/handlers/core"
	"galley/models"
)

type serveCommand struct {
	Addr        string `default:"127.0.0.1:8080" help:"Address to listen on (default: ${default})." placeholder:"HOST:PORT"`
	TLSCert     string `name:"tls-cert" help:"Certificate, for HTTPS." placeholder:"FILE" and:"tls"`
	TLSKey      string `name:"tls-key" help:"The certificate's key." placeholder:"FILE" and:"tls"`
	BehindProxy bool   `help:"A proxy in front of this address provides HTTPS."`
	BaseURL     string `name:"base-url" env:"GALLEY_BASE_URL" help:"Address at which people reach Galley, for links." placeholder:"URL"`

	DayTurns models.Turn `env:"GALLEY_DAY_TURNS" default:"06:00" help:"When the newsroom's day begins: what is done by night belongs to the day before (default: ${default})." placeholder:"HH:MM"`

	logFlags      `group:"The log, on standard error"`
	providerFlags `group:"Signing in through an OpenID Connect provider"`
	mailFlags     `group:"Notices by mail"`
}

// Help gives examples.
func (serveCommand) Help() string {
	return `Plain HTTP is served on this machine only. To serve others give a certificate, or name --behind-proxy.
While no administrator has a password, a link is printed that signs in once.

Examples:

    galley serve
    galley serve --addr 127.0.0.1:9000 --database archive.db
    galley serve --addr :443 --tls-cert cert.pem --tls-key key.pem
    galley serve --addr 10.0.0.5:8080 --behind-proxy --log-format json
    GALLEY_OIDC_SECRET=... galley serve --behind-proxy --base-url https://galley.example \
        --oidc-issuer https://id.example --oidc-client galley --oidc-role newsroom=editor --oidc-role chiefs=administrator`
}

// Times that a connection may take. A whole answer has no limit, since
// the stream of events has no end.
const (
	headerTime   = 10 * time.Second
	idleTime     = 2 * time.Minute
	drainTime    = time.Second // for requests, before streams are cut
	shutdownTime = 10 * time.Second
)

// Run serves until ctx ends.
func (s serveCommand) Run(ctx context.Context, c *console, d database) (err error) {
	if _, err := s.provider(s.BaseURL); err != nil {
		return err
	}
	if _, err := s.post(nil, nil, s.BaseURL); err != nil {
		return err
	}
	listener, err := s.listen(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // closed by the server already, if all went well
	store, err := d.create(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	letGo, err := store.HoldServe(ctx)
	if err != nil {
		return err
	}
	defer letGo()
	return s.serve(ctx, c, store, listener)
}

// serve answers on the listener until ctx ends, then lets what is under way end.
func (s serveCommand) serve(ctx context.Context, c *console, store *models.Store, listener net.Listener) error {
	log := s.logger(c.err)
	sets := desk.New(store, log)
	provider, err := s.provider(s.BaseURL)
	if err != nil {
		return err
	}
	post, err := s.post(store, log, s.BaseURL)
	if err != nil {
		return err
	}
	site := handlers.New(handlers.Options{
		Options: core.Options{
			Store: store, Desk: sets, Log: log, Version: release, Secure: s.secure(), Proxied: s.BehindProxy,
			BaseURL: s.BaseURL, Mails: post != nil, Turn: &s.DayTurns,
		},
		Provider: provider,
	})
	defer site.Close()
	if err := s.announce(c, site, listener.Addr()); err != nil {
		return err
	}
	watching, stop := context.WithCancel(ctx)
	var beside sync.WaitGroup
	defer beside.Wait()
	defer stop()
	beside.Go(func() { watch(watching, store, sets, log) })
	if post != nil {
		beside.Go(func() { deliver(watching, post, log) })
	}
	beside.Go(func() { tend(watching, store, sets, log) })
	if err := s.answer(ctx, listener, site.Routes(), log); err != nil {
		return err
	}
	return c.printf("Galley has stopped.\n")
}

// answer serves until ctx ends. Requests under way may end, for a while;
// streams of events, which never would, are cut.
func (s serveCommand) answer(ctx context.Context, listener net.Listener, site http.Handler, log *slog.Logger) error {
	requests, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	server := &http.Server{
		Handler:           site,
		BaseContext:       func(net.Listener) context.Context { return requests },
		ReadHeaderTimeout: headerTime,
		IdleTimeout:       idleTime,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	time.AfterFunc(drainTime, cut)
	if err := server.Shutdown(stopping); err != nil {
		return server.Close()
	}
	return nil
}

// announce prints where Galley is, and the one-time link while there is nobody
// who could sign in.
func (s serveCommand) announce(c *console, site *handlers.Server, at net.Addr) error {
	base := "http://" + at.String()
	if s.TLSCert != "" {
		base = "https://" + at.String()
	}
	if err := c.printf("Galley serves %s\n", base); err != nil {
		return err
	}
	link, ok := site.WelcomeURL(base)
	switch {
	case !ok:
		return nil
	case s.loopback():
		return c.printf("Sign in by this link, which works once: %s\n", link)
	}
	return c.printf("Nobody can sign in yet. Make an account: galley user add NAME --role administrator\n")
}
