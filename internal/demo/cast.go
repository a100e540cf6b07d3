package demo

import "github.com/aufwind-im/aufwind/internal/domain"

// A player is a person who can sign in: the same one in every demo, whatever the seed.
type player struct {
	name     domain.Name
	language string
	female   bool
	age      int
	house    int // rank; its first manager is responsible
	trade    int // index of trades
	german   string
	days     int // registered so many days before the end; less than a year, so that no release has run out
	fate     fate
	kin      bool   // of the family that shares goals
	story    string // for who looks at the demo
}

// The first trades of the list.
const (
	carpenter = iota
	accountant
	cook
	nurse
	tailor
	warehouse
	hairdresser
	teacher
)

// Story says who the i-th person with a login in the tenant is; empty when there is none.
func Story(tenant string, i int) string {
	for _, p := range [...]blueprint{stuttgart(), ulm()} {
		if p.id == tenant && i < len(p.cast) {
			return p.cast[i].name.Latin + ": " + p.cast[i].story
		}
	}
	return ""
}

// stuttgartCast are two persons of each of five languages, each at another point of the way.
func stuttgartCast() []player {
	return []player{
		{
			name: domain.Name{Latin: "Sami Alnajjar", Native: "سامي النجار"}, language: "ar", german: "A2", age: 34, trade: carpenter, days: 150,
			fate: fate{profile: all, released: true, plan: offered}, story: "has a plan to answer",
		},
		{
			name: domain.Name{Latin: "Rima Haddad", Native: "ريما حداد"}, language: "ar", german: "B1", female: true, age: 29, trade: nurse, days: 340,
			fate:  fate{profile: all, released: true, plan: updated, jobcenter: domain.CoordinationCountered, body: domain.CoordinationProposed},
			story: "version 3 after a review, the Jobcenter proposes another date, and a question to a body waits for her consent",
		},
		{
			name: domain.Name{Latin: "Olena Kovalenko", Native: "Олена Коваленко"}, language: "uk", german: "B1", female: true, age: 41, trade: accountant, days: 300,
			fate:  fate{profile: all, released: true, plan: agreed, jobcenter: domain.CoordinationProposed, body: domain.CoordinationCountered},
			story: "goals for the Jobcenter wait for her consent, and a body has answered with another date",
		},
		{
			name: domain.Name{Latin: "Taras Bondarenko", Native: "Тарас Бондаренко"}, language: "uk", age: 38, trade: warehouse, days: 1,
			fate: fate{waits: true}, story: "registered yesterday, nothing filled in, on the waiting list",
		},
		{
			name: domain.Name{Latin: "Yonas Tesfay", Native: "ዮናስ ተስፋይ"}, language: "ti", german: "A2", age: 27, trade: cook, days: 260,
			fate:  fate{profile: all, released: true, plan: agreed, jobcenter: domain.CoordinationShared},
			story: "goals wait for the Jobcenter",
		},
		{
			name: domain.Name{Latin: "Selam Gebremedhin", Native: "ሰላም ገብረመድህን"}, language: "ti", german: "A1", female: true, age: 24, house: 1, trade: hairdresser,
			days: 40, fate: fate{profile: some, waits: true, urgency: "housing"},
			story: "has begun with the profile and released nothing; waits, and goes first",
		},
		{
			name: domain.Name{Latin: "Blessing Okafor"}, language: "en", german: "B1", female: true, age: 32, house: 1, trade: tailor, days: 320,
			fate:  fate{profile: all, released: true, plan: agreed, jobcenter: domain.CoordinationAgreed, handover: domain.HandoverProposed},
			story: "agreed with the Jobcenter, and is asked whether a colleague may go on",
		},
		{
			name: domain.Name{Latin: "Lamin Ceesay"}, language: "en", german: "A2", age: 23, trade: warehouse, days: 200,
			fate: fate{profile: all, released: true, plan: objected}, story: "objects to one goal",
		},
		{
			name: domain.Name{Latin: "Mariam Yusufi", Native: "مریم یوسفی"}, language: "de", german: "A2", female: true, age: 36, house: 3, trade: teacher, days: 90,
			fate: fate{profile: all, released: true, plan: drafted}, story: "the manager is drawing up the plan",
		},
		{
			name: domain.Name{Latin: "Farhad Rahimi", Native: "فرهاد رحیمی"}, language: "de", german: "B2", age: 45, house: 1, trade: carpenter, days: 330,
			fate:  fate{profile: all, released: true, withdrawn: true, plan: agreed, handover: domain.HandoverConsented},
			story: "took one section back, and lets a colleague go on",
		},
	}
}

// familyCast is a family that shares goals, and somebody whose case is closed.
func familyCast() []player {
	return []player{
		{
			name: domain.Name{Latin: "Zahra Nazari", Native: "زهرا نظری"}, language: "fa-AF", german: "A2", female: true, age: 33, trade: tailor, days: 210,
			fate: fate{profile: all, released: true, plan: agreed}, kin: true, story: "shares goals with her family",
		},
		{
			name: domain.Name{Latin: "Omid Nazari", Native: "امید نظری"}, language: "fa-AF", german: "A1", age: 37, trade: cook, days: 210,
			fate: fate{profile: all, released: true, plan: offered}, kin: true, story: "shares goals with his family, and has a plan to answer",
		},
		{
			name: domain.Name{Latin: "Elyas Nazari", Native: "الیاس نظری"}, language: "fa-AF", age: 15, days: 210, kin: true,
			story: "a child of the family that shares goals",
		},
		{
			name: domain.Name{Latin: "Daryna Shevchuk", Native: "Дарина Шевчук"}, language: "uk", german: "B2", female: true, age: 30, trade: accountant, days: 345,
			fate: fate{profile: all, released: true, plan: agreed, closed: true}, story: "has reached her goals: her case is closed",
		},
	}
}

// ulmCast shows that somebody of the same name in another city is somebody else.
func ulmCast() []player {
	return []player{
		{
			name: domain.Name{Latin: "Sami Alnajjar", Native: "سامي النجار"}, language: "ar", german: "A2", age: 51, trade: cook, days: 210,
			fate: fate{profile: all, released: true, plan: agreed}, story: "the same name, another city, another person",
		},
		{
			name: domain.Name{Latin: "Iryna Melnyk", Native: "Ірина Мельник"}, language: "uk", german: "A1", female: true, age: 33, house: 1, trade: accountant,
			days: 60, fate: fate{profile: some, released: true}, story: "has begun with the profile",
		},
	}
}
