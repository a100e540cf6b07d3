package browser

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	cd "github.com/chromedp/chromedp"
)

// listen writes down what a healthy page never does: exceptions, lines in the console, violations of the policy, requests to
// anybody else, and answers that are errors. It runs while messages of the browser are read, so it only writes.
func (b *tab) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.fault("exception: " + e.ExceptionDetails.Text + " " + exception(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if len(e.Args) > 0 {
			b.fault("console." + string(e.Type) + ": " + string(e.Args[0].Value) + e.Args[0].Description)
		}
	case *log.EventEntryAdded:
		network := e.Entry.Source == log.EntrySourceNetwork // told by the answer itself
		if e.Entry.Level == log.EntryLevelError && !network || e.Entry.Source == log.EntrySourceSecurity || e.Entry.Source == log.EntrySourceViolation {
			b.fault(string(e.Entry.Source) + " " + string(e.Entry.Level) + ": " + e.Entry.Text + " " + e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err != nil || u.Host != b.host() && u.Scheme != "data" && u.Scheme != "about" {
			b.fault("request to somebody else: " + e.Request.URL)
		}
	case *network.EventResponseReceived:
		b.mu.Lock()
		ok := e.Response.Status < 400 || b.allowed[e.Response.Status]
		b.mu.Unlock()
		if !ok {
			b.fault("status of " + e.Response.URL + ": " + e.Response.StatusText)
		}
	case *network.EventLoadingFinished:
		b.mu.Lock()
		b.wire.requests++
		b.wire.bytes += e.EncodedDataLength
		b.mu.Unlock()
	case *network.EventLoadingFailed:
		if e.BlockedReason != "" || e.CorsErrorStatus != nil {
			b.fault("blocked: " + string(e.Type) + " " + string(e.BlockedReason))
		}
	}
}

func exception(d *runtime.ExceptionDetails) string {
	if d.Exception == nil {
		return ""
	}
	return d.Exception.Description
}

func (b *tab) host() string {
	u, err := url.Parse(b.site.url("/"))
	if err != nil {
		return ""
	}
	return u.Host
}

func (b *tab) fault(what string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.faults = append(b.faults, what)
}

// check reports the faults so far; the test goes on.
func (b *tab) check() {
	b.t.Helper()
	for _, f := range b.taken() {
		b.t.Errorf("%s: %s", b.who, f)
	}
}

func (b *tab) taken() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	f := b.faults
	b.faults = nil
	return f
}

// pictures is the folder of what the tests saw.
func pictures() string {
	if dir := os.Getenv("AUFWIND_SCREENSHOTS"); dir != "" {
		return dir
	}
	return "screenshots"
}

// picture keeps what the tab shows, from its upper to its lower edge.
func (b *tab) picture(name string) {
	b.t.Helper()
	if b.noScript {
		name += "-noscript"
	}
	shot, err := b.shot()
	if err == nil {
		err = os.MkdirAll(pictures(), 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(pictures(), strings.ReplaceAll(name, "/", "_")+".png"), shot, 0o644)
	}
	if err != nil {
		b.t.Errorf("picture %s: %v", name, err)
	}
}

// shot is a picture of the whole page.
func (b *tab) shot() ([]byte, error) {
	if err := b.unrolled(); err != nil {
		return nil, err
	}
	shot, err := cd.Run(b.ctx, cd.CaptureScreenshot())
	if err == nil {
		err = cd.Do(b.ctx, b.resized(b.wide))
	}
	return shot, err
}

// unrolled makes the viewport as high as the page, so that nothing sticks in front of something else.
func (b *tab) unrolled() error {
	high, err := eval[float64](b, `(scrollTo(0,0),Math.max(document.documentElement.scrollHeight,innerHeight))`)
	if err != nil {
		return err
	}
	return cd.Do(b.ctx, b.sized(b.wide, int(min(high, 16000))))
}

// call sends one command to the tab.
func call[P, R any](b *tab, cmd cdp.Command[P, R], params P) R {
	b.t.Helper()
	out, err := cd.Call(b.ctx, cmd, params)
	if err != nil {
		b.t.Fatalf("%s: %v", b.who, err)
	}
	return out
}
