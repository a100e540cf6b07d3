package web_test

import (
	"bufio"
	"net/http"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// live opens a stream about sami and returns its lines once it is open.
func (b *browser) live() *bufio.Scanner {
	t := b.site.t
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.site.server.URL+routes.Live+"?person="+b.site.Person("sami").String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := b.http.Do(r)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("the stream: %v, %v", answer, err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	lines := bufio.NewScanner(answer.Body)
	if !lines.Scan() {
		t.Fatal("the stream does not begin")
	}
	return lines
}

// event is the next event of a stream, empty at its end.
func event(lines *bufio.Scanner) string {
	for lines.Scan() {
		if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			return name
		}
	}
	return ""
}

// TestStreamsPerSession shows that a session keeps six live pages: the seventh ends the first, and nobody else's.
func TestStreamsPerSession(t *testing.T) {
	s := newSite(t)
	sami, manager := s.as("sami"), s.as("manager_a")
	other := manager.live()
	var mine []*bufio.Scanner
	for range 7 {
		mine = append(mine, sami.live())
	}
	if got := event(mine[0]); got != "enough" {
		t.Errorf("the first stream hears %q, want that there are enough", got)
	}
	if got := event(mine[0]); got != "" {
		t.Errorf("the first stream goes on with %q", got)
	}
	if _, err := s.SaveEntry(t.Context(), s.Actor("sami"), domain.Entry{Section: domain.SectionContact, Contact: &domain.Contact{Phone: "0711 1"}}, ""); err != nil {
		t.Fatal(err)
	}
	for i, lines := range append(mine[1:], other) {
		if got := event(lines); got != "changed" {
			t.Errorf("stream %d hears %q, want the change", i+1, got)
		}
	}
}
