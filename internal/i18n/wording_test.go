package i18n

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// A wording is one text, or one plural form of one, with the German beside it.
type wording struct {
	tag, word, key, text string
	german               []string // all forms
	person               bool     // a text for persons
}

// Longest sentence in a text for persons, in runes.
const longestSentence = 160

var (
	placeholder = regexp.MustCompile(`\{[^{}]*\}`)
	latinWord   = regexp.MustCompile(`\p{Latin}[\p{Latin}0-9]*`)
	sentenceEnd = regexp.MustCompile(`[.!?؟።]+(\s|$)`)
)

// What stays in Latin letters in every language: names, levels, and the example of a slip code.
var latinNames = []string{
	"Aufwind", "Jobcenter", "PIN", "PDF", "QR", "Integrationsmanagement", "Meisterbrief",
	"Aufenthaltsgestattung", "Duldung", "Aufenthaltserlaubnis", "Niederlassungserlaubnis", "Fiktionsbescheinigung", // as papers are titled
	"Kita", "AsylbLG", "Sozialamt",
	"A1", "A2", "B1", "B2", "C1", "C2", "ABCD", "EFGH", "JKMN", "PQRS",
}

// The letters of each language; Latin ones beside another script only as latinNames.
var letters = map[string][]*unicode.RangeTable{
	"de": {unicode.Latin}, "en": {unicode.Latin},
	"ar": {unicode.Arabic, unicode.Latin}, "uk": {unicode.Cyrillic, unicode.Latin}, "ti": {unicode.Ethiopic, unicode.Latin},
	"fa": {unicode.Arabic, unicode.Latin}, "fa-AF": {unicode.Arabic, unicode.Latin},
	"fr":  {unicode.Latin},
	"ps":  {unicode.Arabic, unicode.Latin},
	"ckb": {unicode.Arabic, unicode.Latin}, "ku": {unicode.Latin},
	"ru": {unicode.Cyrillic, unicode.Latin}, "tr": {unicode.Latin},
	"so": {unicode.Latin},
}

// A rule is something that must not stand in a text.
type rule struct {
	what string
	re   *regexp.Regexp
}

// Persian and Dari: Arabic keyboards write other letters for kaf and yeh.
var persianFaults = []rule{
	{"punctuation of another script", regexp.MustCompile(`[,;?]`)},
	{"digits of another row", regexp.MustCompile(`[٠-٩۰-۹]`)},
	{"Arabic letters", regexp.MustCompile(`[\x{643}\x{649}\x{64A}\x{629}]`)},
	{"familiar address", regexp.MustCompile(`(^|[^\p{L}])تو([^\p{L}]|$)`)},
}

