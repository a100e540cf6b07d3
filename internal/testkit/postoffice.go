package testkit

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"math/big"
	"net"
	"net/textproto"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aufwind-im/aufwind/internal/mail"
)

// A PostOffice is a mail server on 127.0.0.1 that keeps what it gets.
type PostOffice struct {
	TLS  bool                     // offers STARTTLS, with a certificate of its own, and takes no mail before
	User string                   // who has to sign in, with the password "geheim"; empty for nobody
	Say  func(verb string) string // the answer to a command, such as "450 later", or "" for the usual one; nil is always the usual one; see Answer

	listener net.Listener
	cert     tls.Certificate
	roots    *x509.CertPool

	mu      sync.Mutex // of Say once it is open, and of letters
	letters []Letter
}

// A Letter is one mail as it came.
type Letter struct {
	From, To string
	Raw      string // header and text, lines end in \n
	Secure   bool   // over TLS
	User     string // who had signed in
}

// Open lets p answer until the end of the test.
func (p *PostOffice) Open(t testing.TB) {
	t.Helper()
	p.certify(t)
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed at the end of the test
	must(t, err)
	p.listener = l
	var under sync.WaitGroup
	under.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			under.Go(func() {
				defer conn.Close()
				(&clerk{office: p, conn: conn, text: textproto.NewConn(conn)}).serve()
			})
		}
	})
	t.Cleanup(func() {
		l.Close()
		under.Wait()
	})
}

// Answer sets Say while p is open.
func (p *PostOffice) Answer(say func(verb string) string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.Say = say
}

// says is Say as it is now.
func (p *PostOffice) says() func(verb string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.Say
}

// Server is how a sender reaches p.
func (p *PostOffice) Server() *mail.Server {
	host, port, _ := net.SplitHostPort(p.listener.Addr().String())
	s := &mail.Server{Host: host, Port: port, From: "aufwind@stadt.example", Roots: p.roots}
	if p.User != "" {
		s.User, s.Password = p.User, "geheim"
	}
	return s
}

// Letters are what came so far.
func (p *PostOffice) Letters() []Letter {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.letters)
}

// certify makes a certificate for 127.0.0.1 that vouches for itself.
func (p *PostOffice) certify(t testing.TB) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	as := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: Start.AddDate(-20, 0, 0), NotAfter: Start.AddDate(60, 0, 0), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, as, as, &key.PublicKey, key)
	must(t, err)
	leaf, err := x509.ParseCertificate(der)
	must(t, err)
	p.cert = tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	p.roots = x509.NewCertPool()
	p.roots.AddCert(leaf)
}

// A clerk speaks with one sender.
type clerk struct {
	office *PostOffice
	conn   net.Conn
	text   *textproto.Conn
	letter Letter
}

func (c *clerk) serve() {
	if !c.say("220", "220 post office") {
		return
	}
	for {
		line, err := c.text.ReadLine()
		if err != nil {
			return
		}
		verb, rest, _ := strings.Cut(line, " ")
		if !c.answer(strings.ToUpper(verb), rest) {
			return
		}
	}
}

// say answers a command; false ends the conversation.
func (c *clerk) say(verb, usual string) bool {
	if say := c.office.says(); say != nil {
		if other := say(verb); other != "" {
			usual = other
		}
	}
	return c.text.PrintfLine("%s", usual) == nil && usual[0] != '4' && usual[0] != '5' || verb == "RCPT"
}

// answer does one command; false ends the conversation.
func (c *clerk) answer(verb, rest string) bool {
	switch verb {
	case "EHLO":
		offers := "250-post office\r\n250-8BITMIME\r\n"
		if c.office.TLS && !c.letter.Secure {
			offers += "250-STARTTLS\r\n"
		}
		return c.say(verb, offers+"250 AUTH PLAIN")
	case "STARTTLS":
		return c.say(verb, "220 go on") && c.secure()
	case "AUTH":
		return c.signIn(rest)
	case "MAIL":
		c.letter.From = between(rest)
		if c.office.TLS && !c.letter.Secure || c.office.User != c.letter.User {
			return c.say(verb, "530 not yet")
		}
		return c.say(verb, "250 ok")
	case "RCPT":
		c.letter.To = between(rest)
		return c.say(verb, "250 ok")
	case "DATA":
		return c.say(verb, "354 go on") && c.read()
	case "QUIT":
		c.say(verb, "221 bye")
	}
	return false
}

// between is what stands in angle brackets.
func between(s string) string {
	_, s, _ = strings.Cut(s, "<")
	s, _, _ = strings.Cut(s, ">")
	return s
}

func (c *clerk) secure() bool {
	conn := tls.Server(c.conn, &tls.Config{Certificates: []tls.Certificate{c.office.cert}, MinVersion: tls.VersionTLS12})
	c.conn, c.text, c.letter.Secure = conn, textproto.NewConn(conn), true
	return true
}

func (c *clerk) signIn(rest string) bool {
	said, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(rest, "PLAIN "))
	if string(said) != "\x00"+c.office.User+"\x00geheim" {
		return c.say("AUTH", "535 no")
	}
	c.letter.User = c.office.User
	return c.say("AUTH", "235 ok")
}

// read takes the text of a mail. It is kept before the sender hears so.
func (c *clerk) read() bool {
	lines, err := c.text.ReadDotLines()
	if err != nil {
		return false
	}
	if c.office.Say != nil {
		if other := c.office.Say("."); other != "" {
			return c.text.PrintfLine("%s", other) == nil && other[0] == '2'
		}
	}
	c.letter.Raw = strings.Join(lines, "\n")
	c.office.mu.Lock()
	c.office.letters = append(c.office.letters, c.letter)
	c.office.mu.Unlock()
	return c.text.PrintfLine("250 kept") == nil
}
