package i18n

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n/cldr"
)

func TestLanguages(t *testing.T) {
	tags := map[string]bool{}
	natives := map[string]bool{}
	for _, l := range All() {
		tags[l.Tag()], natives[l.Native()] = true, true
		if got, ok := Parse(strings.ToUpper(l.Tag())); !ok || got != l {
			t.Errorf("Parse %s: %v, %v", l.Tag(), got, ok)
		}
		// The script of the native name tells the direction.
		rtl := strings.ContainsFunc(l.Native(), func(r rune) bool { return r >= 0x0600 && r <= 0x06FF })
		if want := map[bool]string{true: "rtl", false: "ltr"}[rtl]; l.Dir() != want {
			t.Errorf("%s: dir %s, want %s", l.Tag(), l.Dir(), want)
		}
	}
	if len(tags) != 14 || len(natives) != 14 {
		t.Errorf("%d tags, %d names for 14 languages", len(tags), len(natives))
	}
	if _, ok := Parse("xx"); ok {
		t.Error("xx is a language")
	}
	if De != 0 {
		t.Error("the zero language is not German")
	}
}

// Each word has each of its texts in each language that its audience needs.
func TestComplete(t *testing.T) {
	for _, word := range words() {
		for _, l := range ForStaff() {
			if !l.Complete(word) {
				t.Errorf("%s: not complete in %s", word, l.Tag())
			}
		}
	}
	for _, l := range ForPersons() {
		for _, word := range []string{"common", "errors", "terms.action", "terms.section"} {
			if !l.Complete(word) {
				t.Errorf("%s: not complete in %s", word, l.Tag())
			}
		}
	}
	if De.Complete("nothing") || Fr.Complete("jobcenter") {
		t.Error("complete without texts")
	}
	if !De.Reviewed("common") || Ar.Reviewed("common") {
		t.Error("German is the source, Arabic a draft")
	}
}

// figures are the ids of all figures.
func figures() (ids []string) {
	for _, k := range domain.Figures() {
		ids = append(ids, string(k.ID))
	}
	return ids
}

// Each value of a closed list of the domain has a term, and no term stands for nothing. But for actions the order is that
// of the list, so that a page can offer the terms as they come.
func TestTermsOfDomain(t *testing.T) {
	for group, want := range map[string][]string{
		"role":         names(domain.Roles[:]),
		"section":      names(domain.Sections[:]),
		"action":       append(names(domain.Actions[:]), string(domain.SignIn), string(domain.SignInRefused), string(domain.ProveSession), string(domain.SignOut), string(domain.TranslateText), string(domain.SendDigest)),
		"status":       names(domain.CaseStatuses[:]),
		"closing":      names(domain.ClosingReasons[:]),
		"domain":       names(domain.LifeDomains[:]),
		"measure":      names(domain.MeasureStates[:]),
		"need":         names(domain.Needs[:]),
		"stage":        names(domain.Stages[:]),
		"missed":       names(domain.OutcomeReasons[:]),
		"made":         names(domain.VersionReasons[:]),
		"who":          domain.Whos[:],
		"measuretype":  names(domain.MeasureTypes[:]),
		"bodykind":     domain.BodyKinds[:],
		"talk":         domain.TalkKinds[:],
		"way":          domain.ContactTypes[:],
		"minutes":      domain.TalkMinutes[:],
		"interpreter":  domain.Interpreters[:],
		"figure":       figures(),
		"figuretext":   figures(),
		"figureunit":   domain.FigureUnits[:],
		"housing":      domain.HousingKinds[:],
		"wish":         domain.HousingWishes[:],
		"education":    domain.EducationKinds[:],
		"level":        domain.Levels[:],
		"recognition":  domain.Recognitions[:],
		"address":      names(domain.AddressForms[:]),
		"driving":      domain.DrivingStates[:],
		"calendar":     domain.Calendars[:],
		"answer":       names([]domain.Answer{domain.AnswerOpen, domain.AnswerAgreed, domain.AnswerObjected}),
		"purpose":      names(domain.FlowPurposes[:]),
		"entryanswer":  domain.BookAnswers[:],
		"basis":        names(domain.Bases[:]),
		"viewer":       names(domain.Viewers[:]),
		"viewertext":   names(domain.Viewers[:]),
		"organisation": names([]domain.OrgKind{domain.OrgCity, domain.OrgProvider, domain.OrgJobcenter}),
		"coordination": names(domain.CoordinationStates[:]),
	} {
		got := termKeys(group)
		if group == "action" { // no page lists them
			slices.Sort(got)
			slices.Sort(want)
		}
		if !slices.Equal(got, want) {
			t.Errorf("terms.%s.json has %v, the domain %v", group, got, want)
		}
	}
}

