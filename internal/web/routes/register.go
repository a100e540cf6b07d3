package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// The pages of registration and of acting for somebody.
const (
	SlipPDF = "/slip.pdf" // the slip that was just issued
	Acting  = "/acting"   // where an acting session leads that has ended by itself
)

// RegisterAt is the registration of the next person at a desk where the last one lives at a; 0 for no guess.
func RegisterAt(a domain.AccommodationID) string {
	return with(Register, query{"accommodation": number(a)})
}
