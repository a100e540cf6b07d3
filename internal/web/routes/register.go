package routes

// The pages of registration and of acting for somebody.
const (
	SlipPDF = "/slip.pdf" // the slip that was just issued
	Acting  = "/acting"   // where an acting session leads that has ended by itself
)