func names[T ~string](values []T) []string {
	var all []string
	for _, v := range values {
		all = append(all, string(v))
	}
	return all
}

// Each key of a domain error, in whatever package it is made, has a text.
func TestErrorKeys(t *testing.T) {
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(path string) bool { return strings.HasSuffix(path, "_test.go") })
	made := regexp.MustCompile(`\binvalid\([^,()]+, "([^"]+)"|\bError\{[^{}]*\bKey: +"([^"]+)"`)
	found := 0
	for _, path := range files {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range made.FindAllStringSubmatch(string(source), -1) {
			found++
			if key := m[1] + m[2]; errorsText(De, key) == "" {
				t.Errorf("%s: errors.json has no %q", path, key)
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d keys found; has the form of the calls changed?", found)
	}
}

func TestTexts(t *testing.T) {
	for _, tc := range []struct{ name, got, want string }{
		{"plain", De.CommonSave(), "Speichern"},
		{"translated", Ar.CommonSave(), "حفظ"},
		{"falls_back", Fr.JobcenterTitle(), "Abstimmung"},
		{"no_language", Lang(99).CommonSave(), "Speichern"},
		{"numbers", De.CommonStepOf(2, 7), "Schritt 2 von 7"},
		{"numbers_arabic", Ar.CommonStepOf(2, 7), "الخطوة 2 من 7"},
		{"isolated", En.CommonFromUntil("a", "b"), "\u2068a\u2069 to \u2068b\u2069"},
		{"plural_one", De.ProfilePersons(1), "1 Person"},
		{"plural_other", De.ProfilePersons(0), "0 Personen"},
		{"arabic_two", Ar.ProfilePersons(2), "شخصان"},
		{"arabic_few", Ar.ProfilePersons(103), "103 أشخاص"},
		{"ukrainian_few", Uk.ProfilePersons(22), "22 особи"},
		{"ukrainian_rest", Uk.ProfilePersons(11), "11 осіб"},
		{"error", Ar.Error("date"), "هذا التاريخ غير صحيح."},
		{"error_falls_back", Lang(99).Error("date"), "Dieses Datum stimmt nicht."},
		{"error_unknown", De.Error("no.such.key"), "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal."},
		{"term", Uk.Term("role", "team_lead"), "Керівництво команди"},
		{"term_falls_back", Lang(99).Term("role", "team_lead"), "Teamleitung"},
		{"term_unknown", De.Term("nothing", "some.value"), "some.value"},
		{"fill", fill("a {1} b {0}{9}.", []string{"x", "{1}"}), "a \u2068{1}\u2069 b \u2068x\u2069."},
		{"fill_nothing", fill("a {0} b", nil), "a  b"},
		{"date", Date(Ar, 2026, 3, 7), "07.03.2026"},
		{"long_date", LongDate(Ku, 2026, 11, 22), "22ê mijdara 2026an"},
		{"country", Country(Ti, "SY"), "ሶርያ"},
		{"language", Language(Ku, "de"), "almanî"},
		{"month", Month(FaAF, "solar-hijri", 1), "حمل"},
		{"weekday", Weekday(De, 6), "Samstag"},
		{"list", De.List([]string{"a", "b"}), "a, b"},
		{"list_arabic", Ar.List([]string{"a", "b"}), "a، b"},
		{"list_tigrinya", Ti.List([]string{"a", "b"}), "a፣ b"},
		{"list_empty", Ti.List(nil), ""},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, tc.got, tc.want)
		}
	}
	if termKeys("nothing") != nil || errorsText(De, "no.such.key") != "" || errorsText(De, "internal") == "" {
		t.Error("keys that are none")
	}
}

