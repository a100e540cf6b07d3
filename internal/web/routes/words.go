package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// Words are what staff suggest for the own words.
const Words = Me + "/words"

// Reading keeps which other language the person reads.
const Reading = Me + "/reading"

// WordQueue lists words of persons that no concept meets.
const WordQueue = "/words"

// WordQueueDone is WordQueue after a decision.
const WordQueueDone = WordQueue + "?done=1"

// CityLabels lists the words that the city has approved as labels.
const CityLabels = WordQueue + "/city"

// RemoveCityLabel takes a label away from the city.
func RemoveCityLabel(id domain.CityLabelID) string { return CityLabels + "/" + id.String() + "/remove" }

// Word is one word that waits.
func Word(id domain.UnmatchedID) string { return WordQueue + "/" + id.String() }
