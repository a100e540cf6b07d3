package mail

import (
	"context"
	"net"
)

// SendTo hands m over to s, which answers under another host name.
func SendTo(ctx context.Context, s *Server, host string, m Message) error {
	text, err := m.bytes(s.From)
	if err != nil {
		return err
	}
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", net.JoinHostPort(s.Host, s.Port))
	if err != nil {
		return err
	}
	defer conn.Close()
	s.Host = host
	return s.hand(conn, m.To, text)
}
