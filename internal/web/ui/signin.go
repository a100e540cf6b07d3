package ui

import (
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

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

// deviceName says in two words what a browser calls itself, such as "Firefox · Android"; all of it where it names nothing known.
func deviceName(agent string) string {
	known := func(pairs ...[2]string) string {
		for _, p := range pairs {
			if strings.Contains(agent, p[0]) {
				return p[1]
			}
		}
		return ""
	}
	browser := known([2]string{"SamsungBrowser", "Samsung Internet"}, [2]string{"Edg", "Edge"}, [2]string{"OPR/", "Opera"},
		[2]string{"Firefox", "Firefox"}, [2]string{"FxiOS", "Firefox"}, [2]string{"Chrome", "Chrome"}, [2]string{"CriOS", "Chrome"},
		[2]string{"Safari", "Safari"})
	system := known([2]string{"Android", "Android"}, [2]string{"iPhone", "iPhone"}, [2]string{"iPad", "iPad"}, [2]string{"Windows", "Windows"},
		[2]string{"Mac OS", "Mac"}, [2]string{"Linux", "Linux"})
	if browser == "" || system == "" {
		return agent
	}
	return browser + " · " + system
}
