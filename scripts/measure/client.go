package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// A conn is one HTTP connection that stays open. It does as little as it can: what a client burns is missing to the server.
type conn struct {
	net.Conn
	r    *bufio.Reader
	body bytes.Buffer // of the last answer
}

// An answer is what one request brought; body is valid until the next request of the connection.
type answer struct {
	status           int
	wire             int // bytes of head and body
	location, cookie string
	encoding         string
	body             []byte
}

func dial(addr string) (*conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &conn{Conn: c, r: bufio.NewReaderSize(c, 64<<10)}, nil
}

// A request is what a browser sends, ready to be written.
type request []byte

// get makes a request for a page; encoding is empty for an answer that is not compressed.
func get(host, path, cookie, encoding string) request {
	return fmt.Appendf(nil, "GET %s HTTP/1.1\r\n%s\r\n", path, head(host, cookie, encoding))
}

// post makes a request that sends a form.
func post(host, path, cookie string, form url.Values) request {
	body := form.Encode()
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\n%sContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
		path, head(host, cookie, ""), len(body), body)
}

func head(host, cookie, encoding string) string {
	h := "Host: " + host + "\r\nUser-Agent: measure\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin\r\n"
	if cookie != "" {
		h += "Cookie: session=" + cookie + "\r\n"
	}
	if encoding != "" {
		h += "Accept-Encoding: " + encoding + "\r\n"
	}
	return h
}

// ask sends one request and reads the whole answer.
func (c *conn) ask(q request) (a answer, err error) {
	if _, err = c.Write(q); err != nil {
		return a, err
	}
	length, chunked := 0, false
	for first := true; ; first = false {
		line, err := c.r.ReadSlice('\n')
		if err != nil {
			return a, err
		}
		a.wire += len(line)
		text := strings.TrimRight(string(line), "\r\n")
		if first {
			_, code, _ := strings.Cut(text, " ")
			if a.status, err = strconv.Atoi(code[:min(3, len(code))]); err != nil {
				return a, err
			}
			continue
		}
		if text == "" {
			break
		}
		name, value, _ := strings.Cut(text, ": ")
		switch name {
		case "Content-Length":
			if length, err = strconv.Atoi(value); err != nil {
				return a, err
			}
		case "Transfer-Encoding":
			chunked = value == "chunked"
		case "Content-Encoding":
			a.encoding = value
		case "Location":
			a.location = value
		case "Set-Cookie":
			if v, ok := strings.CutPrefix(value, "session="); ok {
				a.cookie, _, _ = strings.Cut(v, ";")
			}
		}
	}
	c.body.Reset()
	if chunked {
		err = c.chunks(&a)
	} else {
		_, err = io.CopyN(&c.body, c.r, int64(length))
		a.wire += length
	}
	a.body = c.body.Bytes()
	return a, err
}

func (c *conn) chunks(a *answer) error {
	for {
		line, err := c.r.ReadSlice('\n')
		if err != nil {
			return err
		}
		n, err := strconv.ParseInt(strings.TrimSpace(string(line)), 16, 32)
		if err != nil {
			return err
		}
		a.wire += len(line) + int(n) + 2
		if _, err := io.CopyN(&c.body, c.r, n); err != nil {
			return err
		}
		if _, err := c.r.Discard(2); err != nil {
			return err
		}
		if n == 0 {
			return nil
		}
	}
}
