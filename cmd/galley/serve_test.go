package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// served is a server that a test started.
type served struct {
	database string
	base     string
	link     string // the one-time link, "" if none was printed
	stop     func() answer
}

// serve starts the server on a free port and waits until it says where it is.
func serve(t *testing.T, database string, flags ...string) served {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	var trouble bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0", "--database", database}, flags...), strings.NewReader(""), in, &trouble)
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
	if a := s.stop(); a.status != done || a.out != "Galley has stopped." || strings.Count(a.err, "\n") != 1 || !strings.Contains(a.err, " msg=request method=GET route=/welcome/:token status=200 ") {
		t.Errorf("stopped with %+v", a)
	}
}

func TestTheLog(t *testing.T) {
	tests := []struct {
		name, level string
		want        []string // level and message, and the route if any
	}{
		{"everything", "debug", []string{"DEBUG request /healthz", "INFO request /issues", "WARN request /sign-in", "WARN http: TLS handshake error"}},
		{"requests, as if nothing was said", "info", []string{"INFO request /issues", "WARN request /sign-in", "WARN http: TLS handshake error"}},
		{"what is refused", "warn", []string{"WARN request /sign-in", "WARN http: TLS handshake error"}},
		{"failures alone", "error", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			flags := []string{"--log-level", tt.level, "--log-format", "json"}
			if tt.level == "info" {
				flags = flags[2:]
			}
			var got []string
			for line := range strings.Lines(logOf(t, flags)) {
				var told struct{ Time, Level, Msg, Route string }
				if err := json.Unmarshal([]byte(line), &told); err != nil || told.Time == "" {
					t.Fatalf("no line of JSON: %q %v", line, err)
				}
				what, _, _ := strings.Cut(told.Msg, " from ")
				got = append(got, strings.TrimSpace(told.Level+" "+what+" "+told.Route))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("the log (-want +got)\n%s", diff)
			}
		})
	}
}

// logOf is what a server logs of four requests, the last one without TLS if the server speaks TLS.
func logOf(t *testing.T, flags []string) string {
	t.Helper()
	certificate, key := selfSigned(t)
	s := serve(t, filepath.Join(t.TempDir(), "galley.db"), append(flags, "--tls-cert", certificate, "--tls-key", key)...)
	client := &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}, // its certificate is made here
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	for _, path := range []string{"/healthz", "/issues"} {
		response, err := client.Get(s.base + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close() // nothing is asked of it
	}
	response, err := client.PostForm(s.base+"/sign-in", url.Values{"name": {"nobody"}})
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close() // nothing is asked of it
	plain, err := http.Get("http" + strings.TrimPrefix(s.base, "https"))
	if err != nil {
		t.Fatal(err)
	}
	_ = plain.Body.Close() // it says that TLS is spoken here
	a := s.stop()
	if a.status != done {
		t.Errorf("stopped with %+v", a)
	}
	return a.err
}

// selfSigned writes a certificate and its key, and gives their files.
func selfSigned(t *testing.T) (certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	plan := &x509.Certificate{SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, NotAfter: time.Now().Add(time.Hour)}
	public, err := x509.CreateCertificate(rand.Reader, plan, plan, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	certificate, key = filepath.Join(t.TempDir(), "cert.pem"), filepath.Join(t.TempDir(), "key.pem")
	for file, block := range map[string]*pem.Block{certificate: {Type: "CERTIFICATE", Bytes: public}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return certificate, key
}

func TestTheLogRefusesFlags(t *testing.T) {
	refused(t, newDesktop(t).run("", "serve", "--log-level", "loud"), misspelt, "--log-level must be one of")
	refused(t, newDesktop(t).run("", "serve", "--log-format", "xml"), misspelt, "--log-format must be one of")
}

func TestASecondServerIsRefused(t *testing.T) {
	s := serve(t, filepath.Join(t.TempDir(), "galley.db"))
	d := desktop{t: t, database: s.database}
	refused(t, d.run("", "serve", "--addr", strings.TrimPrefix(s.base, "http://")), failed, "already")
	refused(t, d.run("", "serve", "--addr", "127.0.0.1:0"), failed, "Another Galley is already serving the database")
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
		{"one without a port", "127.0.0.1", "is not an address to listen on"},
		{"an invalid port", "127.0.0.1:99999", "cannot listen"},
		{"one that is taken", taken.Addr().String(), "Another program already uses the address"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refused(t, newDesktop(t).run("", "serve", "--addr", tt.addr), failed, tt.says)
		})
	}
}
