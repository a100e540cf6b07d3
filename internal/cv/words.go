package cv

import (
	"cmp"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// The German titles of a CV and its sections.
const (
	titleHead      = "Lebenslauf"
	titleAnonymous = "Anonymes Kurzprofil"
	titlePersonal  = "Persönliche Daten"
	titleContact   = "Kontakt"
	titleProfile   = "Kurzprofil"
	titleWork      = "Berufserfahrung"
	titleEducation = "Schule und Ausbildung"
	titleCourses   = "Kurse und Weiterbildung"
	titleLanguages = "Sprachen"
	titleDriving   = "Führerschein"
	titleSkills    = "Kenntnisse und Fähigkeiten"
)

// languageName is the name of a language in l; a region that has no name of its own is left out ("ar-SY").
func languageName(l i18n.Lang, tag string) string {
	for {
		if name := i18n.Language(l, cmp.Or(otherCodes[tag], tag)); name != "" {
			return name
		}
		i := strings.LastIndexByte(tag, '-')
		if i < 0 {
			return ""
		}
		tag = tag[:i]
	}
}

// otherCodes are the codes of the languages that papers and other programs also name by an ISO 639-3 code.
var otherCodes = map[string]string{"prs": "fa-AF", "pes": "fa", "kmr": "ku", "pbu": "ps", "tw": "ak", "arb": "ar", "apc": "ar"}

func level(l string) string {
	switch l {
	case "native":
		return "Muttersprache"
	case "basic":
		return "Grundkenntnisse"
	}
	return l
}

func driving(d domain.Driving) string {
	return "Klasse " + d.Class + " (" + drivingState(d.InGermany) + ")"
}

func drivingState(state string) string {
	switch state {
	case "valid":
		return "in Deutschland gültig"
	case "converted":
		return "auf deutschen Führerschein umgeschrieben"
	}
	return "im Ausland ausgestellt"
}

func residence(d domain.CVResidence) string {
	until := ""
	if d.ValidUntil != nil {
		if y, m, day := d.ValidUntil.Parts(); y > 0 {
			until = "gültig bis " + i18n.Date(i18n.De, y, m, day)
		}
	}
	return joined(oneLine(d.TextDE), until, mayWork(d.Work))
}

func mayWork(work string) string {
	switch work {
	case "allowed":
		return "Erwerbstätigkeit erlaubt"
	case "with_permit":
		return "Beschäftigung nur mit Erlaubnis der Ausländerbehörde"
	case "not_allowed":
		return "Erwerbstätigkeit nicht erlaubt"
	}
	return ""
}

// nationality is the German adjective of a country, or its name where the adjective is not listed.
func nationality(country string) string {
	if adjective := nationalities[country]; adjective != "" {
		return adjective
	}
	return i18n.Country(i18n.De, country)
}

// nationalities are the adjectives that German papers use.
var nationalities = map[string]string{
	"AE": "emiratisch", "AF": "afghanisch", "AL": "albanisch", "AM": "armenisch", "AO": "angolanisch", "AZ": "aserbaidschanisch",
	"BA": "bosnisch-herzegowinisch", "BD": "bangladeschisch", "BF": "burkinisch", "BG": "bulgarisch", "BR": "brasilianisch",
	"BY": "belarussisch", "CD": "kongolesisch", "CM": "kamerunisch", "CN": "chinesisch", "CO": "kolumbianisch", "CU": "kubanisch",
	"DE": "deutsch", "DZ": "algerisch", "EG": "ägyptisch", "ER": "eritreisch", "ET": "äthiopisch", "FR": "französisch",
	"GE": "georgisch", "GH": "ghanaisch", "GM": "gambisch", "GN": "guineisch", "GR": "griechisch", "HR": "kroatisch",
	"HU": "ungarisch", "IN": "indisch", "IQ": "irakisch", "IR": "iranisch", "IT": "italienisch", "JO": "jordanisch",
	"KE": "kenianisch", "KG": "kirgisisch", "KZ": "kasachisch", "LB": "libanesisch", "LK": "sri-lankisch", "LY": "libysch",
	"MA": "marokkanisch", "MD": "moldauisch", "ME": "montenegrinisch", "MK": "nordmazedonisch", "ML": "malisch", "MM": "myanmarisch",
	"NG": "nigerianisch", "NP": "nepalesisch", "PK": "pakistanisch", "PL": "polnisch", "PT": "portugiesisch", "RO": "rumänisch",
	"RS": "serbisch", "RU": "russisch", "SA": "saudi-arabisch", "SD": "sudanesisch", "SL": "sierra-leonisch", "SN": "senegalesisch",
	"SO": "somalisch", "SS": "südsudanesisch", "SY": "syrisch", "TD": "tschadisch", "TG": "togoisch", "TJ": "tadschikisch",
	"TM": "turkmenisch", "TN": "tunesisch", "TR": "türkisch", "UA": "ukrainisch", "UG": "ugandisch", "UZ": "usbekisch",
	"VE": "venezolanisch", "VN": "vietnamesisch", "XK": "kosovarisch", "YE": "jemenitisch",
}
