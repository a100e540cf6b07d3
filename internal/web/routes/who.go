package routes

// The pages that tell who may see what, and by which law.
const (
	Who  = "/me/who"
	Laws = "/laws"
)
