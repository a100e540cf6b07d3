package app_test

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// talksByRoles are the methods on talks with nobody who is named.
var talksByRoles = []attempt{
	{"Counting", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Counting(by)
		return err
	}), managers},
	{"CountTalk", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.CountTalk(s.t.Context(), by, s.talk(), "")
	}), managers},
}

// talksOnPersons are the methods on the talks of one person.
var talksOnPersons = []attempt{
	{"SaveTalk", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		return s.SaveTalk(s.t.Context(), by, p, s.talk(), nil, "")
	}), managing},
	{"SaveTalk/corrected", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		t := s.talk()
		t.Version = 1
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			stored := t
			t.ID = store.NewID[domain.TalkID](tx)
			stored.ID, stored.Meeting, stored.Person, stored.Org, stored.User, stored.Version = t.ID, t.ID, s.known(p), testkit.OrgBridge, s.User("manager_a"), 0
			if by.User != 0 {
				stored.User = by.User
			}
			return tx.SaveTalk(ctx, stored)
		})
		return func() error { return s.SaveTalk(s.t.Context(), by, p, t, nil, "") }
	}, managing},
	{"Talks", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.Talks(s.t.Context(), by, p)
		return err
	}), person + " " + managing},
}

// talk is one of today about the everyday life.
func (s *scene) talk() domain.Talk {
	return domain.Talk{
		Day: s.day(0), Type: "in_person", Kind: "counselling", Minutes: "to_30", Language: "ar", Interpreter: "none",
		Topics: []string{"everyday"}, Result: "Kalender erklärt",
	}
}
