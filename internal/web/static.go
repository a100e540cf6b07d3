package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

//go:embed static
var static embed.FS

// asset is one file of ours, with its brotli form.
type asset struct {
	kind      string
	plain, br []byte
}

// assets are read and compressed once, at the first request for one.
var assets = sync.OnceValue(func() map[string]asset {
	out := map[string]asset{}
	_ = fs.WalkDir(static, "static", func(name string, d fs.DirEntry, err error) error { // an embedded folder is always readable
		if err != nil || d.IsDir() {
			return err
		}
		b, err := static.ReadFile(name)
		if err != nil {
			return err
		}
		var br bytes.Buffer
		z := brotli.NewWriterOptions(&br, brotli.WriterOptions{Quality: 9, LGWin: 16}) // a window of 64 KB: that of 4 MB needs 20 MB of memory
		_, _ = z.Write(b)
		_ = z.Close()
		out[strings.TrimPrefix(name, "static/")] = asset{mime.TypeByExtension(path.Ext(name)), b, br.Bytes()}
		return nil
	})
	return out
})

// staticFiles serves the style, the script and the mark under names with their hash, so that browsers keep them for good.
func staticFiles() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hash, name, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/static/"), "/")
		a, found := assets()[name]
		if !ok || !found {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", a.kind)
		h.Set("Vary", "Accept-Encoding")
		if hash == staticHash() {
			h.Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		body := a.plain
		if strings.Contains(r.Header.Get("Accept-Encoding"), "br") {
			h.Set("Content-Encoding", "br")
			body = a.br
		}
		_, _ = w.Write(body)
	})
}

// staticHash changes when any of our files changes.
var staticHash = sync.OnceValue(func() string {
	sum := sha256.New()
	for _, name := range [...]string{"aufwind.css", "live.js", "linked.js"} {
		b, _ := static.ReadFile("static/" + name) // embedded, so it is there
		sum.Write(b)
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
})
