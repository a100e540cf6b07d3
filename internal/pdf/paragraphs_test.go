package pdf

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// Paragraphs as people write them, one in each language of a CV, with what is hard in each script: names of firms in Latin letters,
// numbers, addresses and brackets in both directions, digits of the script's own, joiners, vowel signs. Each has every kind of fact.
var paragraphs = map[string]string{
	"ar":    "أعمل نجاراً منذ عام 2010، وقد عملت في شركة Holzbau Müller GmbH في مدينة شتوتغارت لمدة 18 شهراً. رقم هاتفي هو +49 711 123456 وبريدي الإلكتروني m.alkhatib@example.org (في أي وقت). أتحدث اللغة الألمانية بمستوى B1 وقليلًا من الجورجية ქართული ენა والأوكرانية. عملت سابقًا 2010–2015 في حلب (سوريا)، وحصلت على 78 % في الامتحان: شهادة «ممتازة» بتاريخ 03.09.2010.",
	"fa":    "من در سال ۱۳۸۹ در اصفهان دیپلم گرفتم و به مدت ۵ سال به عنوان نجّار کار کرده‌ام؛ اکنون می‌خواهم در آلمان (Stuttgart) دوره‌ی «Ausbildung» را شروع کنم. 2010–2015 در شرکت Holzbau Müller GmbH کار می‌کردم. نمره‌ی آزمونم 78 % (۷۸٪) بود و تاریخ گواهی‌نامه 03.09.2010 است. تلفن من +49 711 123456 و ایمیل من s.rezaei@example.org است (هر روز تا ساعت ۱۸).",
	"fa-AF": "من در هرات مکتب را خلاص کردم و 2010–2015 در یک ورکشاپ موتر مستری بودم. حالا می‌خواهم در شرکت Autohaus Müller GmbH (Stuttgart) کار کنم. تاریخ سند من 03.09.2010 است و ۷۸ فیصد، یعنی 78 %، نمره گرفته‌ام. شماره‌ی تلفون من +49 711 123456 و ایمیل من a.karimi@example.org است.",
	"ps":    "زه په کابل کې ترکاڼ وم او پنځه کاله تجربه لرم. ښوونځی مې په ۱۳۸۹ کال کې ختم کړ. له 2010–2015 پورې مې په Holzbau Müller GmbH شرکت (کابل) کې کار وکړ. د ازموینې نمره مې 78 % وه او سند مې په 03.09.2010 واخیست. زما د ټلیفون شمېره +49 711 123456 ده؛ برېښنالیک: n.stanikzai@example.org.",
	"ckb":   "من لە ساڵی ٢٠١٥ەوە وەک دارتاش کار دەکەم. پێشتر 2010–2015 لە کۆمپانیای Holzbau Müller GmbH لە هه‌ولێر (کوردستان) کارم کردووە. ئەنجامی تاقیکردنەوەکەم 78 % بوو و بڕوانامەکەم لە 03.09.2010 وەرگرت. ژمارەی تەلەفۆنەکەم: +49 711 123456، ئیمەیڵ: r.ahmed@example.org.",
	"ku":    "Ez ji sala 2010an ve xerat im; li Şamê û Qamişloyê (قامشلو) xebitîme. Min 2010–2015 li Holzbau Müller GmbH kar kir û di 03.09.2010 de ezmûn bi 78 % qezenc kir. Telefona min +49 711 123456 e, e-peyama min b.hesen@example.org e. Ez dixwazim li Almanyayê (Stuttgart) perwerdehiya pîşeyî temam bikim.",
	"ti":    "ኣነ ኣብ ኣስመራ ዕንጨይቲ ዝሰርሕ ጸራቢ ኮይነ ንሓሙሽተ ዓመት ሰሪሐ። ሕጂ ኣብ ሽቱትጋርት (Stuttgart) ቋንቋ ጀርመን B1 እመሃር ኣለኹ። ኣብ Holzbau Müller GmbH 2010–2015፡ ፈተና 78 %፡ ዕለት 03.09.2010። ተሌፎን +49 711 123456፡ ኢመይል t.habte@example.org። ስም ብዓረብ (سلام)።",
	"so":    "Waxaan ahay nijaar, waxaana 2010–2015 ka shaqeeyay Muqdisho (مقديشو). Hadda waxaan ka shaqeeyaa shirkadda Holzbau Müller GmbH oo ku taal Stuttgart. Imtixaanka waxaan ku gudbay 78 %; shahaadada waxaan qaatay 03.09.2010. Lambarkaygu waa +49 711 123456, iimaylkayguna waa c.warsame@example.org (maalin kasta).",
	"uk":    "Я працював столяром у Харкові п’ять років (2010–2015); зараз вивчаю німецьку мову на рівні B1 та шукаю роботу в Штутгарті. Ґанок, їжак, єдність. Фірма «Holzbau Müller GmbH» прийняла мене 03.09.2010; іспит складено на 78 %. Телефон: +49 711 123456 (щодня), пошта: o.koval@example.org.",
	"ru":    "Я столяр, ёлочные игрушки и мебель делаю с детства. В 2010–2015 работал в фирме «Holzbau Müller GmbH» (Штутгарт), а до этого – в Душанбе. Экзамен сдал 03.09.2010 на 78 %, объём подготовки – 240 часов. Мой телефон +49 711 123456, почта a.nazarov@example.org; имя по-персидски: علی‌رضا نظرف.",
	"tr":    "Türkçe: İstanbul’da ığdır şöför; ağaç işleri ustası. 2010–2015 arasında Halep’te (حلب) ve Holzbau Müller GmbH firmasında çalıştım. Sınavı 03.09.2010 tarihinde 78 % ile geçtim. Telefonum +49 711 123456, e-postam d.yildiz@example.org (her gün).",
	"fr":    "J’ai été menuisier à Alep (حلب) puis chez Holzbau Müller GmbH, où j’ai œuvré en 2010–2015 : façades, fenêtres, escaliers. L’examen du 03.09.2010 a été réussi avec 78 % des points. Téléphone : +49 711 123456 ; courriel : f.diallo@example.org (« à toute heure »).",
	"en":    "I’ve worked as a carpenter for Holzbau Müller GmbH (“the best”) in 2010–2015, before that in Aleppo (حلب, 3 years). I passed the exam on 03.09.2010 with 78 %. Please phone +49 711 123456 or write to j.okafor@example.org. My name in Tigrinya is ሰላም; in Ukrainian it is Мир.",
	"de":    "Straße, Übergröße, ÄÖÜ äöü ß – „Anführung“, 2010–2015 bei Holzbau Müller GmbH. Telefon +49 711 123456, E-Mail s.alnajjar@example.org. Name: سامي النجار, geboren am 03.09.2010 in Aleppo (حلب), Syrien. Prüfung بنجاح 78 % (bestanden); Heimatort Харків, ኣስመራ.",
}