// What must not stand in a text of a language.
var unwanted = map[string][]rule{
	"de": {
		{"familiar address", regexp.MustCompile(`(?i)\b(du|dich|dir|dein\w*)\b`)},
		{"straight quotes", regexp.MustCompile(`["']`)},
	},
	"en": {
		{"German", regexp.MustCompile(`[äöüÄÖÜß]|\b(Sie|Ihr|Ihre|Ihren|Ihrem|Ihrer|Ihnen|und|oder|nicht)\b`)},
		{"straight quotes", regexp.MustCompile(`["']`)},
	},
	"ar": {
		{"punctuation of another script", regexp.MustCompile(`[,;?]`)},
		{"digits of another row", regexp.MustCompile(`[٠-٩۰-۹]`)},
	},
	"uk": {
		{"small letter in an address", regexp.MustCompile(`(^|[^\p{L}’])(ви|вас|вам|вами|ваш[\p{L}]*)([^\p{L}]|$)`)},
		{"Russian letters", regexp.MustCompile(`[ыэёъЫЭЁЪ]`)},
		{"straight quotes", regexp.MustCompile(`["']`)},
	},
	"ti": {
		{"familiar address", regexp.MustCompile(`ንስኻ|ንስኺ`)},
		{"punctuation of another script", regexp.MustCompile(`[,;.:]`)},
	},
	"fa": persianFaults, "fa-AF": persianFaults,
	"fr": {
		{"familiar address", regexp.MustCompile(`(?i)(^|[^\p{L}])(tu|te|toi|ton|ta|tes)([^\p{L}]|$)`)},
		{"German", regexp.MustCompile(`[äöÄÖß]|\b(Sie|Ihr|Ihre|Ihren|Ihrem|Ihrer|Ihnen|und|oder|nicht)\b`)},
		{"straight quotes", regexp.MustCompile(`["']`)},
	},
	"ckb": {
		{"punctuation of another script", regexp.MustCompile(`[,;?]`)},
		{"digits of another row", regexp.MustCompile(`[٠-٩۰-۹]`)},
		{"Arabic letters", regexp.MustCompile(`[\x{643}\x{649}\x{64A}\x{629}]`)},
		{"familiar address", regexp.MustCompile(`(^|[^\p{L}])تۆ([^\p{L}]|$)`)},
	},
	"ps": {
		{"punctuation of another script", regexp.MustCompile(`[,;?]`)},
		{"digits of another row", regexp.MustCompile(`[٠-٩۰-۹]`)},
		{"letters of another orthography", regexp.MustCompile(`[\x{643}\x{649}\x{629}\x{6AF}\x{6D2}]`)},
		{"familiar address", regexp.MustCompile(`(^|[^\p{L}])(ستا|تا)([^\p{L}]|$)`)},
	},
	"ku": {
		{"Turkish letters", regexp.MustCompile(`[ğıöüĞİÖÜ]`)},
		{"familiar address", regexp.MustCompile(`(?i)(^|[^\p{L}])(tu|te)([^\p{L}]|$)`)},
		{"straight quotes", regexp.MustCompile(`["']`)},
	},
	"ru": {
		{"small letter in an address", regexp.MustCompile(`(^|[^\p{L}])(вы|вас|вам|вами|ваш[\p{L}]*)([^\p{L}]|$)`)},
		{"familiar address", regexp.MustCompile(`(?i)(^|[^\p{L}])(ты|тебя|тебе|тобой|тво(й|я|ё|е|и|его|ему|ей|ею|их|им|ими|ём|ю))([^\p{L}]|$)`)},
		{"Ukrainian letters", regexp.MustCompile(`[іїєґІЇЄҐ]`)},
		{"straight quotes", regexp.MustCompile(`["']`)},
	},
	"tr": {
		{"familiar address", regexp.MustCompile(`(?i)(^|[^\p{L}])(sen|seni|sana|senin|senden|sende)([^\p{L}]|$)`)},
		{"German", regexp.MustCompile(`[äÄß]|\b(Sie|Ihr|Ihre|Ihren|Ihrem|Ihrer|Ihnen|und|oder|nicht)\b`)},
		{"straight quotes", regexp.MustCompile(`["']`)},
	},
	"so": {
		{"German", regexp.MustCompile(`[äöüÄÖÜß]|\b(Sie|Ihr|Ihre|Ihren|Ihrem|Ihrer|Ihnen|und|oder|nicht)\b`)},
		{"straight quotes", regexp.MustCompile(`["']`)},
	},
}

