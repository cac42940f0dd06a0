package main

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"strings"
	"syscall"

	"galley/fault"
)

// mayListen refuses to send passwords over a network in the clear.
func (s serveCommand) mayListen() error {
	if _, _, err := net.SplitHostPort(s.Addr); err != nil {
		return fault.New(fault.Invalid, "%q is not an address to listen on. Give a host and a port, such as 127.0.0.1:8080.", s.Addr)
	}
	if s.secure() || s.loopback() {
		return nil
	}
	return fault.New(fault.Forbidden, "Galley serves plain HTTP on this machine only, but %s can be reached from others. Give --tls-cert and --tls-key, or --behind-proxy if a proxy provides HTTPS.", s.Addr)
}

// secure reports whether browsers reach us by HTTPS.
func (s serveCommand) secure() bool { return s.TLSCert != "" || s.BehindProxy }

// loopback reports whether only this machine can reach the address.
func (s serveCommand) loopback() bool {
	host, _, err := net.SplitHostPort(s.Addr)
	if err != nil {
		return false
	}
	return isLoopback(strings.TrimSuffix(host, "."))
}

// listen takes the address, with TLS if a certificate is given.
func (s serveCommand) listen(ctx context.Context) (net.Listener, error) {
	if err := s.mayListen(); err != nil {
		return nil, err
	}
	if s.TLSCert == "" {
		return s.take(ctx)
	}
	certificate, err := tls.LoadX509KeyPair(s.TLSCert, s.TLSKey)
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, err, "%s and %s cannot be used as certificate and key: %s.", s.TLSCert, s.TLSKey, err)
	}
	listener, err := s.take(ctx)
	if err != nil {
		return nil, err
	}
	return tls.NewListener(listener, &tls.Config{
		Certificates: []tls.Certificate{certificate},
		NextProtos:   []string{"h2", "http/1.1"},
		MinVersion:   tls.VersionTLS12,
	}), nil
}

// take takes the address.
func (s serveCommand) take(ctx context.Context) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.Addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fault.Wrap(fault.Conflict, err, "Another program already uses the address %s. Stop it, or choose another with --addr.", s.Addr)
	case errors.Is(err, syscall.EACCES):
		return nil, fault.Wrap(fault.Forbidden, err, "This account may not listen on %s. Choose a port above 1023 with --addr.", s.Addr)
	case err != nil:
		return nil, fault.Wrap(fault.Invalid, err, "Galley cannot listen on %s. Choose another address with --addr.", s.Addr)
	}
	return listener, nil
}
