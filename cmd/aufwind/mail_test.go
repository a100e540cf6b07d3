package main

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/store"
)

// TestMailing reads what names the mail server; what is wrong is said without the password.
func TestMailing(t *testing.T) {
	const secret = "s3cr3t"
	dir := t.TempDir()
	write := func(name, text string, mode os.FileMode) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	key := write("key", secret+"\n", 0o600)
	const at, from = "mail.stadt.example:587", "aufwind@stadt.example"
	for _, tc := range []struct {
		name   string
		m      mailing
		reason string // empty where it is right
	}{
		{"none", mailing{DigestHour: 7}, ""},
		{"without sign-in", mailing{SMTP: at, MailFrom: from}, ""},
		{"with sign-in", mailing{SMTP: at, MailFrom: from, SMTPUser: "aufwind", SMTPPassword: key, DigestHour: 23}, ""},
		{"no port", mailing{SMTP: "mail.stadt.example", MailFrom: from}, "host:port"},
		{"no host", mailing{SMTP: ":25", MailFrom: from}, "host:port"},
		{"no sender", mailing{SMTP: at}, "--mail-from"},
		{"a sender that is none", mailing{SMTP: at, MailFrom: "Stadt <" + from + ">"}, "--mail-from"},
		{"no server", mailing{MailFrom: from}, "--smtp is missing"},
		{"no password", mailing{SMTP: at, MailFrom: from, SMTPUser: "aufwind"}, "belong together"},
		{"nobody", mailing{SMTP: at, MailFrom: from, SMTPPassword: key}, "belong together"},
		{"a file for all", mailing{SMTP: at, MailFrom: from, SMTPUser: "a", SMTPPassword: write("open", secret, 0o644)}, "mode 0644"},
		{"two lines", mailing{SMTP: at, MailFrom: from, SMTPUser: "a", SMTPPassword: write("two", secret+"\n"+secret, 0o600)}, "not one line"},
		{"no file", mailing{SMTP: at, MailFrom: from, SMTPUser: "a", SMTPPassword: filepath.Join(dir, "absent")}, "no such file"},
		{"no hour", mailing{DigestHour: 24}, "--digest-hour"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, err := tc.m.server()
			switch {
			case tc.reason == "" && err != nil, tc.reason != "" && (err == nil || !strings.Contains(err.Error(), tc.reason)):
				t.Fatalf("error %v, want %q", err, tc.reason)
			case err != nil && strings.Contains(err.Error(), secret):
				t.Errorf("the error shows the password: %v", err)
			case err == nil && (s == nil) != (tc.m.SMTP == ""):
				t.Errorf("the server is %+v", s)
			case err == nil && s != nil && (s.Host != "mail.stadt.example" || s.Port != "587" || s.From != from || s.User != tc.m.SMTPUser || (s.Password == secret) != (s.User != "")):
				t.Errorf("the server is %+v", s)
			}
		})
	}
}

// TestDigestLinks: a digest leads to the first host name of its tenant, over https unless the server says otherwise.
func TestDigestLinks(t *testing.T) {
	w, _, _ := testWorld(t, "")
	dir := t.TempDir()
	key, err := crypt.CreateMaster(filepath.Join(dir, "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	tenants, err := store.OpenTenants(t.Context(), store.Config{Dir: dir, Master: key, Clock: w.now})
	if err != nil {
		t.Fatal(err)
	}
	defer tenants.Close()
	if _, err := tenants.Add(t.Context(), store.Tenant{ID: "ulm", Name: "Ulm", Zone: "Europe/Berlin", Hosts: []string{"b.ulm.example", "a.ulm.example"}}); err != nil {
		t.Fatal(err)
	}
	for want, c := range map[string]serveCommand{
		"https://a.ulm.example":     {Listen: "127.0.0.1:8080"},
		"http://a.ulm.example:8080": {Listen: "127.0.0.1:8080", PlainHTTP: true},
	} {
		links, err := linksOf(tenants, c.base)(t.Context(), "ulm")
		if err != nil || links.Agent != want+"/jobcenter" || links.Manager != want+"/today" || links.Setting != want+"/digest" {
			t.Errorf("%+v, %v, want %s", links, err, want)
		}
		if _, err := linksOf(tenants, c.base)(t.Context(), "köln"); err == nil {
			t.Error("a tenant that is not there has links")
		}
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	if c, err := (mailing{}).courier(tenants, nil, log); c != nil || err != nil {
		t.Errorf("without a mail server: %v, %v", c, err)
	}
}
