package mail_test

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"

	post "github.com/aufwind-im/aufwind/internal/mail"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

func message() post.Message {
	return post.Message{
		To: "jana.bauer@amt.example", Subject: "Es wartet etwas – auf Sie", Text: "Drei Vorschläge warten.\n.\n. Punkt am Anfang\n" + strings.Repeat("lang ", 300) + "\n",
		Language: "de", ID: "digest.1", Date: testkit.Start,
	}
}

// TestSend hands mails over to a real server: what comes out is what went in, over TLS wherever the server offers it.
func TestSend(t *testing.T) {
	for name, office := range map[string]*testkit.PostOffice{
		"plain on this machine": {}, "starttls": {TLS: true}, "sign-in": {TLS: true, User: "aufwind"},
	} {
		t.Run(name, func(t *testing.T) {
			office.Open(t)
			if err := office.Server().Send(t.Context(), message()); err != nil {
				t.Fatal(err)
			}
			letters := office.Letters()
			if len(letters) != 1 {
				t.Fatalf("%d letters", len(letters))
			}
			l := letters[0]
			if l.From != "aufwind@stadt.example" || l.To != message().To || l.Secure != office.TLS || l.User != office.User {
				t.Errorf("it came as %+v", l)
			}
			m, err := mail.ReadMessage(strings.NewReader(l.Raw))
			if err != nil {
				t.Fatal(err)
			}
			subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
			if err != nil || subject != message().Subject {
				t.Errorf("the subject is %q, %v", subject, err)
			}
			text, err := io.ReadAll(quotedprintable.NewReader(m.Body))
			if err != nil || strings.TrimSpace(string(text)) != strings.TrimSpace(message().Text) {
				t.Errorf("the text is %q, %v", text, err)
			}
			if got := m.Header.Get("Message-ID"); got != "<digest.1@stadt.example>" || m.Header.Get("Auto-Submitted") != "auto-generated" {
				t.Errorf("Message-ID %s, %v", got, m.Header)
			}
			for line := range strings.Lines(l.Raw) {
				if len(line) > 998 || strings.ContainsFunc(line, func(r rune) bool { return r > '~' }) {
					t.Errorf("a line that servers need not take: %q", line)
				}
			}
		})
	}
}

// TestRefused: whatever goes wrong is said by step and code, without an address, and nothing is handed over.
func TestRefused(t *testing.T) {
	says := func(verb, answer string) func(string) string {
		return func(v string) string {
			if v == verb {
				return answer
			}
			return ""
		}
	}
	const unknown = "550 5.1.1 <jana.bauer@amt.example> is unknown here"
	for _, tc := range []struct {
		name   string
		office *testkit.PostOffice
		change func(*post.Server)
		step   string
		code   int
	}{
		{"greeting", &testkit.PostOffice{Say: says("220", "554 no jana.bauer@amt.example")}, nil, "greeting", 554},
		{"no answer at all", &testkit.PostOffice{Say: says("RCPT", "jana.bauer@amt.example?")}, nil, "recipient", 0},
		{"recipient", &testkit.PostOffice{Say: says("RCPT", unknown)}, nil, "recipient", 550},
		{"later", &testkit.PostOffice{Say: says(".", "451 later, jana.bauer@amt.example")}, nil, "end of text", 451},
		{"wrong password", &testkit.PostOffice{TLS: true, User: "aufwind"}, func(s *post.Server) { s.Password = "falsch" }, "sign-in", 535},
		{"no sign-in", &testkit.PostOffice{User: "aufwind"}, func(s *post.Server) { s.User = "" }, "sender", 530},
		{"a certificate that nobody knows", &testkit.PostOffice{TLS: true}, func(s *post.Server) { s.Roots = nil }, "STARTTLS", 0},
		{"a certificate of somebody else", &testkit.PostOffice{TLS: true}, func(s *post.Server) { s.Host = "localhost" }, "STARTTLS", 0},
		{"nobody there", &testkit.PostOffice{}, func(s *post.Server) { s.Port = "1" }, "connect", 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tc.office.Open(t)
			s := tc.office.Server()
			if tc.change != nil {
				tc.change(s)
			}
			err := s.Send(t.Context(), message())
			refused, ok := errors.AsType[*post.RefusedError](err)
			if !ok || refused.Step != tc.step || refused.Code != tc.code {
				t.Errorf("%v, want %s %d", err, tc.step, tc.code)
			} else if strings.Contains(err.Error(), "jana") || strings.Contains(err.Error(), "geheim") {
				t.Errorf("the error says %q", err)
			}
			if n := len(tc.office.Letters()); n != 0 {
				t.Errorf("%d letters", n)
			}
		})
	}
}

// TestElsewhere: a server that is not on this machine gets nothing without TLS, not even a name.
func TestElsewhere(t *testing.T) {
	heard := ""
	office := testkit.PostOffice{Say: func(verb string) string { heard += verb + " "; return "" }}
	office.Open(t)
	err := post.SendTo(t.Context(), office.Server(), "mail.stadt.example", message())
	if err == nil || !strings.Contains(err.Error(), "STARTTLS") || heard != "220 EHLO " {
		t.Errorf("%v after %s", err, heard)
	}
}

// TestNoAnswer: when the connection breaks after all was sent, it counts as handed over; a server that says nothing is given up.
func TestNoAnswer(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	after := testkit.PostOffice{Say: func(verb string) string {
		if verb == "." {
			end()
			return "250 and then nothing"
		}
		return ""
	}}
	after.Open(t)
	if err := after.Server().Send(ctx, message()); err != nil {
		t.Errorf("broken after the end: %v", err)
	}
	ctx, end = context.WithCancel(t.Context())
	wait := make(chan struct{})
	mute := testkit.PostOffice{Say: func(verb string) string {
		if verb == "MAIL" {
			end()
			<-wait
		}
		return ""
	}}
	mute.Open(t)
	if err := mute.Server().Send(ctx, message()); err == nil {
		t.Error("a server that says nothing counts as reached")
	}
	close(wait)
}

// TestHeaders: nothing that stands in a message can make a header of its own.
func TestHeaders(t *testing.T) {
	office := testkit.PostOffice{}
	office.Open(t)
	for name, change := range map[string]func(*post.Message){
		"to":       func(m *post.Message) { m.To = "a@b.example\r\nBcc: c@d.example" },
		"two":      func(m *post.Message) { m.To = "a@b.example,c@d.example" },
		"name":     func(m *post.Message) { m.To = "A <a@b.example>" },
		"no":       func(m *post.Message) { m.To = "" },
		"subject":  func(m *post.Message) { m.Subject = "x\r\nBcc: c@d.example" },
		"id":       func(m *post.Message) { m.ID = "x\nBcc: c@d.example" },
		"language": func(m *post.Message) { m.Language = "de\r\nBcc: c@d.example" },
	} {
		m := message()
		change(&m)
		if err := office.Server().Send(t.Context(), m); err == nil {
			t.Errorf("%s: it was sent", name)
		}
	}
	s := office.Server()
	s.From = "a@b.example\r\nBcc: c@d.example"
	if err := s.Send(t.Context(), message()); err == nil {
		t.Error("from: it was sent")
	}
	if n := len(office.Letters()); n != 0 {
		t.Errorf("%d letters", n)
	}
}
