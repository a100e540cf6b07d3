package web

// table is every page of the product. A page that is not here does not exist.
func table() []route {
	var out []route
	for _, rs := range [...][]route{
		signinRoutes(),
		proofRoutes(),
		accountRoutes(),
		meRoutes(),
		noticeRoutes(),
		liveRoutes(),
		profileRoutes(),
		cvRoutes(),
		interviewRoutes(),
		cvlinkRoutes(),
		bodylinkRoutes(),
		textsRoutes(),
		textreviewRoutes(),
		planRoutes(),
		planeditRoutes(),
		measureRoutes(),
		plantermsRoutes(),
		bodyRoutes(),
		topicRoutes(),
		planpaperRoutes(),
		assessmentRoutes(),
		reviewRoutes(),
		plandeskRoutes(),
		householdRoutes(),
		householdeditRoutes(),
		letterheadRoutes(),
		responseRoutes(),
		digestRoutes(),
		jobcenterRoutes(),
		releaseRoutes(),
		accessRoutes(),
		whoRoutes(),
		bookquestionRoutes(),
		caseRoutes(),
		morningRoutes(),
		waitingRoutes(),
		closingRoutes(),
		handoverRoutes(),
		talkRoutes(),
		draftRoutes(),
		registerRoutes(),
		actingRoutes(),
		unitRoutes(),
		substitutionRoutes(),
		figuresRoutes(),
		wordsRoutes(),
		unmatchedRoutes(),
	} {
		out = append(out, rs...)
	}
	return out
}
