package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/pdf"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// A record is what was agreed with the Jobcenter, in German, for its own file.
type record struct {
	Format  string       `json:"format"` // "aufwind-record"
	Version int          `json:"version"`
	Made    domain.Day   `json:"made"`
	Person  string       `json:"person"`
	By      string       `json:"by"`   // who took it
	With    string       `json:"with"` // who is responsible for the integration plan
	Agreed  []recordItem `json:"agreed"`
}

type recordItem struct {
	Domain  string     `json:"domain"`
	Goal    string     `json:"goal"`
	Step    string     `json:"step,omitempty"` // when just this step of the goal was agreed
	Due     domain.Day `json:"due,omitempty"`
	Binding bool       `json:"binding"`
	State   string     `json:"state"`
	On      domain.Day `json:"on"` // of the answer
}

// takeRecord is the record; that it was taken stands in the person's access book from now on.
func (v *visit) takeRecord(r *http.Request) (rec record, err error) {
	page, err := v.app.TakeRecord(r.Context(), v.by, personIn(r))
	if err != nil {
		return rec, err
	}
	p := v.ui(r, "jobcenter")
	view := v.planView(app.PlanPage{AddressForm: domain.AddressNeutral})
	german := func(t domain.PlanText) string {
		text, _ := view.Text(t, "de")
		return text
	}
	rec = record{
		Format: "aufwind-record", Version: 1, Made: page.Today, Person: page.Case.Name.Or(), By: v.by.Name,
		With: page.Responsible.Name + ", " + page.Responsible.OrgName,
	}
	for _, c := range page.Coordinations {
		item := recordItem{
			Domain: i18n.De.Term("domain", string(c.Goal.Domain)), Goal: german(c.Goal.Text), Due: c.Due(), Binding: c.Binding,
			State: i18n.De.Term("coordination", string(c.State)), On: p.DayOf(c.AnsweredAt),
		}
		if c.Measure != 0 {
			item.Step = german(c.Text())
		}
		rec.Agreed = append(rec.Agreed, item)
	}
	return rec, nil
}

func (s *Server) recordJSON(w http.ResponseWriter, r *http.Request, v *visit) error {
	rec, err := v.takeRecord(r)
	if err != nil {
		return err
	}
	b, err := json.MarshalIndent(rec, "", "  ")
	if err != nil {
		return fmt.Errorf("record: %w", err)
	}
	return s.file(w, "application/json", "vereinbart.json", b)
}

func (s *Server) recordPDF(w http.ResponseWriter, r *http.Request, v *visit) error {
	rec, err := v.takeRecord(r)
	if err != nil {
		return err
	}
	p := ui.Page{L: i18n.De}
	parts := []string{i18n.De.JobcenterRecordTitle(rec.Person), i18n.De.JobcenterRecordMade(p.Day(rec.Made), rec.By), rec.With}
	for _, x := range rec.Agreed {
		line := x.Domain + ": " + x.Goal
		if x.Step != "" {
			line = x.Domain + ": " + x.Step + ". " + i18n.De.JobcenterOnlyStep(x.Goal)
		}
		line += ". " + p.Due(x.Due) + ". " + x.State + " (" + p.Day(x.On) + ")."
		if x.Binding {
			line += " " + i18n.De.JobcenterBinding()
		}
		parts = append(parts, strings.ReplaceAll(line, "\n", " "))
	}
	b, err := pdf.Plain(pdf.PlainDoc{
		Head: pdf.Head{Title: i18n.De.JobcenterRecordTitle(rec.Person), Lang: "de", Created: v.app.DB.Now().Time()}, Text: strings.Join(parts, "\n\n"),
	})
	if err != nil {
		return fmt.Errorf("record: %w", err)
	}
	return s.file(w, "application/pdf", "vereinbart.pdf", b)
}