// How each language writes what a German word means; one of the stems stands in each text whose German has
// the word. Where a new text needs another form of the same word, its stem is added here.
var sameWord = []struct {
	german *regexp.Regexp
	stems  map[string][]string
}{
	{regexp.MustCompile(`\bZettel`), map[string][]string{"en": {"slip"}, "ar": {"ورقة"}, "uk": {"лист"}, "ti": {"ወረቐት"}, "fa": {"برگه"}, "fa-AF": {"ورقه"}, "fr": {"fiche"}, "ckb": {"کاغەز"}, "ku": {"kaxez"}, "ru": {"листок", "листк"}, "tr": {"kâğıt", "kâğıd"}, "so": {"warqad"}, "ps": {"ورق"}}},
	{regexp.MustCompile(`\bFreigabe`), map[string][]string{"en": {"release"}, "ar": {"إذن", "أذون"}, "uk": {"дозвіл", "дозвол"}, "ti": {"ፍቓድ", "ፍቓዳት"}, "fa": {"اجازه"}, "fa-AF": {"اجازه"}, "fr": {"autorisation"}, "ckb": {"ڕێپێدان"}, "ku": {"destûr"}, "ru": {"разрешен"}, "tr": {"izin", "izn"}, "so": {"oggolaansh"}, "ps": {"اجاز"}}},
	{regexp.MustCompile(`\bZiele?s?\b`), map[string][]string{"en": {"goal"}, "ar": {"هدف", "أهداف"}, "uk": {"ціл"}, "ti": {"ሸቶ"}, "fa": {"هدف"}, "fa-AF": {"هدف"}, "fr": {"objectif"}, "ckb": {"ئامانج"}, "ku": {"armanc"}, "ru": {"цел"}, "tr": {"hedef"}, "so": {"yool"}, "ps": {"موخ"}}},
	{regexp.MustCompile(`\bSchritt`), map[string][]string{"en": {"step"}, "ar": {"خطو"}, "uk": {"крок"}, "ti": {"ስጉም"}, "fa": {"گام"}, "fa-AF": {"قدم"}, "fr": {"étape"}, "ckb": {"هەنگاو"}, "ku": {"gav"}, "ru": {"шаг"}, "tr": {"adım"}, "so": {"tallaab"}, "ps": {"ګام"}}},
	{regexp.MustCompile(`\bPlan\b`), map[string][]string{"en": {"plan"}, "ar": {"خطة", "خطت"}, "uk": {"план"}, "ti": {"ትልሚ", "ትልም", "ትልመ"}, "fa": {"برنامه"}, "fa-AF": {"پلان"}, "fr": {"plan"}, "ckb": {"پلان"}, "ku": {"plan"}, "ru": {"план"}, "tr": {"plan"}, "so": {"qorsh"}, "ps": {"پلان"}}},
	{regexp.MustCompile(`\bLebenslauf`), map[string][]string{"en": {"CV"}, "ar": {"سيرة", "سيرت"}, "uk": {"резюме"}, "ti": {"ሲቪ"}, "fa": {"رزومه"}, "fa-AF": {"سوانح"}, "fr": {"CV"}, "ckb": {"سیڤی"}, "ku": {"CV"}, "ru": {"резюме"}, "tr": {"özgeçmiş"}, "so": {"CV"}, "ps": {"سوانح"}}},
	{regexp.MustCompile(`\bUnterkunft`), map[string][]string{"en": {"accommodation"}, "ar": {"سكن"}, "uk": {"прожив", "гуртожит"}, "ti": {"መዕቆቢ"}, "fa": {"اقامتگاه"}, "fa-AF": {"اقامتگاه"}, "fr": {"hébergement"}, "ckb": {"مانەوە"}, "ku": {"mayîn"}, "ru": {"прожив", "общежит"}, "tr": {"konaklama", "yurt"}, "so": {"hoy"}, "ps": {"استوګنځ"}}},
	{regexp.MustCompile(`\bPIN\b`), map[string][]string{"en": {"PIN"}, "ar": {"سري"}, "uk": {"PIN-код"}, "ti": {"PIN"}, "fa": {"PIN"}, "fa-AF": {"PIN"}, "fr": {"PIN"}, "ckb": {"PIN"}, "ku": {"PIN"}, "ru": {"PIN-код"}, "tr": {"PIN"}, "so": {"PIN"}, "ps": {"PIN"}}},
}

// Examples in several scripts, and names of calendars in their own.
var manyScripts = []string{"terms.calendar", "case.searchHint"}

// faults says what is wrong with a wording.
func (w wording) faults() []string {
	var out []string
	text := placeholder.ReplaceAllString(w.text, "")
	if !slices.Contains(manyScripts, w.word) && !slices.Contains(manyScripts, w.word+"."+w.key) {
		out = w.scriptFaults(text)
	}
	for _, u := range unwanted[w.tag] {
		if found := u.re.FindString(text); found != "" {
			out = append(out, u.what+": "+found)
		}
	}
	if w.tag != "de" && strings.Contains(strings.TrimSpace(text), " ") && slices.Contains(w.german, w.text) {
		out = append(out, "the German text")
	}
	for _, name := range []string{"Jobcenter", "Aufwind"} {
		if strings.Contains(w.german[0], name) != strings.Contains(text, name) {
			out = append(out, name+" stands in only one of this and the German text")
		}
	}
	if w.person {
		out = append(out, w.personFaults()...)
	}
	return append(out, w.otherWords(text)...)
}

