package fault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// smallDisk mounts a file system of so many MiB that lives in memory, until the end of the test.
func smallDisk(t *testing.T, size int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%dm,mode=0700", size)); err != nil {
		t.Skipf("a small disk needs root and Linux: %v: the full and the read-only disk were not tested", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// TestDiskFull fills the disk under the server: saving says clearly that nothing was saved, reading goes on, and when there is room
// again saving works without a new start.
func TestDiskFull(t *testing.T) {
	dir := smallDisk(t, 16)
	c := makeCity(t, dir)
	w, server := serveTown(t, dir)
	b, sami := signIn(t, w.app, c, "manager_a", server.URL), signIn(t, w.app, c, "sami", server.URL)
	path := routes.CasePlan(c.Person("sami"))
	var l ledger
	save := func(text string) bool {
		t.Helper()
		code, body := b.send(t.Context(), http.MethodPost, path+"/goals", goal(text))
		switch code {
		case http.StatusSeeOther:
			l.add(text)
			return true
		case http.StatusServiceUnavailable:
			if !strings.Contains(body, "Nicht gespeichert") || !strings.Contains(body, ">"+text+"<") || !strings.Contains(body, `value="`+text+`"`) {
				t.Errorf("the page does not say that nothing was saved, or has lost the text:\n%s", body)
			}
		default:
			t.Fatalf("%d\n%s", code, body)
		}
		return false
	}
	if !save("before") {
		t.Fatal("nothing can be saved on an empty disk")
	}
	filler := filepath.Join(dir, "filler")
	fill(t, filler, 200<<10)
	refused := 0
	for i := 0; refused < 10 && i < 1000; i++ {
		if !save(fmt.Sprintf("full-%d", i)) {
			refused++
		}
	}
	if refused == 0 {
		t.Fatal("the disk never got full")
	}
	for _, reads := range []struct {
		by   *browser
		path string
	}{{sami, routes.Me}, {sami, routes.MyPlan}, {sami, routes.Profile}, {b, routes.Sessions}} {
		if code, body := reads.by.send(t.Context(), http.MethodGet, reads.path, nil); code != http.StatusOK {
			t.Errorf("GET %s on a full disk: %d\n%s", reads.path, code, body)
		}
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	if !save("after") {
		t.Error("nothing can be saved although there is room again")
	}
	t.Logf("refused %d", refused)
	l.check(t, w, c)
}

// fill writes to a file until so many bytes are left on the disk.
func fill(t *testing.T, name string, left int64) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 1<<16); len(block) > 0; block = block[:len(block)/2] {
		for err = nil; err == nil; {
			_, err = f.Write(block)
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
	}
	size, err := f.Seek(0, io.SeekCurrent)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(size - left); err != nil {
		t.Fatal(err)
	}
}

// TestReadOnlyDisk opens a city whose disk has become read-only after the server was killed: it is said clearly, and nothing breaks.
func TestReadOnlyDisk(t *testing.T) {
	dir := smallDisk(t, 16)
	c := makeCity(t, dir)
	child, addr := start(t, serveEnv+"="+dir, addrEnv+"=127.0.0.1:0")
	anonymous := &browser{base: "http://" + addr, http: http.DefaultClient}
	if code, body := anonymous.send(t.Context(), http.MethodPost, routes.LoginSlip, url.Values{"slip": {c.Slip("sami").Code}, "pin": {testkit.PIN}}); code != http.StatusOK {
		t.Fatalf("%d %s", code, body)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	w, err := openTown(t.Context(), dir)
	if err == nil {
		defer w.tenants.Close()
		_, err = w.app.SignInSlip(t.Context(), c.Slip("sami").Code, testkit.PIN, domain.SessionOwn, "test")
	}
	if domain.KindOf(err) != domain.Unavailable {
		t.Errorf("a read-only disk: %v, want an error of the kind Unavailable", err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, ""); err != nil {
		t.Fatal(err)
	}
	w, err = openTown(t.Context(), dir)
	if err != nil {
		t.Fatalf("writable again: %v", err)
	}
	defer w.tenants.Close()
	checkHalves(t, w)
}

// TestNothingStaysOpen: requests that were given up leave no file open behind them, and a closed city leaves none at all.
func TestNothingStaysOpen(t *testing.T) {
	dir := t.TempDir()
	c := makeCity(t, dir)
	if n := openFiles(t, dir); n != 0 {
		t.Errorf("%d files of a closed city are open", n)
	}
	w, err := openTown(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	by := manager(t, w)
	most := 0
	for n := range 60 {
		ctx, stop := context.WithCancel(t.Context())
		if n%2 == 0 {
			stop()
		}
		_, err := w.app.Plan(ctx, by, c.Person("sami"))
		if err == nil && n%2 == 0 {
			t.Error("a request that was given up is answered")
		}
		stop()
		if n == 9 {
			most = openFiles(t, dir)
		}
	}
	if n := openFiles(t, dir); n > most {
		t.Errorf("%d files are open after 5 requests that were given up, %d after 30", most, n)
	}
	if err := w.tenants.Close(); err != nil {
		t.Error(err)
	}
	if n := openFiles(t, dir); n != 0 {
		t.Errorf("%d files of a closed city are open", n)
	}
}

// openFiles counts the files in dir that this process has open.
func openFiles(t *testing.T, dir string) (n int) {
	t.Helper()
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	for _, fd := range open {
		if name, err := os.Readlink("/proc/self/fd/" + fd.Name()); err == nil && strings.HasPrefix(name, dir) {
			n++
		}
	}
	return n
}
