package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/smtp"
	"net/textproto"
	"time"
)

// sendTime is how long handing over one message may take.
const sendTime = 30 * time.Second

// A Server is where messages are handed in.
type Server struct {
	Host     string // a name or an IP address
	Port     string
	User     string // empty for a server that wants no sign-in
	Password string
	From     string         // a bare address
	Roots    *x509.CertPool // that vouch for the server; nil for those of the machine
}

// loopback tells whether the server is on the same machine.
func (s *Server) loopback() bool {
	ip := net.ParseIP(s.Host)
	return s.Host == "localhost" || ip != nil && ip.IsLoopback()
}

// A RefusedError says that a message was not handed over, at which step and why. It holds no address.
type RefusedError struct {
	Step string
	Code int   // of the server's answer; 0 where there was none
	Err  error // of the network or of TLS; nil where the server answered
}

func (e *RefusedError) Error() string {
	if e.Code != 0 {
		return fmt.Sprintf("mail: %s: the server answered %d", e.Step, e.Code)
	}
	return fmt.Sprintf("mail: %s: %v", e.Step, e.Err)
}

func (e *RefusedError) Unwrap() error { return e.Err }

// errNoTLS says that a server elsewhere offers no STARTTLS.
var errNoTLS = errors.New("the server offers no STARTTLS, and is not on this machine")

// errNoSMTP says that a server answered with what is no answer.
var errNoSMTP = errors.New("the answer is not SMTP")

// refused makes a RefusedError of what went wrong at a step, or nil.
func refused(step string, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*textproto.Error](err); ok {
		return &RefusedError{Step: step, Code: e.Code}
	}
	if _, ok := errors.AsType[textproto.ProtocolError](err); ok { // it holds the server's line
		err = errNoSMTP
	}
	return &RefusedError{Step: step, Err: err}
}

// Send hands m over, within half a minute. An error says that it was not handed over; when the connection breaks after all of it was sent,
// that counts as handed over, so that nobody gets it twice.
// Errors: RefusedError; a message that cannot be written.
func (s *Server) Send(ctx context.Context, m Message) error {
	text, err := m.bytes(s.From)
	if err != nil {
		return err
	}
	ctx, end := context.WithTimeout(ctx, sendTime)
	defer end()
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", net.JoinHostPort(s.Host, s.Port))
	if err != nil {
		return refused("connect", err)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })() // whatever waits for the server then ends
	return s.hand(conn, m.To, text)
}

// hand speaks SMTP.
func (s *Server) hand(conn net.Conn, to string, text []byte) error {
	c, err := smtp.NewClient(conn, s.Host)
	if err != nil {
		return refused("greeting", err)
	}
	defer c.Close()
	if err := s.secure(c); err != nil {
		return err
	}
	if s.User != "" {
		if err := c.Auth(smtp.PlainAuth("", s.User, s.Password, s.Host)); err != nil {
			return refused("sign-in", err)
		}
	}
	if err := c.Mail(s.From); err != nil {
		return refused("sender", err)
	}
	if err := c.Rcpt(to); err != nil {
		return refused("recipient", err)
	}
	w, err := c.Data()
	if err != nil {
		return refused("text", err)
	}
	if _, err := w.Write(text); err != nil {
		return refused("text", err)
	}
	err = refused("end of text", w.Close())
	if e, ok := errors.AsType[*RefusedError](err); ok && e.Code != 0 {
		return err // the server has it not; without an answer it may have
	}
	_ = c.Quit() // it is handed over, whatever the server says to that
	return nil
}

// secure turns to TLS where the server offers it, and insists on it unless the server is on the same machine.
func (s *Server) secure(c *smtp.Client) error {
	if err := c.Hello("localhost"); err != nil {
		return refused("greeting", err)
	}
	if offered, _ := c.Extension("STARTTLS"); !offered {
		if s.loopback() {
			return nil
		}
		return refused("STARTTLS", errNoTLS)
	}
	return refused("STARTTLS", c.StartTLS(&tls.Config{ServerName: s.Host, RootCAs: s.Roots, MinVersion: tls.VersionTLS12}))
}
