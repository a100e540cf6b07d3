package vocab

import "testing"

func TestFold(t *testing.T) {
	for _, tc := range []struct{ name, a, b string }{
		{"case", "Tischler", "TISCHLER"},
		{"umlaut", "Bäcker", "Baecker"},
		{"umlaut_left_out", "Bäcker", "Backer"},
		{"sharp_s", "Straße", "Strasse"},
		{"punctuation", "Lkw-Fahrer", "lkw  fahrer"},
		{"arabic_yeh_and_teh", "العربية", "العربیه"},
		{"arabic_maksura", "مستشفى", "مستشفي"},
		{"arabic_alef", "أستاذ", "استاذ"},
		{"arabic_hamza", "مسؤول", "مسوول"},
		{"arabic_marks", "مُعَلِّم", "معلم"},
		{"arabic_tatweel", "معـــلم", "معلم"},
		{"arabic_article", "النجار", "نجار"},
		{"arabic_digits", "١٢", "12"},
		{"persian_digits", "۱۲", "12"},
		{"persian_joiner", "می‌روم", "میروم"},
		{"kurdish_sorani", "کۆمپیوتەر", "كومپيوتهر"},
		{"kurdish_kurmanji", "mamosteyê", "mamosteye"},
		{"turkish", "İŞÇİ ığdır", "isci igdir"},
		{"ukrainian_apostrophe", "здоров’я", "здоров'я"},
		{"ukrainian_ghe", "ґанок", "ганок"},
		{"ukrainian_ye", "єдність", "едність"},
		{"ethiopic_se", "ሠራሕተኛ", "ሰራሕተኛ"},
		{"ethiopic_he", "ኀኪም", "ሐኪም"},
		{"ethiopic_alf", "ኣስተማሪ", "ዓስተማሪ"},
		{"ethiopic_alf_vowel", "አካውንታንት", "ኣካውንታንት"},
		{"ethiopic_tse", "ፀራቢ", "ጸራቢ"},
		{"ethiopic_ke", "ወረቀት", "ወረቐት"},
		{"direction_marks", "\u200fنجار\u200e", "نجار"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a, b := fold(tc.a), fold(tc.b)
			if a != b {
				t.Errorf("fold(%q) = %q, fold(%q) = %q", tc.a, a, tc.b, b)
			}
		})
	}
	for _, tc := range []struct{ a, b string }{
		{"C", "C++"}, {"C++", "C#"}, {"نجار", "بحار"}, {"ከሻኒ", "ኮሻኒ"}, {"столяр", "маляр"}, {"ألم", "لم"},
	} {
		if fold(tc.a) == fold(tc.b) {
			t.Errorf("%q and %q fold to the same %q", tc.a, tc.b, fold(tc.a))
		}
	}
}