func TestMatch(t *testing.T) {
	five := []Lang{De, En, Ar, Uk, Ti} // of a city that offers no more
	for _, tc := range []struct {
		header  string
		enabled []Lang
		want    Lang
	}{
		{"", five, De},
		{"ar-SY,ar;q=0.9,en;q=0.8", five, Ar},
		{"fr,en;q=0.5,uk;q=0.7", five, Uk},
		{"en;q=0.1,ar;q=0", five, En},
		{"de;q=0.5, ti", five, Ti},
		{"DE_at", five, De},
		{"apc", five, Ar},
		{"ukr", five, Uk},
		{"zh,ja;q=0.5", []Lang{En, De}, En},
		{"*", []Lang{Ar}, Ar},
		{"prs", All(), FaAF},
		{"prs", []Lang{De, Fa}, Fa},
		{"pes", All(), Fa},
		{"fa-AF", All(), FaAF},
		{"fa-Arab-AF", All(), FaAF},
		{"fa", []Lang{De, FaAF}, FaAF},
		{"kmr", All(), Ku},
		{"ku-TR", All(), Ku},
		{"ku-Arab", All(), Ckb},
		{"ku-IQ", All(), Ckb},
		{"ku-Arab", []Lang{De, Ku}, De},
		{"en;q=x,uk;q=0.1", five, Uk},
		{"en;q=NaN,uk;q=0.1", five, Uk},
		{"en;q=1e9,uk;q=0.1", five, Uk},
		{"-,;;q=,=,en-", five, En},
		{strings.Repeat("x,", 40) + "ar", five, De}, // beyond the entries that are read
		{strings.Repeat("-", 1_000_000) + ",ar", five, De},
		{"ar", nil, De},
	} {
		if got := Match(tc.header, tc.enabled); got != tc.want {
			t.Errorf("%.40q among %v: %s, want %s", tc.header, tc.enabled, got.Tag(), tc.want.Tag())
		}
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("ar-SY,ar;q=0.9,en;q=0.8")
	f.Add("q=;;,-_-,\x00")
	f.Fuzz(func(t *testing.T, header string) {
		if got := Match(header, ForPersons()); !slices.Contains(ForPersons(), got) {
			t.Errorf("%q: %s is not enabled", header, got.Tag())
		}
		if got, ok := Parse(header); ok && !strings.EqualFold(got.Tag(), header) {
			t.Errorf("%q: the language %s", header, got.Tag())
		}
	})
}

func TestPluralAllocatesOnce(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { _ = Ar.ProfilePersons(12) }); n > 1 {
		t.Errorf("%v allocations", n)
	}
	if n := testing.AllocsPerRun(100, func() { _, _ = Ar.CommonSave(), Ar.Error("date") }); n != 0 {
		t.Errorf("%v allocations for texts without arguments", n)
	}
}

func TestLangsAreLocales(t *testing.T) {
	if len(All()) != cldr.Locales || Fr.Tag() != cldr.Fr.Tag() || FaAF.Tag() != "fa-AF" {
		t.Error("the languages are not those of the tables")
	}
}

func BenchmarkArabicPlural(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_ = Ar.ProfilePersons(12)
	}
}

func BenchmarkMatch(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_ = Match("ar-SY,ar;q=0.9,en-US;q=0.8,en;q=0.7", ForPersons())
	}
}
