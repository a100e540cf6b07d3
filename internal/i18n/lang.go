package i18n

import (
	"strings"

	"github.com/aufwind-im/aufwind/internal/i18n/cldr"
)

// A Lang is a language of the product; the zero value is German, the source of all texts.
type Lang uint8

// The languages of the product.
const (
	De   = Lang(cldr.De)
	En   = Lang(cldr.En)
	Ar   = Lang(cldr.Ar)
	FaAF = Lang(cldr.FaAF) // Dari
	Fa   = Lang(cldr.Fa)
	Ckb  = Lang(cldr.Ckb) // Sorani
	Ku   = Lang(cldr.Ku)  // Kurmanji
	Ps   = Lang(cldr.Ps)
	Ti   = Lang(cldr.Ti)
	So   = Lang(cldr.So)
	Uk   = Lang(cldr.Uk)
	Ru   = Lang(cldr.Ru)
	Tr   = Lang(cldr.Tr)
	Fr   = Lang(cldr.Fr)
)

// All are the languages of the product. Which of them a tenant offers is its own setting.
func All() []Lang {
	all := make([]Lang, cldr.Locales)
	for i := range all {
		all[i] = Lang(i)
	}
	return all
}

// ForPersons are the languages in which the pages of persons are complete in this release.
func ForPersons() []Lang { return All() }

// ForStaff are the languages in which the pages of staff are complete.
func ForStaff() []Lang { return []Lang{De, En} }

// Parse is the language with exactly the tag (in any case), such as "fa-AF"; for what a browser or a person
// may write, see [Match].
func Parse(tag string) (Lang, bool) {
	for _, l := range All() {
		if strings.EqualFold(l.Tag(), tag) {
			return l, true
		}
	}
	return De, false
}

// Tag is the language tag (BCP 47) for the attribute lang, such as "fa-AF".
func (l Lang) Tag() string { return cldr.Locale(l).Tag() }

// Dir is the direction for the attribute dir: "rtl" or "ltr".
func (l Lang) Dir() string {
	switch l {
	case Ar, FaAF, Fa, Ckb, Ps:
		return "rtl"
	default:
		return "ltr"
	}
}

// List joins items by the comma of the language's script, such as "a, b" or "a، b".
func (l Lang) List(items []string) string {
	switch {
	case l == Ti:
		return strings.Join(items, "፣ ")
	case l.Dir() == "rtl":
		return strings.Join(items, "، ")
	default:
		return strings.Join(items, ", ")
	}
}

// Native is what the language calls itself, for the choice of language.
func (l Lang) Native() string {
	switch l {
	case En:
		return "English"
	case Ar:
		return "العربية"
	case FaAF:
		return "دری"
	case Fa:
		return "فارسی"
	case Ckb:
		return "کوردیی ناوەندی"
	case Ku:
		return "Kurdî (Kurmancî)"
	case Ps:
		return "پښتو"
	case Ti:
		return "ትግርኛ"
	case So:
		return "Soomaali"
	case Uk:
		return "Українська"
	case Ru:
		return "Русский"
	case Tr:
		return "Türkçe"
	case Fr:
		return "Français"
	default:
		return "Deutsch"
	}
}
