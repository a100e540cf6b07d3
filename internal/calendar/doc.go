// Package calendar converts dates between the calendars in which people know their lives, and prints them for a German CV.
//
// Gregorian, Solar Hijri and Ethiopic dates are exact. Hijri dates follow the tabular civil calendar: months that were
// begun by sight of the moon can differ by a day. All calendars agree with ICU on every day from 1930 to
// 2035 (testdata/golden.mjs). Dates may lack day and month; nothing is ever guessed for what is missing.
package calendar
