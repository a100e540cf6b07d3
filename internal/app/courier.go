package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/mail"
	"github.com/aufwind-im/aufwind/internal/store"
)

// How a process sends digests.
const (
	courierEvery = time.Minute
	digestLease  = 10 * time.Minute // after that another process may take the digest
)

// digestAgain is when a digest is tried again that the mail server did not take; after the last one it waits for the next day.
var digestAgain = [...]time.Duration{5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 4 * time.Hour}

// Links are the addresses of pages that a digest names.
type Links struct {
	Agent   string // what waits for a Jobcenter agent
	Manager string // what waits for an integration manager
	Setting string // where the digest is switched off
}

// A Courier sends the daily digests of a process's tenants. A nil Courier sends none.
type Courier struct {
	server *mail.Server
	hour   int
	links  func(ctx context.Context, tenant string) (Links, error)
	log    *slog.Logger
}

// NewCourier returns a courier that hands digests to server from the hour on, 0 to 23 in the time zone of each tenant.
func NewCourier(server *mail.Server, hour int, links func(ctx context.Context, tenant string) (Links, error), log *slog.Logger) *Courier {
	return &Courier{server: server, hour: hour, links: links, log: log}
}

// Run sends what is due, every minute, until ctx ends. cities lists the tenants.
func (c *Courier) Run(ctx context.Context, cities func(context.Context) ([]*App, error)) {
	if c == nil {
		return
	}
	tick := time.NewTicker(courierEvery)
	defer tick.Stop()
	for {
		list, err := cities(ctx)
		for _, a := range list {
			if ctx.Err() == nil {
				err = cmp.Or(err, c.Round(ctx, a))
			}
		}
		if err != nil && ctx.Err() == nil {
			c.log.ErrorContext(ctx, "digests cannot be sent now", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Round sends what is due now in one tenant: to each user one digest a day, from the hour on, and none when nothing waits. It ends when the
// mail server gives no answer, so that the other tenants do not wait.
func (c *Courier) Round(ctx context.Context, a *App) error {
	if a.DB.Now().Time().In(a.DB.Zone).Hour() < c.hour {
		return nil
	}
	due, err := a.digestsDue(ctx)
	if err != nil || len(due) == 0 {
		return err
	}
	links, err := c.links(ctx, a.DB.Tenant)
	if err != nil {
		return err
	}
	for _, u := range due {
		if ctx.Err() != nil {
			return nil
		}
		if down, err := c.send(ctx, a, u, links); err != nil || down {
			return err
		}
	}
	return nil
}

// send sends the digest of one user, unless another process does or nothing waits; down tells that the mail server gave no answer.
func (c *Courier) send(ctx context.Context, a *App, u domain.UserID, links Links) (down bool, err error) {
	turn, digest, ok, err := a.takeDigest(ctx, u)
	if err != nil || !ok {
		return false, err
	}
	refused := c.server.Send(ctx, digestMessage(a, turn, digest, links))
	if refused != nil {
		c.log.WarnContext(ctx, "digest not sent", "tenant", a.DB.Tenant, "user", u, "try", turn.Tries, "err", refused)
	}
	e, ok := errors.AsType[*mail.RefusedError](refused)
	return ok && e.Code == 0, a.saveDigest(context.WithoutCancel(ctx), turn, digest, refused == nil) // also while the server is asked to stop
}

// digestsDue returns the users of the tenant whose digest of today nobody has looked after.
func (a *App) digestsDue(ctx context.Context) (due []domain.UserID, err error) {
	err = a.DB.Read(ctx, func(tx *store.Tx) error {
		due, err = tx.DigestsDue(ctx)
		return err
	})
	return due, err
}

// takeDigest takes the digest of the user for today and counts what waits. When nothing does, the day is over for it.
func (a *App) takeDigest(ctx context.Context, u domain.UserID) (turn store.DigestTurn, d domain.Digest, ok bool, err error) {
	err = a.DB.Write(ctx, func(tx *store.Tx) error {
		if turn, ok, err = tx.TakeDigest(ctx, u, tx.Now+domain.Instant(digestLease.Milliseconds())); err != nil || !ok {
			return err
		}
		by := domain.Actor{Kind: domain.SessionStaff, User: u, Org: turn.User.Org, Team: turn.User.Team, Roles: turn.User.Roles}
		if d, err = tx.Digest(ctx, by); err != nil || !d.Empty() {
			return err
		}
		ok = false
		_, err = tx.EndDigest(ctx, turn)
		return err
	})
	return turn, d, ok && err == nil, err
}

// saveDigest stores what became of a digest. The record says to whom it went and how much waits, and no address.
func (a *App) saveDigest(ctx context.Context, turn store.DigestTurn, d domain.Digest, sent bool) error {
	return a.DB.Write(ctx, func(tx *store.Tx) error {
		if !sent && turn.Tries <= len(digestAgain) {
			return tx.RetryDigest(ctx, turn, tx.Now+domain.Instant(digestAgain[turn.Tries-1].Milliseconds()))
		}
		ours, err := tx.EndDigest(ctx, turn)
		if err != nil || !ours || !sent {
			return err
		}
		return tx.AppendEvent(ctx, domain.Event{
			Action: domain.SendDigest, Rule: domain.RuleMachine, Object: int64(turn.User.ID),
			Note: fmt.Sprintf("proposals=%d late=%d answers=%d", d.Proposals, d.Late, d.Answers),
		})
	})
}

// digestMessage writes a digest in the language of its reader. It is made of numbers, texts of the catalogue and links, and of nothing that
// is stored about anybody.
func digestMessage(a *App, turn store.DigestTurn, d domain.Digest, links Links) mail.Message {
	l, ok := i18n.Parse(turn.User.Language)
	if !ok {
		l = i18n.De
	}
	var text strings.Builder
	if d.Proposals > 0 {
		fmt.Fprintln(&text, l.DigestProposals(d.Proposals))
		if d.Late > 0 {
			fmt.Fprintln(&text, l.DigestLate(d.Late))
		}
		fmt.Fprintf(&text, "%s\n\n", links.Agent)
	}
	if d.Answers > 0 {
		fmt.Fprintf(&text, "%s\n%s\n\n", l.DigestAnswers(d.Answers), links.Manager)
	}
	fmt.Fprintf(&text, "%s\n%s\n", l.DigestFoot(), links.Setting)
	now := a.DB.Now().Time().In(a.DB.Zone)
	id := sha256.Sum256(fmt.Appendf(nil, "%s %s %s", a.DB.Tenant, turn.User.ID, domain.DayOf(now)))
	return mail.Message{
		To: turn.Address, Subject: l.DigestSubject(), Text: text.String(), Language: l.Tag(), ID: "digest." + hex.EncodeToString(id[:16]), Date: now,
	}
}
