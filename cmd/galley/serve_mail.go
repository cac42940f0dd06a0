package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"strconv"
	"time"

	"galley/address"
	"galley/fault"
	"galley/mail"
	"galley/models"
	"galley/newsroom"
)

// mailFlags name the server that takes letters.
type mailFlags struct {
	SMTP         string `name:"smtp" env:"GALLEY_SMTP" help:"Mail server, for notices by mail." placeholder:"HOST:PORT"`
	SMTPFrom     string `name:"smtp-from" env:"GALLEY_SMTP_FROM" help:"Sender address of mail." placeholder:"ADDRESS"`
	SMTPUser     string `name:"smtp-user" env:"GALLEY_SMTP_USER" help:"Name to sign in with at the mail server (default: no sign-in)." placeholder:"NAME"`
	SMTPPassword string `name:"smtp-password" env:"GALLEY_SMTP_PASSWORD" help:"Its password. Give it in GALLEY_SMTP_PASSWORD: others see the command line." placeholder:"PASSWORD"`
	SMTPSecurity string `name:"smtp-security" env:"GALLEY_SMTP_SECURITY" enum:"starttls,tls,none" default:"starttls" help:"One of starttls, tls, none (default: ${default}); none only on this machine." placeholder:"WAY"`
}

// How often a server looks for letters.
const letterTime = 5 * time.Second

// post is what sends letters, nil if no mail server is named. It returns Invalid if something is
// missing.
func (f mailFlags) post(store *models.Store, log *slog.Logger, base string) (*mail.Post, error) {
	if f.SMTP == "" {
		return nil, nil
	}
	host, port, err := net.SplitHostPort(f.SMTP)
	number, numberErr := strconv.Atoi(port)
	switch {
	case errors.Join(err, numberErr) != nil || host == "" || number < 1 || number > 65535:
		return nil, fault.New(fault.Invalid, "--smtp %q is not a mail server. Give a host and a port, such as mail.example.org:587.", f.SMTP)
	case base == "":
		return nil, fault.New(fault.Invalid, "Give --base-url, too: mail links to it.")
	case f.SMTPSecurity == "none" && !isLoopback(host):
		return nil, fault.New(fault.Forbidden, "Mail may be sent unencrypted to this machine only, and %s is another. Choose --smtp-security starttls or tls.", host)
	}
	return mail.New(store, log, mail.Options{Host: host, Port: number, User: f.SMTPUser, Password: f.SMTPPassword, From: f.SMTPFrom,
		BaseURL: base, Security: mail.Security(f.SMTPSecurity), Place: newsroom.NoticeAddress, Choices: address.NoticeChoice})
}

// deliver sends letters until ctx ends.
func deliver(ctx context.Context, post *mail.Post, log *slog.Logger) {
	look := time.NewTicker(letterTime)
	defer look.Stop()
	for {
		if err := post.Deliver(ctx); err != nil && ctx.Err() == nil {
			log.Error("send letters", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}
