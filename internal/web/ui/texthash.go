package ui

import (
	"github.com/aufwind-im/aufwind/internal/consent"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// Names that stand in a text of consent for what is filled in.
const (
	placeOrg   = "{org}"
	placeName  = "{name}"
	placeAgent = "{agent}"
	placeBody  = "{body}"
	placeDate  = "{date}"
	placeWhat  = "{what}"
)

// ConsentText is the text that somebody agrees to now, sentence by sentence, with places where names and days are filled in.
func ConsentText(k consent.Kind, l i18n.Lang) []string {
	switch k {
	case consent.Registration:
		return consentText(l, placeOrg)
	case consent.Core:
		return []string{l.ReleaseCoreGive(), l.ReleaseCoreText(placeOrg)}
	case consent.Release:
		return []string{
			l.ReleaseConfirmTitle(), l.ReleaseTextWho(placeOrg), l.ReleaseTextWhat(placeWhat), l.ReleaseTextSpecial(), l.ReleaseTextWhy(),
			l.ReleaseTextOneWay(), l.ReleaseTextUntil(placeDate), l.ReleaseFree(),
		}
	case consent.Share:
		return []string{
			l.ShareTitle(), l.ShareIntro(placeName, placeAgent, placeOrg), l.ShareWhat(placeAgent), l.ShareBinding(), l.ShareCopy(), l.ShareBack(), l.ShareFree(),
			l.ShareOnlyStep(),
		}
	case consent.Body:
		return []string{l.BodylinkIntro(), l.BodylinkAsks(placeName, placeBody), l.BodylinkSees(placeBody), l.BodylinkOnce(), l.ShareFree()}
	case consent.Household:
		return []string{
			l.HouseholdInviteTitle(), l.HouseholdInviteText(placeName), l.HouseholdSee(), l.HouseholdStaff(placeOrg, placeDate), l.HouseholdHidden(), l.ReleaseFree(),
		}
	case consent.Move:
		return []string{
			l.ResponsibleAsk(), l.ResponsibleMoveSees(placeName), l.ResponsibleMoveChoose(placeName), l.ResponsibleEnds(placeName), l.ResponsibleYes(),
		}
	}
	return nil
}

// TextHash names the text that somebody agrees to now.
func TextHash(k consent.Kind, l i18n.Lang) string { return consent.Hash(ConsentText(k, l)) }
