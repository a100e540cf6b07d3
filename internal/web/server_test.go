package web

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestSlipStaysOutOfAddresses: whatever page answers a slip's link, the code is in no address of that page.
func TestSlipStaysOutOfAddresses(t *testing.T) {
	v := &visit{app: testkit.New(t).App}
	for path, want := range map[string]string{
		routes.SlipLink("5481-12ME-D28H-YC5V"): routes.Login,
		"/s/x?y=z":                             routes.Login,
		routes.Me + "?a=b":                     routes.Me + "?a=b",
	} {
		if got := v.ui(httptest.NewRequest(http.MethodGet, path, http.NoBody), "").Path; got != want {
			t.Errorf("%s: the page names %s, want %s", path, got, want)
		}
	}
}
