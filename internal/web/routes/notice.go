package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// PutAwayNotice takes a notice off the first page of the person.
func PutAwayNotice(n domain.NoticeID) string { return Me + "/notices/" + n.String() + "/away" }
