package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// tool returns the path of a program that a test needs. Without it the test is skipped and says so; REQUIRE_PDF_TOOLS=1 makes that a
// failure.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("REQUIRE_PDF_TOOLS") == "1" {
			t.Fatalf("%s is missing, and REQUIRE_PDF_TOOLS=1", name)
		}
		t.Skipf("SKIPPED: %s is not installed (Debian: poppler-utils, qpdf)", name)
	}
	return path
}

// save writes a file for a tool.
func save(t *testing.T, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// extracted returns what pdftotext reads, without the controls that it adds.
func extracted(t *testing.T, file []byte) string {
	t.Helper()
	var complaints bytes.Buffer
	cmd := exec.CommandContext(t.Context(), tool(t, "pdftotext"), save(t, file), "-")
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil || complaints.Len() > 0 {
		t.Fatalf("pdftotext: %v\n%s", err, complaints.String())
	}
	return norm.NFC.String(strings.Map(func(c rune) rune {
		if invisible(c) {
			return -1
		}
		return c
	}, string(out)))
}
