package main

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/demo"
	"github.com/aufwind-im/aufwind/internal/domain"
)

func TestTenantAndUser(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	runs(t, exitFailed, "", "tenant", "list", "--data", dir) // there is no key and no data
	runs(t, 0, "", "tenant", "add", "esslingen", "--data", dir, "--name", "Esslingen", "--host", "esslingen.localhost", "--host", "es.localhost")
	for args, want := range map[string]string{
		"Esslingen! --name x --host x.localhost":                 "short name",
		"esslingen --name x --host x.localhost":                  `there is a tenant "esslingen" already`,
		"other --name x --host ES.localhost":                     `"ES.localhost" belongs to the tenant "esslingen"`,
		"other --name x --host https://x.example/":               "is no host name",
		"other --name x --host x.localhost:8080":                 "without port",
		"other --name x --host x.localhost --zone Europe/Narnia": `no time zone "Europe/Narnia"`,
	} {
		said := runs(t, exitUsage, "", append([]string{"tenant", "add", "--data", dir}, strings.Fields(args)...)...)
		if !strings.Contains(said, want) || strings.Contains(said, "UNIQUE") {
			t.Errorf("%s: %s, want %s", args, said, want)
		}
	}
	if said := runs(t, 0, "", "tenant", "list", "--data", dir); !strings.Contains(said, "es.localhost") || strings.Contains(said, "x.localhost") {
		t.Error(said)
	}
	if about, err := os.Stat(filepath.Join(dir, "master.key")); err != nil || about.Mode().Perm() != 0o600 {
		t.Errorf("master key: %v, %v", about, err)
	}

	add := func(code int, in string, args ...string) string {
		t.Helper()
		return runs(t, code, in, append([]string{"user", "add", "--data", dir, "--tenant", "esslingen", "--name", "Ada Licht", "--team", "A"}, args...)...)
	}
	manager := []string{"--role", "integration_manager", "--org", "Verein Brücke"}
	add(exitUsage, "", append(manager, "ada")...) // no such organisation
	said := add(0, "", append(manager, "ada", "--new-org", "provider")...)
	password := regexp.MustCompile(`password +(\S{26})`).FindStringSubmatch(said)
	if password == nil {
		t.Fatal(said)
	}
	add(exitUsage, "", append(manager, "ada")...)                                  // the name is taken
	add(exitUsage, "", append(manager, "eva", "--new-org", "provider")...)         // the organisation is there
	add(exitUsage, "", "--org", "Verein Brücke", "--role", "jobcenter_agent", "e") // not in a provider
	add(exitUsage, "", "--org", "Verein Brücke", "--role", "emperor", "e")
	add(exitUsage, "short\n", append(manager, "eva", "--password-stdin")...)
	if said := add(0, "ein-langer-baum-am-weg\n", append(manager, "eva", "--password-stdin", "--totp")...); strings.Contains(said, "langer") ||
		!strings.Contains(said, "otpauth://totp/Aufwind%20Esslingen:eva?") {
		t.Error(said)
	}
	runs(t, exitUsage, "", "user", "add", "--data", dir, "--tenant", "ulm", "--name", "x", "--team", "A", "--role", "admin", "--org", "x", "x")

	base := serving(t, "serve", "--data", dir, "--listen", "127.0.0.1:0", "--plain-http")
	code, cookies := signIn(t, base, "es.localhost", demo.Login{Role: domain.RoleIntegrationManager, Username: "ada", Password: password[1]})
	if code != http.StatusSeeOther || len(cookies) == 0 {
		t.Errorf("the new user signs in: %d", code)
	}
	if code, _ := signIn(t, base, "es.localhost", demo.Login{Username: "eva", Password: password[1]}); code == http.StatusSeeOther {
		t.Error("eva signs in with the password of ada")
	}
}

// TestLostKey checks that no second master key is made for data that has one.
func TestLostKey(t *testing.T) {
	dir := smallDemo(t)
	key := filepath.Join(dir, "master.key")
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"serve --listen 127.0.0.1:0", "migrate", "tenant add x --name x --host x"} {
		said := runs(t, exitFailed, "", append(strings.Fields(command), "--data", dir)...)
		if _, err := os.Stat(key); err == nil || !strings.Contains(said, "master key") {
			t.Errorf("%s: %s, %v", command, said, err)
		}
	}
}

func TestConfigDescribe(t *testing.T) {
	said := runs(t, 0, "", "config", "describe")
	for _, want := range []string{"AUFWIND_DATA", "AUFWIND_LISTEN", "AUFWIND_POSTGRES", "AUFWIND_MASTER_KEY", "--plain-http", "127.0.0.1:8080"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %s in\n%s", want, said)
		}
	}
}
