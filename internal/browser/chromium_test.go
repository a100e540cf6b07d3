package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"

	cd "github.com/chromedp/chromedp"
)

// chromium is the one browser of all tests.
type chromium struct {
	ctx  context.Context
	stop func()
}

// launched starts Chromium at the first test that needs it.
var launched = sync.OnceValues(launch)

func TestMain(m *testing.M) {
	code := m.Run()
	if c, err := launched(); err == nil {
		c.stop()
	}
	os.Exit(code)
}

func launch() (*chromium, error) {
	bin, err := findChromium()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "aufwind-browser")
	if err != nil {
		return nil, err
	}
	options := append(slices.Clone(cd.DefaultExecAllocatorOptions[:]),
		cd.ExecPath(bin), cd.NoSandbox, cd.DisableGPU, cd.UserDataDir(dir), cd.Flag("disable-quic", true),
		cd.Flag("disable-component-update", true), cd.Flag("force-color-profile", "srgb"))
	alloc, endAlloc := cd.NewExecAllocator(context.Background(), options...)
	ctx, end := cd.NewContext(alloc)
	c := &chromium{ctx: ctx, stop: func() {
		end()
		endAlloc()
		os.RemoveAll(dir)
	}}
	if err := cd.Do(ctx); err != nil {
		c.stop()
		return nil, fmt.Errorf("start %s: %w", bin, err)
	}
	return c, nil
}

var errNoChromium = errors.New("no chromium and no google-chrome: NO PAGE WAS OPENED IN A BROWSER")

func findChromium() (string, error) {
	for _, name := range [...]string{"chromium", "google-chrome"} {
		if bin, err := exec.LookPath(name); err == nil {
			return bin, nil
		}
	}
	return "", errNoChromium
}

// needChromium returns the browser; a test that cannot have it is skipped, or fails with REQUIRE_BROWSER=1.
func needChromium(t *testing.T) *chromium {
	t.Helper()
	c, err := launched()
	switch {
	case err == nil:
		return c
	case errors.Is(err, errNoChromium) && os.Getenv("REQUIRE_BROWSER") != "1":
		t.Skip(err)
	}
	t.Fatal(err)
	return nil
}
