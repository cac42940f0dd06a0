package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// served is a server that a test started.
type served struct {
	database string
	base     string
	link     string // the one-time link, "" where none was printed
	stop     func() answer
}

// serve starts the server on a free port and waits until it says where it is.
func serve(t *testing.T, database string) served {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	var trouble bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--addr", "127.0.0.1:0", "--database", database}, strings.NewReader(""), in, &trouble)
		_ = in.Close() // a pipe's end always closes
	}()
	lines := bufio.NewScanner(out)
	s := served{database: database}
	for _, into := range []*string{&s.base, &s.link} {
		if !lines.Scan() {
			t.Fatalf("the server ended: %s", trouble.String())
		}
		*into = lastWord(lines.Text())
	}
	s.stop = func() answer {
		cancel()
		rest := ""
		for lines.Scan() {
			rest += lines.Text()
		}
		return answer{status: <-ended, out: rest, err: trouble.String()}
	}
	return s
}

func TestServeAnswersAndStops(t *testing.T) {
	s := serve(t, filepath.Join(t.TempDir(), "galley.db"))
	for _, address := range []string{s.base + "/healthz", s.link} {
		response, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		if err := response.Body.Close(); err != nil {
			t.Error(err)
		}
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s answers %s", address, response.Status)
		}
	}
	if a := s.stop(); a.status != done || a.out != "Galley has stopped." || a.err != "" {
		t.Errorf("stopped with %+v", a)
	}
}

func TestASecondServerIsRefused(t *testing.T) {
	s := serve(t, filepath.Join(t.TempDir(), "galley.db"))
	d := desktop{t: t, database: s.database}
	refused(t, d.run("", "serve", "--addr", strings.TrimPrefix(s.base, "http://")), failed, "already")
	refused(t, d.run("", "serve", "--addr", "127.0.0.1:0"), failed, "Another Galley is serving the database")
	d.must("load", zhuzhou+".txt")
	if a := s.stop(); a.status != done {
		t.Errorf("the first one stopped with %+v", a)
	}
}

func TestServeRefusesAddresses(t *testing.T) {
	taken, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close() //nolint:errcheck // nothing was sent
	tests := []struct {
		name, addr, says string
	}{
		{"all of the machine's, in the clear", ":8080", "plain HTTP on this machine only"},
		{"one that others reach, in the clear", "192.0.2.1:8080", "plain HTTP on this machine only"},
		{"one without a port", "127.0.0.1", "no address to listen on"},
		{"a port that is none", "127.0.0.1:99999", "cannot listen"},
		{"one that is taken", taken.Addr().String(), "Another program uses the address"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refused(t, newDesktop(t).run("", "serve", "--addr", tt.addr), failed, tt.says)
		})
	}
}
