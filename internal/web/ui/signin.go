package ui

import "github.com/aufwind-im/aufwind/internal/domain"

func deviceValue(f SlipForm) string {
	if f.Own {
		return string(domain.SessionOwn)
	}
	return string(domain.SessionShared)
}

func (p Page) sessionName(s SessionRow) string {
	switch s.Kind {
	case domain.SessionOwn:
		return p.L.SigninSessionOwn()
	case domain.SessionStaff:
		return p.L.SigninSessionStaff()
	case domain.SessionActing:
		return p.L.SigninSessionActing(s.Helper)
	}
	return p.L.SigninSessionShared()
}
