package browser

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	cd "github.com/chromedp/chromedp"

	"github.com/aufwind-im/aufwind/internal/testkit"
)

// signInPerson signs a person of the city in with slip and PIN; device is own or shared.
func (b *tab) signInPerson(name, device string) {
	b.t.Helper()
	slip := b.site.Slip(name)
	b.open("/login/slip")
	b.fill("slip", slip.Code, "pin", slip.PIN, "device", device)
	b.send("/login/slip")
	if b.path() != "/me" {
		b.fail("the slip of %s leads to %s", name, b.path())
	}
}

// signInStaff signs a user of the city in; the page it leads to is theirs.
func (b *tab) signInStaff(name string) {
	b.t.Helper()
	b.open("/login")
	b.touch(value[string](b, `document.querySelector("summary").innerText`))
	b.fill("username", name, "password", testkit.Password)
	b.send("/login")
	if b.path() == "/login" {
		b.fail("%s is not let in", name)
	}
}

func (b *tab) signOut() {
	b.t.Helper()
	b.send("/logout")
}

// goBack is the back button: it takes pages out of the browser's memory, as a person's does.
func goBack(ctx context.Context, target *cd.Target) error {
	history, err := cdp.Call(ctx, target, page.GetNavigationHistory, struct{}{})
	if err != nil || history.CurrentIndex == 0 {
		return err
	}
	_, err = cdp.Call(ctx, target, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: history.Entries[history.CurrentIndex-1].ID})
	return err
}
