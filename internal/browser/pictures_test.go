package browser

import (
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	cd "github.com/chromedp/chromedp"

	"github.com/aufwind-im/aufwind/internal/web/routes"
)

var updatePictures = flag.Bool("update-pictures", false, "make the pictures of the README anew")

// TestPictures checks that the pictures of the README are there; with -update-pictures it makes them.
func TestPictures(t *testing.T) {
	dir := filepath.Join("..", "..", "docs", "pictures")
	if *updatePictures {
		makePictures(t, dir)
	}
	for name, wide := range map[string]int{"person.png": 360, "manager.png": 1280} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if p, err := png.DecodeConfig(f); err != nil || p.Width != wide {
			t.Errorf("%s: %d px wide (%v), want %d", name, p.Width, err, wide)
		}
	}
}

func makePictures(t *testing.T, dir string) {
	t.Helper()
	s := newSite(t)
	is := s.inhabit("sami")
	s.must(os.MkdirAll(dir, 0o755))
	for _, tc := range []struct {
		name, by, language, path string
		wide                     int
	}{
		{"person.png", "sami", "ar", routes.Me, 360},
		{"manager.png", "manager_a", "de", routes.CasePlan(is.person), 1280},
	} {
		b := newTab(t, s, device{who: tc.by, wide: tc.wide})
		b.as(tc.by, tc.language)
		b.open(tc.path)
		shot, err := cd.Run(b.ctx, cd.CaptureScreenshot())
		s.must(err)
		s.must(os.WriteFile(filepath.Join(dir, tc.name), shot, 0o644))
	}
}
