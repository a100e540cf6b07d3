//go:build unix

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// readmeBlocks are the indented blocks of a part of the README.
func readmeBlocks(t *testing.T, heading string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, part, found := strings.Cut(string(text), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("the README has no part %q", heading)
	}
	part, _, _ = strings.Cut(part, "\n## ")
	var blocks []string
	for _, paragraph := range strings.Split(part, "\n\n") {
		if strings.HasPrefix(paragraph, "    ") {
			blocks = append(blocks, strings.ReplaceAll(strings.TrimPrefix(paragraph, "    "), "\n    ", "\n"))
		}
	}
	return blocks
}

// shell prepares a shell in an empty folder, in which this program is called aufwind.
func shell(t *testing.T, home, script string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(t.TempDir(), "bin")
	if err := os.Mkdir(bin, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(bin, "aufwind")); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), "sh", "-e", "-c", script)
	c.Dir = home
	c.Env = []string{"PATH=" + bin + ":" + os.Getenv("PATH"), "HOME=" + home, beAufwind + "=1", "AUFWIND_LISTEN=127.0.0.1:0"}
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return c
}

// TestReadme runs the commands of the README, word by word in a shell, until the first person is registered.
func TestReadme(t *testing.T) {
	blocks := readmeBlocks(t, "A city of your own")
	if len(blocks) != 2 || !strings.Contains(blocks[0], "\naufwind serve") {
		t.Fatalf("the blocks have changed: %q", blocks)
	}
	home := t.TempDir()
	c := shell(t, home, blocks[0])
	printed, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	complaints := new(bytes.Buffer)
	c.Stderr = complaints
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	defer func() {
		_ = syscall.Kill(-c.Process.Pid, syscall.SIGTERM)
		_, _ = io.Copy(io.Discard, printed)
		_ = c.Wait()
	}()
	base := ""
	for buffer := make([]byte, 4096); base == ""; {
		n, err := printed.Read(buffer)
		said.Write(buffer[:n])
		base = regexp.MustCompile(`http://[0-9.]+:\d+`).FindString(said.String())
		if err != nil && base == "" {
			t.Fatalf("%v: %s%s", err, said.String(), complaints)
		}
	}
	m := regexp.MustCompile(`user name +helga\npassword +(\S+)`).FindStringSubmatch(said.String())
	if m == nil {
		t.Fatal(said.String())
	}
	registersFirst(t, base, "127.0.0.1", "helga", m[1], "Lindenweg 5")

	// The second block goes on where the first one ended, while the server runs.
	if err := os.WriteFile(filepath.Join(home, "accommodations.csv"),
		[]byte("district,accommodation,kind,organisation,manager\nSüd,Halle,hall,Verein Brücke,anna\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	more := shell(t, home, "export AUFWIND_DATA=$HOME/aufwind\n"+blocks[1])
	out, err := more.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "events, as they were written") || !strings.Contains(string(out), "would add 1 district and 1 accommodation\n") {
		t.Errorf("%v: %s", err, out)
	}
}
