package mail

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"strings"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// A Message is one plain text to one reader.
type Message struct {
	To       string // a bare address
	Subject  string // one line
	Text     string // lines end in \n
	Language string // such as de
	ID       string // letters and digits; with the sender's domain the Message-ID, so that the same message has the same one
	Date     time.Time
}

// bytes is m as it is sent. Whatever stands in its parts, it has these headers and no other.
// Errors: an address, subject or id that cannot stand in a header.
func (m Message) bytes(from string) ([]byte, error) {
	if !domain.ValidAddress(m.To) || !domain.ValidAddress(from) {
		return nil, errors.New("mail: an address that is none")
	}
	if strings.ContainsAny(m.Subject+m.ID+m.Language, "\r\n\x00") || m.ID == "" {
		return nil, errors.New("mail: a header of more than one line, or no id")
	}
	var b bytes.Buffer
	for _, h := range [...][2]string{
		{"From", "<" + from + ">"},
		{"To", "<" + m.To + ">"},
		{"Subject", mime.QEncoding.Encode("utf-8", m.Subject)},
		{"Date", m.Date.Format(time.RFC1123Z)},
		{"Message-ID", "<" + m.ID + from[strings.IndexByte(from, '@'):] + ">"},
		{"Auto-Submitted", "auto-generated"},
		{"Content-Language", m.Language},
		{"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=utf-8"},
		{"Content-Transfer-Encoding", "quoted-printable"},
	} {
		fmt.Fprintf(&b, "%s: %s\r\n", h[0], h[1])
	}
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	if _, err := w.Write([]byte(strings.ReplaceAll(m.Text, "\n", "\r\n"))); err != nil {
		return nil, err
	}
	return b.Bytes(), w.Close()
}
