package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/mail"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// mailing names the mail server, and when digests are sent.
type mailing struct {
	SMTP         string `name:"smtp" env:"AUFWIND_SMTP" placeholder:"HOST:PORT" help:"Mail server for the daily digests of staff, such as mail.stadt.example:587. It must offer STARTTLS, unless it is on this machine. Without it no mail is sent."`
	SMTPUser     string `name:"smtp-user" env:"AUFWIND_SMTP_USER" placeholder:"NAME" help:"Who signs in at the mail server. Without it nobody does."`
	SMTPPassword string `name:"smtp-password" env:"AUFWIND_SMTP_PASSWORD" placeholder:"FILE" help:"File with the password for the mail server, mode 0600; it stands nowhere else."`
	MailFrom     string `name:"mail-from" env:"AUFWIND_MAIL_FROM" placeholder:"ADDRESS" help:"E-mail address that mails come from."`
	DigestHour   int    `name:"digest-hour" env:"AUFWIND_DIGEST_HOUR" default:"7" placeholder:"HOUR" help:"Hour of the day, 0 to 23 in the time zone of each tenant, from which on digests are sent."`
}

// server is the mail server that was named, or nil.
func (m mailing) server() (*mail.Server, error) {
	if m.DigestHour < 0 || m.DigestHour > 23 {
		return nil, usageError{fmt.Errorf("--digest-hour: %d is no hour: want 0 to 23", m.DigestHour)}
	}
	if m.SMTP == "" {
		if m.SMTPUser != "" || m.SMTPPassword != "" || m.MailFrom != "" {
			return nil, usageError{errors.New("--smtp is missing: which mail server?")}
		}
		return nil, nil //nolint:nilnil // no server is what was asked for
	}
	host, port, err := net.SplitHostPort(m.SMTP)
	if err != nil || host == "" || port == "" {
		return nil, usageError{errors.New("--smtp: want host:port, such as mail.stadt.example:587")}
	}
	if !domain.ValidAddress(m.MailFrom) {
		return nil, usageError{errors.New("--mail-from: want an e-mail address, such as aufwind@stadt.example")}
	}
	if (m.SMTPUser == "") != (m.SMTPPassword == "") {
		return nil, usageError{errors.New("--smtp-user and --smtp-password belong together")}
	}
	password, err := readPassword(m.SMTPPassword)
	return &mail.Server{Host: host, Port: port, User: m.SMTPUser, Password: password, From: m.MailFrom}, err
}

// readPassword reads the one line of the file. No error holds a part of it.
func readPassword(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	if err := private("--smtp-password", path); err != nil {
		return "", err
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	password := strings.TrimRight(string(b), "\r\n")
	if password == "" || strings.ContainsAny(password, "\r\n\x00") {
		return "", usageError{fmt.Errorf("--smtp-password: %s is not one line with a password", path)}
	}
	return password, nil
}

// courier makes what sends digests, or nil where no mail server was named. base is the address of a host's pages.
func (m mailing) courier(tenants *store.Tenants, base func(host string) string, log *slog.Logger) (*app.Courier, error) {
	server, err := m.server()
	if err != nil || server == nil {
		return nil, err
	}
	return app.NewCourier(server, m.DigestHour, linksOf(tenants, base), log), nil
}

// linksOf finds the addresses that a digest of a tenant names, under its first host name.
func linksOf(tenants *store.Tenants, base func(host string) string) func(context.Context, string) (app.Links, error) {
	return func(ctx context.Context, tenant string) (app.Links, error) {
		list, err := tenants.List(ctx)
		if err != nil {
			return app.Links{}, err
		}
		for _, t := range list {
			if t.ID == tenant && len(t.Hosts) > 0 {
				at := base(t.Hosts[0])
				return app.Links{Agent: at + routes.Jobcenter, Manager: at + routes.Today, Setting: at + routes.Digest}, nil
			}
		}
		return app.Links{}, fmt.Errorf("tenant %s has no host name", tenant)
	}
}

// base is the address of a host's pages: behind a proxy with https, or on the port of this server.
func (c serveCommand) base(host string) string {
	if !c.PlainHTTP {
		return "https://" + host
	}
	_, port, _ := net.SplitHostPort(c.Listen)
	return "http://" + host + ":" + port
}
