package lists

import (
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// germanForms are the forms of an occupation. "Tischler/Tischlerin" is split into both; where a title names a woman and a man in a way that
// no rule splits safely, or only one form is there, the whole title is taken for everybody and split is false.
func germanForms(title string) (g domain.ListGerman, split bool) {
	all := domain.ListGerman{M: title, F: title, Neutral: title}
	a, b, two := strings.Cut(title, "/")
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	if !two || a == "" || b == "" || strings.Contains(b, "/") {
		return all, false
	}
	if ending := strings.TrimPrefix(b, "-"); ending == "in" || ending == "frau" {
		f, ok := feminine(a, ending)
		if !ok {
			return all, false
		}
		return domain.ListGerman{M: a, F: f, Neutral: title}, true
	}
	switch {
	case pairOf(a, b):
		return domain.ListGerman{M: a, F: b, Neutral: title}, true
	case pairOf(b, a):
		return domain.ListGerman{M: b, F: a, Neutral: title}, true
	}
	return all, false
}

// feminine adds an ending to a masculine title of one word, where German adds nothing else: not to Arzt (Ärztin) or Beamter (Beamtin).
func feminine(m, ending string) (string, bool) {
	if strings.Contains(m, " ") {
		return "", false
	}
	stem, man := strings.CutSuffix(m, "mann")
	switch lower := strings.ToLower(m); {
	case ending == "frau":
		return stem + "frau", man && stem != ""
	case man, strings.HasSuffix(lower, "beamter"):
		return "", false
	case strings.HasSuffix(lower, "oge"):
		return m[:len(m)-1] + "in", true
	default:
		safe := slices.ContainsFunc([]string{"er", "or", "ist", "ent", "ant", "eur", "iker", "graf", "ar"}, func(end string) bool {
			return strings.HasSuffix(lower, end)
		})
		return m + "in", safe
	}
}

// pairOf tells whether two titles are the same but for the sex: word by word the same, or the one of a man and the one of a woman.
func pairOf(m, f string) bool {
	men, women := strings.Fields(m), strings.Fields(f)
	if len(men) != len(women) {
		return false
	}
	differ := false
	for i := range men {
		if men[i] == women[i] {
			continue
		}
		if !wordPair(men[i], women[i]) {
			return false
		}
		differ = true
	}
	return differ
}

// wordPair tells whether f is the feminine of m: Tischler, Tischlerin; Koch, Köchin; Kaufmann, Kauffrau; Technischer, Technische.
func wordPair(m, f string) bool {
	man, isMan := strings.CutSuffix(m, "mann")
	woman, isWoman := strings.CutSuffix(f, "frau")
	if isMan && isWoman {
		return man == woman
	}
	if stem, ok := strings.CutSuffix(f, "in"); ok && len(stem) > 2 {
		m, stem = plain(m), plain(stem)
		return m == stem || strings.TrimSuffix(m, "e") == stem || strings.HasSuffix(m, "beamter") && m == stem+"er"
	}
	return strings.HasSuffix(m, "er") && m[:len(m)-1] == f
}

// plain is a word without capitals and without the dots of its vowels, which the feminine often adds.
func plain(s string) string {
	return strings.NewReplacer("ä", "a", "ö", "o", "ü", "u").Replace(strings.ToLower(s))
}

// germanLabels are the labels under which a German title is found: as it stands, and each form by itself.
func germanLabels(titles []string) []string {
	var out []string
	for _, title := range titles {
		g, split := germanForms(title)
		forms := []string{title}
		if split {
			forms = append(forms, g.M, g.F)
		}
		for _, s := range forms {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}
