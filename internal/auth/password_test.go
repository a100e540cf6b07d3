package auth

import (
	"errors"
	"strings"
	"testing"
)

func TestCheckPassword(t *testing.T) {
	for _, tc := range []struct {
		password string
		want     error
	}{
		{"Kirschbaum am Fenster", nil},
		{"drei blaue Leitern", nil},
		{"xK7#qPz!m2vL", nil},
		{"Löwenzahn-Tasse", nil},
		{"12345678kxqp", nil},
		{"123456789kxq", ErrObviousPassword},
		{"مفتاح البيت القديم", nil},
		{"Stuttgart liegt am Neckar", nil},
		{strings.Repeat("ab cd ef ", 113), nil},
		{"", ErrShortPassword},
		{"Kirschbaum1", ErrShortPassword},
		{"مفتاح بيت", ErrShortPassword}, // 9 characters of 17 bytes
		{strings.Repeat("x", MaxPassword+1), ErrLongPassword},
		{"a.mustermann@stadt.example", ErrObviousPassword},
		{"A.Mustermann@stadt.example", ErrObviousPassword},
		{"a.mustermann@stadt.example2026", ErrObviousPassword},
		{"123456789012", ErrObviousPassword},
		{"qwertzuiopü+", ErrObviousPassword},
		{"QWERTYUIOP123", ErrObviousPassword},
		{"mnbvcxylkjhgfdsa", ErrObviousPassword},
		{"abcdefghijklm", ErrObviousPassword},
		{"aaaaaaaaaaaa", ErrObviousPassword},
		{"abcabcabcabc", ErrObviousPassword},
		{"a1!ba1!ba1!b", ErrObviousPassword},
		{"Passwort1234!", ErrObviousPassword},
		{"passwort-2026", ErrObviousPassword},
		{"Stuttgart2026!", ErrObviousPassword},
		{"Willkommen123", ErrObviousPassword},
		{"!!!!!!!!!!!!", ErrObviousPassword},
		{"            ", ErrObviousPassword},
		{"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", ErrObviousPassword},
	} {
		if err := CheckPassword(tc.password, "a.mustermann@stadt.example"); !errors.Is(err, tc.want) {
			t.Errorf("CheckPassword(%q) = %v, want %v", tc.password, err, tc.want)
		}
	}
	if err := CheckPassword("Kirschbaum am Fenster", ""); err != nil {
		t.Errorf("without a user name: %v", err)
	}
}

func FuzzCheckPassword(f *testing.F) {
	f.Add("Kirschbaum am Fenster", "im7")
	f.Add("\xff\xfe\xfd19", "\xff")
	f.Add("İİİİİİİİİİİİİ", "ẞ")
	f.Fuzz(func(t *testing.T, password, userName string) {
		if userName == strings.TrimSpace(userName) && password == userName && CheckPassword(password, userName) == nil {
			t.Errorf("took the user name %q", password)
		}
		_ = CheckPassword(password, userName)
	})
}
