package ui

import (
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// morningLink is where a person of a matter is worked on.
func morningLink(m domain.Matter, person domain.PersonID) string {
	switch m {
	case domain.MatterReview:
		return routes.CaseReview(person)
	case domain.MatterRelease:
		return routes.Case(person)
	case domain.MatterDue, domain.MatterAnswer, domain.MatterNoPlan:
	}
	return routes.CasePlan(person)
}

// cues says why a person stands on the morning page, without any contents.
func (p Page) cues(row domain.MorningRow, today domain.Day) string {
	parts := make([]string, len(row.Cues))
	for i, c := range row.Cues {
		parts[i] = p.cue(c, today)
	}
	return strings.Join(parts, " · ")
}

func (p Page) cue(c domain.Cue, today domain.Day) string {
	day := c.Day
	if c.At != 0 {
		day = p.DayOf(c.At)
	}
	counted := map[string]func(int) string{
		"appointment": p.L.MorningAppointment, "appointment_past": p.L.MorningAppointmentPast, "step": p.L.MorningStep, "goal": p.L.MorningGoal,
		"agreed": p.L.MorningAgreed, "objected": p.L.MorningObjected, "counter": p.L.CaseWaitsManager, "jobcenter_agreed": p.L.MorningJobcenterAgreed,
		"jobcenter_declined": p.L.MorningJobcenterDeclined, "wish": p.L.MorningWish, "release": p.L.MorningRelease,
		"jobcenter_release": p.L.MorningJobcenterRelease,
	}
	switch text, ok := counted[c.Kind]; {
	case c.Kind == "version":
		return p.L.MorningVersion() + ", " + p.Day(day)
	case c.Kind == "review" && day == today:
		return p.L.MorningToday()
	case c.Kind == "review":
		return p.L.MorningSince(p.Day(day))
	case !ok:
		return p.L.MorningRegistered(p.Day(day))
	case day == "" || c.Kind == "appointment":
		return text(c.N)
	case day == today:
		return text(c.N) + ", " + p.L.MorningToday()
	case day > today:
		return text(c.N) + ", " + p.L.MorningOn(p.Day(day))
	default:
		return text(c.N) + ", " + p.L.MorningSince(p.Day(day))
	}
}
