// Package browser holds no code of the product: its tests open the pages in a real browser and look at them as people do,
// with several browsers at once, from right to left, on a phone, without JavaScript, and with the wrong person at the device.
//
// Without Chromium the tests are skipped and say so; with REQUIRE_BROWSER=1 that is a failure. Pictures of what was seen are
// written to AUFWIND_SCREENSHOTS, else to the folder screenshots beside this file.
package browser