// otherWords finds German words that are called something else than everywhere.
func (w wording) otherWords(text string) []string {
	var out []string
	for _, s := range sameWord {
		stems := s.stems[w.tag]
		has := func(stem string) bool { return strings.Contains(strings.ToLower(text), strings.ToLower(stem)) }
		if stems != nil && s.german.MatchString(w.german[0]) && !slices.ContainsFunc(stems, has) {
			out = append(out, s.german.String()+" is called something else")
		}
	}
	return out
}

// scriptFaults finds letters and words of a script in which the language is not written.
func (w wording) scriptFaults(text string) []string {
	var out []string
	for _, r := range text {
		if unicode.IsLetter(r) && !unicode.In(r, letters[w.tag]...) && !unicode.Is(unicode.Common, r) {
			return []string{"letter of another script: " + string(r)}
		}
	}
	if len(letters[w.tag]) > 1 {
		for _, found := range latinWord.FindAllString(text, -1) {
			if !slices.Contains(latinNames, found) {
				out = append(out, "Latin word: "+found)
			}
		}
	}
	return out
}

// personFaults finds what is hard to read or to hear.
func (w wording) personFaults() []string {
	var out []string
	for _, sentence := range sentenceEnd.Split(w.text, -1) {
		if n := utf8.RuneCountInString(sentence); n > longestSentence {
			out = append(out, "a sentence is too long: "+sentence)
		}
	}
	if strings.Contains(w.text, "/") {
		out = append(out, "two words with a slash")
	}
	return out
}

// Each text is written in its language: its letters, its punctuation, its respectful address, in short sentences.
func TestWording(t *testing.T) {
	all := wordings(t)
	if len(all) < 2000 {
		t.Errorf("only %d wordings; are the catalogues still there?", len(all))
	}
	for _, w := range all {
		for _, fault := range w.faults() {
			t.Errorf("%s/%s.json %s: %s", w.tag, w.word, w.key, fault)
		}
	}
}

