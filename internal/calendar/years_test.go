package calendar

import (
	"strings"
	"testing"
)

// TestYearOnly prints 50 years without month, as somebody says them who knows no more. A year of Iran begins in March, one of Eritrea in
// September; those of the lunar calendar were read from ICU ("islamic-civil").
func TestYearOnly(t *testing.T) {
	n := 0
	for c, list := range map[Calendar]string{
		SolarHijri: "1340 1961/62, 1345 1966/67, 1350 1971/72, 1355 1976/77, 1357 1978/79, 1360 1981/82, 1365 1986/87, 1370 1991/92, 1375 1996/97, " +
			"1378 1999/2000, 1379 2000/01, 1385 2006/07, 1389 2010/11, 1395 2016/17, 1400 2021/22, 1403 2024/25",
		Ethiopic: "1950 1957/58, 1955 1962/63, 1960 1967/68, 1967 1974/75, 1970 1977/78, 1975 1982/83, 1980 1987/88, 1985 1992/93, 1990 1997/98, " +
			"1991 1998/99, 1992 1999/2000, 1993 2000/01, 2000 2007/08, 2005 2012/13, 2010 2017/18, 2015 2022/23",
		Hijri: "1370 1950/51, 1376 1956/57, 1385 1965/66, 1390 1970/71, 1395 1975/76, 1400 1979/80, 1405 1984/85, 1410 1989/90, 1416 1995/96, 1420 1999/2000, " +
			"1421 2000/01, 1429 2008, 1430 2008/09, 1438 2016/17, 1442 2020/21, 1445 2023/24",
		Gregorian: "1930 1930, 2000 2000, 2035 2035",
	} {
		for pair := range strings.SplitSeq(list, ", ") {
			said, want, _ := strings.Cut(pair, " ")
			d, err := Parse(c, said)
			if err != nil {
				t.Fatal(err)
			}
			if got := German(d); got != want {
				t.Errorf("%s %s prints %s, want %s", c, said, got, want)
			}
			d.Circa = true
			if got := German(d); got != "ca. "+want {
				t.Errorf("about %s %s prints %s", c, said, got)
			}
			n++
		}
	}
	if n < 50 {
		t.Errorf("%d years, want 50", n)
	}
}
