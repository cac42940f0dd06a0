package main

import (
	"strings"
	"testing"
)

func TestTheMailServer(t *testing.T) {
	good := mailFlags{SMTP: "mail.example.org:587", SMTPFrom: "Galley <galley@example.org>", SMTPSecurity: "starttls"}
	with := func(change func(*mailFlags)) mailFlags {
		f := good
		change(&f)
		return f
	}
	if post, err := good.post(nil, nil, "https://galley.example"); post == nil || err != nil {
		t.Errorf("got %v %v", post, err)
	}
	if post, err := (mailFlags{}).post(nil, nil, ""); post != nil || err != nil {
		t.Errorf("without flags: %v %v", post, err)
	}
	tests := []struct {
		name  string
		flags mailFlags
		base  string
		says  string
	}{
		{"no port", with(func(f *mailFlags) { f.SMTP = "mail.example.org" }), "https://galley.example", "is not a mail server"},
		{"an invalid port", with(func(f *mailFlags) { f.SMTP = "mail.example.org:0" }), "https://galley.example", "is not a mail server"},
		{"no base", good, "", "Give --base-url"},
		{"in the clear to another machine", with(func(f *mailFlags) { f.SMTPSecurity = "none" }), "https://galley.example", "unencrypted"},
		{"from nobody", with(func(f *mailFlags) { f.SMTPFrom = "" }), "https://galley.example", "is not a valid sender address"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			post, err := tt.flags.post(nil, nil, tt.base)
			if post != nil || err == nil || !strings.Contains(sentence(err), tt.says) {
				t.Errorf("got %v, %v, want a sentence with %q", post, err, tt.says)
			}
		})
	}
}