// kinds are the facts that stand in every paragraph.
var kinds = []string{
	`\+49 711 123456`, `2010–2015`, `03\.09\.2010`, `78 %`, `[a-z]\.[a-z]+@example\.org`, `\pL+ Müller GmbH`, `\([^()]+\)`,
}

// column sets text in lines of the given width.
func column(lang, text string, width float64) ([]byte, error) {
	const edge = 20
	d, err := newDoc(Head{Title: "t", Lang: lang, Created: day}, width+2*edge, a4Height, margins{edge, edge, edge, edge})
	if err != nil {
		return nil, err
	}
	d.fill(d.cut(d.paragraph(d.root, "P", words{text, lang, readFromRight(text)}, style{size: 11}, width), edge, 0, false))
	return d.bytes(), nil
}

// TestTextComesBack sets each paragraph in lines of several widths and as a point of a CV: pdftotext gives back every word in its place, and the facts
// that must not be broken over two lines in one.
// No word is exempt; of what readers get wrong only this is left out here: they join a word that is broken after a hyphen.
func TestTextComesBack(t *testing.T) {
	facts := regexp.MustCompile(strings.Join(kinds[:5], "|"))
	for lang, text := range paragraphs {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			for _, kind := range kinds {
				if !regexp.MustCompile(kind).MatchString(text) {
					t.Errorf("the paragraph has no %s", kind)
				}
			}
			want := strings.Join(strings.Fields(norm.NFC.String(text)), " ")
			check := func(name, want string, make func() ([]byte, error)) {
				lines := extracted(t, must(t, make))
				if got := strings.Join(strings.Fields(lines), " "); got != want {
					t.Errorf("%s: pdftotext reads\n%s\nwant\n%s", name, got, want)
				}
				for _, fact := range facts.FindAllString(text, -1) {
					if !strings.Contains(lines, fact) {
						t.Errorf("%s: %s does not stand in one line:\n%s", name, fact, lines)
					}
				}
			}
			check("plain", want, func() ([]byte, error) {
				return Plain(PlainDoc{Head: Head{Title: lang, Lang: lang, Created: day}, RTL: readFromRight(text), Text: text})
			})
			for _, width := range []float64{150, 200, 310} {
				check(fmt.Sprint("width ", width), want, func() ([]byte, error) { return column(lang, text, width) })
			}
			check("CV", "09/2010 – 2015 "+want+" • "+want, func() ([]byte, error) {
				rows := []CVRow{{When: "09/2010 – 2015", What: text, Details: []string{text}}}
				return CV(CVDoc{Lang: lang, RTL: readFromRight(text), Created: day, Sections: []Section{{Rows: rows}}})
			})
		})
	}
}

// TestFactsComeBackBesideGerman sets each paragraph as the half of a note. Readers give a page one direction, so words of the other
// half may come back in another order; numbers, dates and addresses stay whole.
func TestFactsComeBackBesideGerman(t *testing.T) {
	facts := regexp.MustCompile(strings.Join(kinds[:3], "|") + "|" + kinds[4])
	for lang, text := range paragraphs {
		if lang == "de" {
			continue // its notes have one half
		}
		got := facts.FindAllString(extracted(t, must(t, func() ([]byte, error) {
			own, german := NoteWords{Title: "t", Paragraphs: []string{text}}, NoteWords{Title: "t", Paragraphs: []string{"Guten Tag."}}
			return Note(NoteDoc{Lang: lang, RTL: readFromRight(text), Created: day, Own: own, German: german})
		})), -1)
		want := facts.FindAllString(text, -1)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: pdftotext reads %q, want %q", lang, got, want)
		}
	}
}
