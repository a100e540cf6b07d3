package app_test

import (
	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// accountByRoles are the methods of users on the own account.
var accountByRoles = []attempt{
	{"Account", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Account(s.t.Context(), by)
		return err
	}), staff},
	{"BeginSecondFactor", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.BeginSecondFactor(s.t.Context(), by)
	}), staff},
	{"NextSecondFactor", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.NextSecondFactor(s.t.Context(), by)
		return err
	}), staff},
}

// figuresByRoles are the methods on figures.
var figuresByRoles = []attempt{
	{"Figures", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Figures(s.t.Context(), by, app.FigureQuery{})
		return err
	}), managers + " " + leads + " " + admins},
	{"Figures/organisation", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Figures(s.t.Context(), by, app.FigureQuery{Of: app.FiguresOrg})
		return err
	}), leads + " admin"}, // the other admin's organisation has two managers
	{"ExportFigures", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.ExportFigures(s.t.Context(), by, app.FigureQuery{})
		return err
	}), managers + " " + leads + " admin"},
	{"FigureList", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.FigureList(s.t.Context(), by, app.FigureQuery{}, domain.FigurePlansNew, "", 0)
		return err
	}), managers + " " + leads + " admin"},
	{"FigureList/own", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.FigureList(s.t.Context(), by, app.FigureQuery{Of: app.FiguresOwn}, domain.FigureGoalsReached, "health", 0)
		return err
	}), managers},
}