func TestWordingFaults(t *testing.T) {
	long := strings.Repeat("sehr ", 40) + "lang."
	for _, tc := range []struct {
		name, tag, german, text string
		want                    int
	}{
		{"good_german", "de", "Wählen Sie {name}.", "Wählen Sie {name}.", 0},
		{"good_arabic", "ar", "Ihre PIN?", "رقمك السري (PIN)؟", 0},
		{"good_tigrinya", "ti", "Das Jobcenter und {other}", "ንJobcenter፣ {other}", 0},
		{"good_ukrainian", "uk", "Sie und Ihre PIN", "Ви і Ваш PIN-код", 0},
		{"good_placeholders", "ar", "{city}, {country}", "{city}، {country}", 0},
		{"du", "de", "Wähle dein Ziel", "Wähle dein Ziel", 1},
		{"long", "de", long, long, 1},
		{"slash", "de", "Berater/Beraterin", "Berater/Beraterin", 1},
		{"german_in_english", "en", "Wer hilft", "Who helps Sie", 1},
		{"german_untranslated", "en", "Teil von {name}", "Teil von {name}", 1},
		{"latin_in_arabic", "ar", "Mein Plan", "خطة Plan", 1},
		{"comma_in_arabic", "ar", "Ja, so", "نعم, هكذا", 1},
		{"digits_in_arabic", "ar", "6 Ziffern", "٦ أرقام", 1},
		{"good_persian", "fa", "Ihre PIN?", "رمز PIN شما؟", 0},
		{"arabic_letter_in_persian", "fa", "Eine Angabe", "يك مورد", 1},
		{"familiar_in_dari", "fa-AF", "Für Sie", "برای تو", 1},
		{"arabic_in_tigrinya", "ti", "Mein Plan", "ትልመይ خطة", 1},
		{"latin_in_tigrinya", "ti", "Mein Plan", "ትልመይ plan", 1},
		{"stop_in_tigrinya", "ti", "Gespeichert.", "ተቐሚጡ.", 1},
		{"familiar_in_tigrinya", "ti", "Sie", "ንስኻ", 1},
		{"small_in_ukrainian", "uk", "Ihr Plan", "План чекає на вас.", 1},
		{"russian", "uk", "Meine Pläne", "Мои планы", 1},
		{"latin_in_ukrainian", "uk", "Mein Plan", "Мій план plan", 1},
		{"other_word", "uk", "Das Ziel", "Мета", 1},
		{"other_word_without_pin", "ar", "Ihre PIN", "كلمة المرور", 1},
		{"good_russian", "ru", "Sie und Ihre PIN", "Вы и Ваш PIN-код", 0},
		{"good_turkish", "tr", "Ihre PIN vom Jobcenter", "Jobcenter’dan aldığınız PIN", 0},
		{"small_in_russian", "ru", "Ihr Plan", "План ждёт вас.", 1},
		{"familiar_in_russian", "ru", "Ihr Plan", "Твой план", 1},
		{"ukrainian", "ru", "Meine Angaben", "Мої дані", 1},
		{"familiar_in_turkish", "tr", "Ihr Plan", "Senin planın", 1},
		{"quotes_in_turkish", "tr", "Vom Jobcenter", "Jobcenter'dan", 1},
		{"other_word_in_turkish", "tr", "Das Ziel", "Amaç", 1},
		{"name_lost", "uk", "Das Jobcenter", "Центр зайнятості", 1},
		{"good_sorani", "ckb", "Ihre PIN?", "ژمارەی نهێنی ئێوە (PIN)؟", 0},
		{"arabic_letter_in_sorani", "ckb", "Eine Angabe", "زانياری", 1},
		{"familiar_in_sorani", "ckb", "Für Sie", "بۆ تۆ", 1},
		{"good_pashto", "ps", "Ihre PIN?", "ستاسو PIN شمېره؟", 0},
		{"persian_letter_in_pashto", "ps", "Ein Schritt", "یو ګام گ", 1},
		{"familiar_in_pashto", "ps", "Ihr Plan", "ستا پلان", 1},
		{"good_kurmanji", "ku", "Ihr Plan", "Plana we", 0},
		{"turkish_letter_in_kurmanji", "ku", "Eine Angabe", "Bilgı", 1},
		{"familiar_in_kurmanji", "ku", "Für Sie", "Ji bo te", 1},
	} {
		w := wording{tag: tc.tag, word: "test", text: tc.text, german: []string{tc.german}, person: true}
		if got := w.faults(); len(got) != tc.want {
			t.Errorf("%s: %q, want %d faults", tc.name, got, tc.want)
		}
	}
}

// wordings reads every text of every catalogue with its German.
func wordings(t *testing.T) []wording {
	t.Helper()
	var all []wording
	files, err := filepath.Glob("catalogue/*/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		tag := filepath.Base(filepath.Dir(path))
		word := strings.TrimSuffix(filepath.Base(path), ".json")
		german := read(t, filepath.Join("catalogue", "de", word+".json"))
		if letters[tag] == nil {
			t.Errorf("%s: this test knows no letters of %s", path, tag)
		}
		for key, forms := range read(t, path) {
			for _, text := range forms {
				if !strings.HasPrefix(key, "@") {
					person := slices.Contains(german["@audience"], "person")
					all = append(all, wording{tag, word, key, text, german[key], person})
				}
			}
		}
	}
	return all
}

// read returns the forms of each key of a file.
func read(t *testing.T, path string) map[string][]string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(content, &raw); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	out := map[string][]string{}
	for key, value := range raw {
		var text string
		if json.Unmarshal(value, &text) == nil {
			out[key] = []string{text}
			continue
		}
		var forms map[string]string
		if err := json.Unmarshal(value, &forms); err != nil {
			t.Fatalf("%s %s: %v", path, key, err)
		}
		for _, form := range forms {
			out[key] = append(out[key], form)
		}
		slices.Sort(out[key])
	}
	return out
}
