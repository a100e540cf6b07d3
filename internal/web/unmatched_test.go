package web_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestCityLabels leads a team lead from the new words to those of the city, and takes one away.
func TestCityLabels(t *testing.T) {
	s := newSite(t)
	var id domain.CityLabelID
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		err := tx.AddCityLabel(ctx, domain.CityLabel{
			Asked: domain.AskedOccupation, Language: "ar", Folded: "x", Label: "مصلح الفوانيس", Concept: "occ:electrician", Review: "none", By: s.User("manager_a"),
		})
		if err != nil {
			return err
		}
		list, err := tx.LabelsOfCity(ctx)
		id = list[0].ID
		return err
	})
	manager, lead := s.as("manager_a"), s.as("lead")
	manager.get(routes.WordQueue).is(http.StatusOK).lacks(routes.CityLabels)
	manager.get(routes.CityLabels).is(http.StatusNotFound).lacks("الفوانيس")
	manager.post(routes.RemoveCityLabel(id), url.Values{}).is(http.StatusNotFound)
	lead.get(routes.WordQueue).is(http.StatusOK, `href="`+routes.CityLabels+`"`)
	lead.get(routes.CityLabels).is(http.StatusOK, `<p lang="ar" dir="rtl">مصلح الفوانيس`, "Elektriker", "Anna Weber", `action="`+routes.RemoveCityLabel(id)+`"`)
	lead.post(routes.RemoveCityLabel(id), url.Values{"as": {"1.2"}}).is(http.StatusConflict)
	lead.post(routes.RemoveCityLabel(id), url.Values{}).is(http.StatusOK, "Es gibt noch keine Wörter der Stadt").lacks("الفوانيس")
	lead.post(routes.RemoveCityLabel(id), url.Values{}).is(http.StatusNotFound)
}
