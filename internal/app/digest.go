package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A DigestPage is where a user gets the daily digest, and whether this server sends any.
type DigestPage struct {
	domain.DigestSetting
	Sent bool
	Hour int // of the day in the tenant's time zone from which on it is sent
}

// DigestSetting returns where by gets the daily digest.
// Errors: NotFound (by is neither Jobcenter agent nor integration manager).
func (a *App) DigestSetting(ctx context.Context, by domain.Actor) (page DigestPage, err error) {
	if a.Courier != nil {
		page.Sent, page.Hour = true, a.Courier.hour
	}
	err = a.look(ctx, by, domain.ReadDigestSetting, 0, func(tx *store.Tx, _ *deed) error {
		page.DigestSetting, err = tx.DigestSetting(ctx, by.User)
		return err
	})
	return page, err
}

// SaveDigestSetting stores where by gets the daily digest; the address is not written into the record.
// Errors: NotFound (by is neither Jobcenter agent nor integration manager), Invalid (s.Check).
func (a *App) SaveDigestSetting(ctx context.Context, by domain.Actor, s domain.DigestSetting) error {
	return a.do(ctx, by, domain.SaveDigestSetting, 0, func(tx *store.Tx, d *deed) error {
		if err := s.Check(); err != nil {
			return err
		}
		d.event.Object, d.event.Note = int64(by.User), "on"
		if s.Off {
			d.event.Note = "off"
		}
		return tx.SaveDigestSetting(ctx, by.User, s)
	})
}
