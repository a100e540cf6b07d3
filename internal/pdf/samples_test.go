package pdf

import (
	"fmt"
	"time"
)

var day = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

func german(page, pages int) string   { return fmt.Sprintf("Seite %d von %d", page, pages) }
func inArabic(page, pages int) string { return fmt.Sprintf("صفحة %d من %d", page, pages) }

// germanCV is a CV of two pages in German with the name in Arabic letters.
func germanCV() CVDoc {
	return CVDoc{
		Title: "Lebenslauf", Lang: "de", Created: day, PageLabel: german,
		Author: "Sami Alnajjar", Name: "Sami Alnajjar", NameNative: "سامي النجار", NativeLang: "ar",
		Target:        "Tischler",
		Contact:       []string{"Musterweg 1, 70173 Stuttgart", "+49 711 000000", "sami.alnajjar@example.org"},
		PersonalTitle: "Persönliche Daten",
		Personal: []Row{
			{"Geburtsdatum", "12.03.1991 in Aleppo, Syrien"},
			{"Aufenthalt", "Aufenthaltserlaubnis nach § 25 Abs. 2 AufenthG, gültig bis 30.06.2027, Erwerbstätigkeit erlaubt"},
			{"Führerschein", "Klasse B (in Deutschland umgeschrieben 2023)"},
		},
		Sections: []Section{
			{"Berufserfahrung", []CVRow{
				{"seit 02/2023", "Tischlerhelfer", "Beispiel Holzbau GmbH, Stuttgart", []string{"Zuschnitt und Kantenbearbeitung von Plattenwerkstoffen", "Montage von Einbauküchen und Innentüren beim Kunden", "Wartung der Handmaschinen und Führung des Werkzeuglagers"}},
				{"11/2018 – 01/2023", "Orientierungszeit und Integrationskurs", "Stuttgart", nil},
				{"2016 – 10/2018", "Möbeltischler", "Deniz Mobilya, Gaziantep, Türkei", []string{"Serienfertigung von Kleiderschränken und Betten", "Bedienung von Kreissäge, Abrichte und Kantenanleimmaschine"}},
				{"09/2010 – 2015", "Tischler", "Al-Amal Werkstatt, Aleppo, Syrien", []string{"Maßanfertigung von Möbeln, Türen und Fenstern", "Einbau von Küchen", "Anleitung von zwei Auszubildenden seit 2013", "Aufmaß und Beratung beim Kunden, Abrechnung der Aufträge in Absprache mit dem Inhaber der Werkstatt"}},
			}},
			{"Schule und Ausbildung", []CVRow{
				{"2009 – 2010", "Berufliche Sekundarschule, Fachrichtung Holztechnik", "Aleppo, Syrien", []string{"Abschluss: Berufliches Sekundarschulzeugnis (الثانوية المهنية الصناعية)", "78 % (entspricht ca. 2,3 nach der modifizierten bayerischen Formel; unverbindlich)"}},
				{"1997 – 2009", "Grund- und Mittelschule", "Aleppo, Syrien", []string{"Abschluss: Abschlusszeugnis der Grundbildung (شهادة التعليم الأساسي)"}},
			}},
			{"Deutschkurse und Weiterbildung", []CVRow{
				{"seit 09/2025", "Berufssprachkurs B2", "Sprachschule Beispiel, Stuttgart", nil},
				{"05/2022", "telc Deutsch B1", "Volkshochschule Stuttgart", nil},
				{"03/2022", "Leben in Deutschland", "Volkshochschule Stuttgart", nil},
			}},
			{"Sprachen", []CVRow{
				{"Arabisch", "", "Muttersprache", nil},
				{"Deutsch", "", "B1 (telc Deutsch B1, 05/2022); B2-Kurs seit 09/2025", nil},
				{"Türkisch", "", "B1", nil},
				{"Englisch", "", "A2", nil},
			}},
			{"Kenntnisse", []CVRow{
				{"Maschinen", "", "Formatkreissäge, Abrichte, Kantenanleimmaschine, CNC-Grundlagen", nil},
				{"EDV", "", "Textverarbeitung, Tabellen, E-Mail", nil},
			}},
		},
		Closing: "Stuttgart, 22.11.2026",
	}
}

