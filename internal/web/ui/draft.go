package ui

import (
	"maps"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// draftPlace says where a form belongs; of any other form that it is not saved.
func (p Page) draftPlace(path string) string {
	if section, ok := strings.CutPrefix(path, routes.Profile+"/"); ok {
		section, _, _ = strings.Cut(section, "/")
		return p.L.Term("section", section)
	}
	for _, place := range [...]struct{ prefix, text string }{
		{routes.MyPlan, p.L.NavPlan()},
		{routes.CV, p.L.NavCv()},
		{routes.Releases, p.L.HomeReleases()},
		{routes.Me, p.L.HomeMine()},
		{routes.Cases, p.L.NavCases()},
		{routes.Jobcenter, p.L.NavJobcenter()},
		{routes.Register, p.L.NavRegister()},
		{routes.Unit, p.L.NavUnit()},
	} {
		if strings.HasPrefix(path, place.prefix) {
			return place.text
		}
	}
	return p.L.CommonNotSaved()
}

// fieldNames are the names of the fields of a form in their order.
func fieldNames(fields map[string][]string) []string { return slices.Sorted(maps.Keys(fields)) }

// again is the form of d as p sends it once more.
func (p Page) again(d domain.Draft) map[string][]string {
	fields := maps.Clone(d.Fields)
	fields["as"], fields["draft"] = []string{As(p.By)}, []string{d.ID.String()}
	return fields
}

func unsavedTitle(p Page, d domain.Draft) string {
	if len(d.Fields) > 0 {
		return p.L.CommonNotSaved()
	}
	return p.L.CommonErrorTitle()
}
