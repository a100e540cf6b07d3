package ui

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/aufwind-im/aufwind/internal/i18n"
)

// textHash names a version of a text that somebody agreed to: SHA-256 (hex) of its sentences.
func textHash(sentences ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(sentences, "\n")))
	return hex.EncodeToString(sum[:])
}

// ShareTextHash names the text by which a person shares goals with the Jobcenter.
func ShareTextHash(l i18n.Lang) string {
	return textHash(l.ShareTitle(), l.ShareIntro("", "", ""), l.ShareWhat(""), l.ShareBinding(), l.ShareCopy(), l.ShareFree(), l.ShareOnlyStep())
}

// BodyTextHash names the text by which a person lets a body see a goal or a measure.
func BodyTextHash(l i18n.Lang) string {
	return textHash(l.BodylinkIntro(), l.BodylinkAsks("", ""), l.BodylinkSees(""), l.BodylinkOnce(), l.ShareFree())
}

// ConsentTextHash names the text by which a person lets the core data be stored at registration.
func ConsentTextHash(l i18n.Lang) string { return textHash(consentText(l, "")...) }

// ReleaseTextHash names the text by which a person releases sections to the responsible organisation.
func ReleaseTextHash(l i18n.Lang) string {
	return textHash(l.ReleaseGiveTitle(""), l.ReleaseGiveIntro("", ""), l.ReleasePreviewIntro("", ""), l.ReleaseFree(), l.ReleaseSpecial())
}

// CoreTextHash names the text by which a person lets the responsible organisation find the person again.
func CoreTextHash(l i18n.Lang) string {
	return textHash(l.ReleaseCoreGive(), l.ReleaseCoreText(""))
}

// HouseholdTextHash names the text by which a person shares goals with the household.
func HouseholdTextHash(l i18n.Lang) string {
	return textHash(l.HouseholdInviteTitle(), l.HouseholdInviteText(""), l.HouseholdSee(), l.HouseholdStaff("", ""), l.HouseholdHidden(), l.ReleaseFree())
}

// MoveTextHash names the text by which a person lets another organisation take over.
func MoveTextHash(l i18n.Lang) string {
	return textHash(l.ResponsibleAsk(), l.ResponsibleMoveSees(""), l.ResponsibleMoveChoose(""), l.ResponsibleEnds(""), l.ResponsibleYes())
}
