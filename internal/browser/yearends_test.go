package browser

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// handOver: Anna asks whether Bernd may go on; he sees nothing before Farida consents, and Anna nothing after he has accepted.
func (y *year) handOver() {
	m, to, b := y.manager, y.second, y.farida
	y.here(m, to, b)
	m.open(routes.Case(y.id))
	m.goTo(routes.CaseHandover(y.id))
	m.fill("to", y.User("manager_b").String(), "note", "Frau Rahimi sucht weiter eine Wohnung.")
	m.send(routes.CaseHandover(y.id))
	to.gone(routes.Case(y.id))
	to.open(routes.Handovers)
	to.lacks(farida.Latin)

	b.open(routes.Me)
	b.goTo(routes.MyHandover)
	b.sees("Bernd Vogel", "Anna Weber")
	y.picture(b, "handover")
	b.choose("answer", "yes")
	to.open(routes.Handovers)
	to.sees(farida.Latin)
	to.gone(routes.Case(y.id))
	to.open(routes.Handovers)
	m.allow(http.StatusNotFound) // the page that was open is not there any more
	to.choose("answer", "accept")
	to.at(routes.Case(y.id))
	to.sees("A2", "Wünsche und Angaben besprochen.")
	y.mine = to
	y.talk(to, "planning", "Kennengelernt, der Plan gilt weiter.")
	m.gone(routes.Case(y.id))
	m.open(routes.Cases)
	m.lacks(farida.Latin)
	m.sees(karim.Latin)
	b.open(routes.Me)
	b.sees("Bernd Vogel")
	b.lacks("Anna Weber")
}

// closing: how independent Farida is now, and the end of the counselling. Everybody concerned reads that it is over.
func (y *year) closing() {
	m, b, a := y.mine, y.farida, y.agent
	y.here(m, b, a)
	m.open(routes.CaseAssessment(y.id))
	m.fill("stage", "exit", "independence-language", "4", "independence-participation", "5")
	m.send(routes.CaseAssessment(y.id))
	m.open(routes.Case(y.id))
	m.goTo(routes.CloseCase(y.id))
	m.fill("reason", "reached", "note", "Frau Rahimi geht ihren Weg allein weiter.")
	m.send(routes.CloseCase(y.id))
	m.sees(i18n.De.Term("closing", "reached"))
	b.open(routes.MyStory)
	b.sees(i18n.FaAF.Term("closing", "reached"))
	y.picture(b, "closed")
	b.open(routes.MyPlan)
	b.sees(i18n.FaAF.PlanVersionOf(4, inDari("2026-12-14")))
	a.open(routes.Shared(y.id))
	a.lacks(`name="kind"`) // there is nothing to answer any more
}

//go:embed testdata/year-figures.txt
var handCounted string

// yearOfFigures is the period of the figures.
var yearOfFigures = domain.FigurePeriod{From: "2026-03-02", Until: "2027-03-01"}

// figures: what the manager sees of the own cases is what was counted by hand, in the file and on the page. For the team lead they are too
// few to be shown, and no period can be chosen that would show them.
func (y *year) figures() {
	m, lead := y.mine, y.lead
	y.here(m, lead)
	m.goTo(routes.Figures)
	m.open(routes.FiguresOf("own", yearOfFigures))
	y.picture(m, "figures")
	want := map[string]string{}
	for line := range strings.Lines(handCounted) {
		line, _, _ = strings.Cut(line, "#")
		if f := strings.Fields(line); len(f) > 2 {
			want[f[0]+" "+f[1]] = strings.Join(f[2:], " ")
		}
	}
	got := y.filedFigures(m, "own", yearOfFigures)
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if got[key] != want[key] {
			y.t.Errorf("%s: %q, counted by hand %q", key, got[key], want[key])
		}
		delete(got, key)
	}
	for key, value := range got {
		if !strings.HasPrefix(value, "0") {
			y.t.Errorf("%s: %q, counted by hand nothing", key, value)
		}
	}

	lead.goTo(routes.Figures)
	lead.open(routes.FiguresOf("org", domain.PresetPeriod("last_year", "2027-03-01")))
	lead.sees(i18n.De.FiguresFew())
	lead.lacks(`href="/figures/goals_reached`)
	y.picture(lead, "figures-lead")
	for key, value := range y.filedFigures(lead, "org", domain.PresetPeriod("last_year", "2027-03-01")) {
		if value != "few" {
			y.t.Errorf("the lead sees %s: %q", key, value)
		}
	}
	lead.allow(http.StatusUnprocessableEntity)
	lead.open(routes.FiguresOf("org", domain.FigurePeriod{From: "2026-09-14", Until: "2026-09-14"}))
	lead.sees(i18n.De.FiguresNearest("01.09.2026", "30.09.2026"))
}

// filedFigures reads the figures as the file has them: for each figure and part how many rows, the mean and the median.
func (y *year) filedFigures(b *tab, of string, period domain.FigurePeriod) map[string]string {
	status, body := b.fetched(routes.FiguresFile("json", of, period), nil)
	var file struct {
		Figures []struct {
			Figure, Part string
			N            *int
			Few          bool
			Mean, Median *float64
		}
	}
	if err := json.Unmarshal([]byte(body), &file); err != nil || status != http.StatusOK {
		y.t.Fatalf("the file of figures: %d, %v", status, err)
	}
	out := map[string]string{}
	for _, f := range file.Figures {
		if f.Part == "" {
			f.Part = "-"
		}
		value := "few"
		if f.N != nil && !f.Few {
			value = fmt.Sprint(*f.N)
		}
		if f.Mean != nil {
			value += fmt.Sprintf(" %.1f %.1f", *f.Mean, *f.Median)
		}
		out[f.Figure+" "+f.Part] = value
	}
	return out
}
