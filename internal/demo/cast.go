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

// stuttgartCast are two persons of each language, each at another point of the way.
func stuttgartCast() []player {
	return []player{
		{
			name: domain.Name{Latin: "Sami Alnajjar", Native: "سامي النجار"}, language: "ar", german: "A2", age: 34, trade: carpenter, days: 150,
			fate: fate{profile: all, released: true, plan: offered}, story: "has a plan to answer",
		},
		{
			name: domain.Name{Latin: "Rima Haddad", Native: "ريما حداد"}, language: "ar", german: "B1", female: true, age: 29, trade: nurse, days: 340,
			fate:  fate{profile: all, released: true, plan: updated, jobcenter: domain.CoordinationCountered},
			story: "version 3 after a review, and the Jobcenter proposes another date",
		},
		{
			name: domain.Name{Latin: "Olena Kovalenko", Native: "Олена Коваленко"}, language: "uk", german: "B1", female: true, age: 41, trade: accountant, days: 300,
			fate:  fate{profile: all, released: true, plan: agreed, jobcenter: domain.CoordinationProposed},
			story: "goals for the Jobcenter wait for her consent",
		},
		{
			name: domain.Name{Latin: "Taras Bondarenko", Native: "Тарас Бондаренко"}, language: "uk", age: 38, trade: warehouse, days: 1,
			story: "registered yesterday, nothing filled in",
		},
		{
			name: domain.Name{Latin: "Yonas Tesfay", Native: "ዮናስ ተስፋይ"}, language: "ti", german: "A2", age: 27, trade: cook, days: 260,
			fate:  fate{profile: all, released: true, plan: agreed, jobcenter: domain.CoordinationShared},
			story: "goals wait for the Jobcenter",
		},
		{
			name: domain.Name{Latin: "Selam Gebremedhin", Native: "ሰላም ገብረመድህን"}, language: "ti", german: "A1", female: true, age: 24, house: 1, trade: hairdresser,
			days: 40, fate: fate{profile: some}, story: "has begun with the profile and released nothing",
		},
		{
			name: domain.Name{Latin: "Blessing Okafor"}, language: "en", german: "B1", female: true, age: 32, house: 1, trade: tailor, days: 320,
			fate:  fate{profile: all, released: true, plan: agreed, jobcenter: domain.CoordinationAgreed},
			story: "agreed with the Jobcenter",
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
			fate: fate{profile: all, released: true, withdrawn: true, plan: agreed}, story: "took one section back",
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