// arabicCV is the original of a CV, read from the right.
func arabicCV() CVDoc {
	return CVDoc{
		Title: "السيرة الذاتية", Lang: "ar", RTL: true, Created: day, PageLabel: inArabic,
		Name: "سامي النجار", NameNative: "Sami Alnajjar", NativeLang: "de",
		Target:        "نجار",
		Contact:       []string{"Musterweg 1, 70173 Stuttgart", "+49 711 000000", "sami.alnajjar@example.org"},
		PersonalTitle: "البيانات الشخصية",
		Personal:      []Row{{"تاريخ الميلاد", "12.03.1991"}, {"رخصة القيادة", "فئة B"}},
		Sections: []Section{
			{"الخبرة المهنية", []CVRow{
				{"منذ 02/2023", "مساعد نجار", "Beispiel Holzbau GmbH، شتوتغارت", []string{"قص الألواح الخشبية ومعالجة حوافها", "تركيب المطابخ والأبواب عند الزبائن"}},
				{"09/2010 – 2015", "نجار", "ورشة الأمل، حلب، سوريا", []string{"تركيب المطابخ", "قمت بتدريب متدربين اثنين منذ 2013", "تصنيع الأثاث والأبواب والنوافذ حسب الطلب"}},
			}},
			{"اللغات", []CVRow{{"العربية", "", "اللغة الأم", nil}, {"الألمانية", "", "B1 (telc Deutsch B1, 05/2022)", nil}}},
		},
		Closing: "شتوتغارت، 22.11.2026",
	}
}

var germanSlip = SlipWords{
	Title:   "Ihr Zugang zu Aufwind",
	Steps:   []string{"Öffnen Sie die Kamera Ihres Telefons und scannen Sie den QR-Code.", "Geben Sie Ihre PIN ein.", "Wählen Sie eine neue PIN. Merken Sie sich diese PIN."},
	QRLabel: "QR-Code für die Anmeldung", WebLabel: "Oder im Internet:", CodeLabel: "Code", PINLabel: "PIN",
	Warning:          "Zeigen Sie diesen Zettel niemandem. Bewahren Sie Code und PIN getrennt auf.",
	ResponsibleLabel: "Für Sie zuständig",
}

func slip(lang string, rtl bool, own SlipWords) SlipDoc {
	return SlipDoc{
		Lang: lang, RTL: rtl, Created: day, City: "Landeshauptstadt Stuttgart", Own: own, German: germanSlip,
		URL: "https://stuttgart.example.org/s/7QF3K9TW2M4XH8RD", Web: "stuttgart.example.org", Code: "7QF3K9TW2M4XH8RD", PIN: "402915",
		Responsible: "Anna Weber",
	}
}

