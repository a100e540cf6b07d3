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
	days     int // registered so many days before the end
	fate     fate
}

// The first trades of the list.
const (
	carpenter = iota
	accountant
	cook
	nurse
	tailor
	driver
	hairdresser
	teacher
)

// stuttgartCast are two persons of each language, each at another point of the way.
func stuttgartCast() []player {
	return []player{
		{ // has a plan to answer
			domain.Name{Latin: "Sami Alnajjar", Native: "سامي النجار"},
			"ar", false, 34, 0, carpenter, 150,
			fate{profile: all, released: true, plan: offered},
		},
		{ // version 2, and the Jobcenter proposes another date
			domain.Name{Latin: "Rima Haddad", Native: "ريما حداد"},
			"ar", true, 29, 0, nurse, 420,
			fate{profile: all, released: true, plan: updated, jobcenter: domain.CoordinationCountered},
		},
		{ // two goals wait for her consent
			domain.Name{Latin: "Olena Kovalenko", Native: "Олена Коваленко"},
			"uk", true, 41, 0, accountant, 300,
			fate{profile: all, released: true, plan: agreed, jobcenter: domain.CoordinationProposed},
		},
		{ // registered yesterday
			domain.Name{Latin: "Taras Bondarenko", Native: "Тарас Бондаренко"}, "uk", false, 38, 0, driver, 1, fate{},
		},
		{ // two goals wait for the Jobcenter
			domain.Name{Latin: "Yonas Tesfay", Native: "ዮናስ ተስፋይ"},
			"ti", false, 27, 0, cook, 260,
			fate{profile: all, released: true, plan: agreed, jobcenter: domain.CoordinationShared},
		},
		{ // has begun with the profile and released nothing
			domain.Name{Latin: "Selam Gebremedhin", Native: "ሰላም ገብረመድህን"}, "ti", true, 24, 1, hairdresser, 40, fate{profile: some},
		},
		{ // agreed with the Jobcenter
			domain.Name{Latin: "Blessing Okafor"},
			"en", true, 32, 1, tailor, 380,
			fate{profile: all, released: true, plan: agreed, jobcenter: domain.CoordinationAgreed},
		},
		{ // objects to a goal
			domain.Name{Latin: "Lamin Ceesay"}, "en", false, 23, 0, driver, 200, fate{profile: all, released: true, plan: objected},
		},
		{ // the manager is drawing up the plan
			domain.Name{Latin: "Mariam Yusufi", Native: "مریم یوسفی"},
			"de", true, 36, 3, teacher, 90,
			fate{profile: all, released: true, plan: drafted},
		},
		{ // took one section back
			domain.Name{Latin: "Farhad Rahimi", Native: "فرهاد رحیمی"},
			"de", false, 45, 1, carpenter, 500,
			fate{profile: all, released: true, withdrawn: true, plan: agreed},
		},
	}
}

// ulmCast shows that somebody of the same name in another city is somebody else.
func ulmCast() []player {
	return []player{
		{
			domain.Name{Latin: "Sami Alnajjar", Native: "سامي النجار"},
			"ar", false, 51, 0, cook, 210,
			fate{profile: all, released: true, plan: agreed},
		},
		{domain.Name{Latin: "Iryna Melnyk", Native: "Ірина Мельник"}, "uk", true, 33, 1, accountant, 60, fate{profile: some, released: true}},
	}
}
