package demo

import (
	"maps"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// An origin is what a life before had in common with others.
type origin struct {
	country   string // ISO 3166-1 alpha-2
	language  string // BCP 47, of the family
	cities    []domain.Name
	employers []domain.Name
	basic     string // certificates of the vocabulary
	secondary string
	training  string
	degree    string
}

// named are places or firms: own spelling, Latin spelling, own, Latin, …; an empty own spelling is the Latin one.
func named(pairs ...string) []domain.Name {
	out := make([]domain.Name, 0, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, domain.Name{Native: pairs[i], Latin: pairs[i+1]})
	}
	return out
}

// origins are the origins of those who read a language; the same one twice is twice as likely. The firms are made up.
func origins() map[string][]origin {
	all := moreOrigins()
	maps.Copy(all, commonOrigins())
	return all
}

// commonOrigins are those of the languages that many speak.
func commonOrigins() map[string][]origin {
	syria := origin{
		"SY", "ar", named("حلب", "Aleppo", "دمشق", "Damascus", "حمص", "Homs", "إدلب", "Idlib"),
		named("النور", "Alnour", "الشرق", "Alsharq", "الأمل", "Alamal"),
		"cert:sy-basic-education", "cert:sy-secondary", "cert:sy-institute-diploma", "cert:sy-university",
	}
	iraq := origin{
		"IQ", "ar", named("الموصل", "Mosul", "بغداد", "Baghdad"), named("الرافدين", "Alrafidain", "دجلة", "Dijla"),
		"cert:iq-intermediate", "cert:iq-preparatory", "cert:iq-technical-diploma", "cert:bachelor",
	}
	ukraine := origin{
		"UA", "uk", named("Харків", "Kharkiv", "Одеса", "Odesa", "Дніпро", "Dnipro", "Київ", "Kyiv"),
		named("Світанок", "Svitanok", "Калина", "Kalyna", "Будмайстер", "Budmaister"),
		"cert:ua-basic", "cert:ua-secondary", "cert:ua-professional-junior-bachelor", "cert:ua-specialist",
	}
	eritrea := origin{
		"ER", "ti", named("ኣስመራ", "Asmara", "ከረን", "Keren", "መንደፈራ", "Mendefera"), named("ሰላም", "Selam", "ኣስመራ", "Asmara"),
		"cert:er-middle", "cert:er-esece", "cert:er-college-diploma", "cert:bachelor",
	}
	gambia := origin{
		"GM", "en", named("", "Serekunda", "", "Brikama"), named("", "Riverside", "", "Sunrise"),
		"cert:basic-other", "cert:secondary-other", "cert:vocational-training", "cert:bachelor",
	}
	nigeria := origin{
		"NG", "en", named("", "Benin City", "", "Lagos"), named("", "Golden Star", "", "Unity"),
		"cert:ng-bece", "cert:ng-wassce", "cert:ng-ond", "cert:bachelor",
	}
	return map[string][]origin{"ar": {syria, syria, syria, iraq}, "uk": {ukraine}, "ti": {eritrea}, "en": {gambia, nigeria}}
}

// moreOrigins are those of the other languages.
func moreOrigins() map[string][]origin {
	afghanistan := origin{
		"AF", "fa-AF", named("کابل", "Kabul", "هرات", "Herat", "مزار شریف", "Masar-e Scharif"), named("آریانا", "Ariana", "امید", "Omid"),
		"cert:af-grade-9", "cert:af-baccalaureate", "cert:af-grade-14", "cert:af-bachelor",
	}
	pashtun := origin{
		"AF", "ps", named("کندهار", "Kandahar", "جلال آباد", "Jalalabad", "خوست", "Khost"), named("سپین غر", "Spinghar"),
		"cert:af-grade-9", "cert:af-baccalaureate", "cert:af-grade-14", "cert:af-bachelor",
	}
	iran := origin{
		"IR", "fa", named("تهران", "Teheran", "شیراز", "Schiras", "مشهد", "Maschhad"), named("البرز", "Alborz", "سپید", "Sepid"),
		"cert:ir-middle", "cert:ir-diploma", "cert:ir-kardani", "cert:ir-karschenasi",
	}
	kurdistan := origin{
		"IQ", "ckb", named("هەولێر", "Erbil", "سلێمانی", "Sulaimaniyya", "هەڵەبجە", "Halabdscha"), named("نەورۆز", "Nawroz", "ئاسۆ", "Aso"),
		"cert:iq-intermediate", "cert:iq-preparatory", "cert:iq-technical-diploma", "cert:bachelor",
	}
	rojava := origin{
		"SY", "ku", named("Qamişlo", "Qamischli", "Kobanî", "Kobane", "Efrîn", "Afrin"), named("Newroz", "Newroz", "Rojîn", "Rojin"),
		"cert:sy-basic-education", "cert:sy-secondary", "cert:sy-institute-diploma", "cert:sy-university",
	}
	return map[string][]origin{
		"de": {afghanistan}, "fa-AF": {afghanistan}, "ps": {pashtun}, "fa": {iran}, "ckb": {kurdistan},
		"ku": {rojava, rojava, turkey("ku", named("Amed", "Diyarbakır", "Mêrdîn", "Mardin"))},
		"tr": {turkey("tr", named("", "Gaziantep", "", "Ankara", "", "İzmir"))},
		"so": {{
			"SO", "so", named("Muqdisho", "Mogadischu", "Hargeysa", "Hargeisa", "Kismaayo", "Kismayo"), named("", "Daallo", "", "Xidig"),
			"cert:so-intermediate", "cert:so-secondary", "cert:vocational-training", "cert:bachelor",
		}},
		"ru": {{
			"RU", "ru", named("Грозный", "Grosny", "Махачкала", "Machatschkala", "Ростов", "Rostow"), named("Восход", "Woschod", "Маяк", "Majak"),
			"cert:ru-basic", "cert:ru-secondary", "cert:ru-vocational", "cert:ru-specialist",
		}},
		"fr": {
			{
				"GN", "fr", named("", "Conakry", "", "Kindia"), named("", "Étoile", "", "Soleil"),
				"cert:basic-other", "cert:secondary-other", "cert:vocational-training", "cert:bachelor",
			},
			{
				"CM", "fr", named("", "Douala", "", "Yaoundé"), named("", "Espoir", "", "Lumière"),
				"cert:basic-other", "cert:secondary-other", "cert:vocational-training", "cert:bachelor",
			},
		},
	}
}

// turkey is the origin of those who come from there and speak a language at home.
func turkey(language string, cities []domain.Name) origin {
	return origin{
		"TR", language, cities, named("", "Güneş", "", "Yıldız"),
		"cert:tr-middle", "cert:tr-lise", "cert:tr-kalfalik", "cert:bachelor",
	}
}
