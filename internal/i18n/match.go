package i18n

import (
	"slices"
	"strconv"
	"strings"
)

// Bounds on what is read of an Accept-Language header; a browser sends some 100 bytes and 10 entries.
const (
	maxHeader  = 1000
	maxEntries = 32
)

// Match is the language among enabled that fits an Accept-Language header best, the first of enabled where
// none fits; German where none is enabled. It knows other codes of the same languages (prs is Dari, kmr is
// Kurmanji, apc is Arabic), takes Kurdish in Arabic letters for Sorani, and offers Persian for Dari and Dari
// for Persian when only the other is enabled. Of a hostile header it reads the first 1,000 bytes.
func Match(acceptLanguage string, enabled []Lang) Lang {
	best, bestWeight := Lang(0), 0
	header := acceptLanguage[:min(len(acceptLanguage), maxHeader)]
	entries := 0
	for entry := range strings.SplitSeq(header, ",") {
		if entries++; entries > maxEntries {
			break
		}
		tag, params, _ := strings.Cut(entry, ";")
		weight := quality(params)
		if weight <= bestWeight {
			continue
		}
		for _, l := range candidates(strings.TrimSpace(tag)) {
			if slices.Contains(enabled, l) {
				best, bestWeight = l, weight
				break
			}
		}
	}
	switch {
	case bestWeight > 0:
		return best
	case len(enabled) > 0:
		return enabled[0]
	}
	return De
}

// quality is the weight q of an entry in thousandths: 1000 where none is given, 0 where it cannot be read.
func quality(params string) int {
	value, ok := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q=")
	if !ok {
		return 1000
	}
	q, err := strconv.ParseFloat(value, 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return int(q * 1000)
}

// candidates are the languages that a tag may mean, the closest first.
func candidates(tag string) []Lang {
	subtags := strings.Split(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	has := func(s string) bool { return slices.Contains(subtags[1:], s) }
	switch subtags[0] {
	case "de", "deu", "ger", "gsw", "bar", "nds", "lb":
		return []Lang{De}
	case "en", "eng":
		return []Lang{En}
	case "ar", "ara", "arb", "apc", "ajp", "acm", "afb", "ayl", "arz", "ary", "aeb", "arq", "apd", "ayn", "acq", "ars", "shu":
		return []Lang{Ar}
	case "prs":
		return []Lang{FaAF, Fa}
	case "fa", "fas", "per", "pes":
		if has("af") {
			return []Lang{FaAF, Fa}
		}
		return []Lang{Fa, FaAF}
	case "ku", "kur", "kmr":
		if has("arab") || has("iq") || has("ir") {
			return []Lang{Ckb}
		}
		return []Lang{Ku}
	case "ckb", "sdh":
		return []Lang{Ckb}
	case "ps", "pus", "pbt", "pbu", "pst":
		return []Lang{Ps}
	case "ti", "tir":
		return []Lang{Ti}
	case "so", "som":
		return []Lang{So}
	case "uk", "ukr":
		return []Lang{Uk}
	case "ru", "rus":
		return []Lang{Ru}
	case "tr", "tur":
		return []Lang{Tr}
	case "fr", "fra", "fre":
		return []Lang{Fr}
	}
	return nil
}