func slips() map[string]SlipDoc {
	return map[string]SlipDoc{
		"ar": slip("ar", true, SlipWords{
			Title: "دخولك إلى Aufwind", Steps: []string{"افتح كاميرا هاتفك وامسح رمز QR.", "أدخل رقم PIN.", "اختر رقم PIN جديدًا واحفظه."},
			QRLabel: "رمز QR للدخول", WebLabel: "أو على الإنترنت:", CodeLabel: "الرمز", PINLabel: "رقم PIN",
			Warning: "لا تُرِ هذه الورقة لأحد. احفظ الرمز ورقم PIN في مكانين مختلفين.", ResponsibleLabel: "المسؤول عنك",
		}),
		"uk": slip("uk", false, SlipWords{
			Title: "Ваш вхід до Aufwind", Steps: []string{"Відкрийте камеру телефону та скануйте QR-код.", "Введіть свій PIN-код.", "Оберіть новий PIN-код і запам’ятайте його."},
			QRLabel: "QR-код для входу", WebLabel: "Або в інтернеті:", CodeLabel: "Код", PINLabel: "PIN-код",
			Warning: "Нікому не показуйте цей папірець. Зберігайте код і PIN-код окремо.", ResponsibleLabel: "Ваша контактна особа",
		}),
		"ti": slip("ti", false, SlipWords{
			Title: "መእተዊኹም ናብ Aufwind", Steps: []string{"ካሜራ ናይ ተሌፎንኩም ክፈቱ፡ ነቲ QR-Code ስካን ግበርዎ።", "PIN ኣእትዉ።", "ሓድሽ PIN ምረጹ። ኣይትረስዕዎ።"},
			QRLabel: "QR-Code ንመእተዊ", WebLabel: "ወይ ብኢንተርነት፦", CodeLabel: "ኮድ", PINLabel: "PIN",
			Warning: "ነዚ ወረቐት ንማንም ኣይተርእዩ።", ResponsibleLabel: "ሓላፊ",
		}),
		"de": slip("de", false, SlipWords{}),
	}
}

func note(lang string, rtl bool, own NoteWords, goals []NoteGoal) NoteDoc {
	return NoteDoc{
		Lang: lang, RTL: rtl, Created: day, From: "Landeshauptstadt Stuttgart · Integrationsmanagement", Name: "Sami Alnajjar", Own: own,
		German: NoteWords{
			Title:      "Ihr Integrationsplan",
			Paragraphs: []string{"Guten Tag, wir haben Ihren Integrationsplan vorbereitet.", "Bitte lesen Sie den Plan. Sie können bei jedem Ziel zustimmen oder widersprechen. Ohne Ihre Zustimmung gilt kein Ziel."},
			GoalsTitle: "Vorgeschlagene Ziele", Signature: "Anna Weber\n+49 711 000000\nanna.weber@example.org",
		},
		Goals: goals, Closing: "Stuttgart, 22.11.2026", PageLabel: german,
	}
}

func notes() map[string]NoteDoc {
	return map[string]NoteDoc{
		"ar": note("ar", true, NoteWords{
			Title:      "خطة الاندماج الخاصة بك",
			Paragraphs: []string{"مرحبًا، لقد أعددنا خطة الاندماج الخاصة بك.", "اقرأ الخطة من فضلك. يمكنك أن توافق على كل هدف أو ترفضه. لا يصبح أي هدف ساريًا من دون موافقتك."},
			GoalsTitle: "الأهداف المقترحة", Signature: "Anna Weber\n+49 711 000000\nanna.weber@example.org",
		}, []NoteGoal{
			{"أتعلم الألمانية حتى المستوى B2", "Ich lerne Deutsch bis zum Niveau B2.", "حتى 31.03.2027", "bis 31.03.2027"},
			{"الاعتراف بشهادتي المهنية كنجار", "Mein Abschluss als Tischler wird anerkannt.", "حتى 30.06.2027", "bis 30.06.2027"},
			{"أجد شقة لعائلتي", "Ich finde eine Wohnung für meine Familie.", "", ""},
		}),
		"uk": note("uk", false, NoteWords{
			Title:      "Ваш план інтеграції",
			Paragraphs: []string{"Добрий день! Ми підготували ваш план інтеграції.", "Прочитайте, будь ласка, план. Ви можете погодитися з кожною ціллю або заперечити. Без вашої згоди жодна ціль не діє."},
			GoalsTitle: "Запропоновані цілі", Signature: "Anna Weber\n+49 711 000000",
		}, []NoteGoal{
			{"Я вивчаю німецьку мову до рівня B2", "Ich lerne Deutsch bis zum Niveau B2.", "до 31.03.2027", "bis 31.03.2027"},
			{"Я шукаю роботу столяром", "Ich suche Arbeit als Tischlerin.", "", ""},
		}),
	}
}
