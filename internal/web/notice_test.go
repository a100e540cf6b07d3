package web_test

import (
	"net/http"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestNotice: a new slip stands at the top of the first page in the own language, with who made it, until the person puts it away; who
// acts for the person reads it and cannot. Nobody else has it.
func TestNotice(t *testing.T) {
	s := newSite(t)
	ctx, sami := t.Context(), s.Person("sami")
	slip, err := s.IssueSlip(ctx, s.Actor("manager_a"), sami)
	if err != nil {
		t.Fatal(err)
	}
	text := i18n.Ar.Term("notice", string(domain.NoticeSlipReplaced))
	page, err := s.Me(ctx, s.Acting("manager_a", "sami"))
	if err != nil || len(page.Notices) != 1 {
		t.Fatal(page.Notices, err)
	}
	away := routes.PutAwayNotice(page.Notices[0].ID)
	desk := s.as("manager_a")
	desk.post(routes.StartActing(sami), nil).is(http.StatusOK, text).lacks(away)
	desk.post(away, nil).is(http.StatusNotFound)
	s.SetPIN(sami)
	s.as("olena").get(routes.Me).is(http.StatusOK).lacks(away)
	s.as("olena").post(away, nil).is(http.StatusNotFound)

	token, err := s.SignInSlip(ctx, slip.Code, testkit.PIN, domain.SessionOwn, "")
	if err != nil {
		t.Fatal(err)
	}
	own := s.browser()
	own.keep("session", token)
	own.get(routes.Me).is(http.StatusOK, text, "Anna Weber", away)
	own.post(away, map[string][]string{"as": {"1.2"}}).is(http.StatusConflict)
	own.post(routes.PutAwayNotice(4711), nil).is(http.StatusNotFound)
	own.get(routes.Me).is(http.StatusOK, text)
	own.post(away, nil).is(http.StatusOK).lacks(text)
	own.post(away, nil).is(http.StatusOK).lacks(text) // a second click
}
