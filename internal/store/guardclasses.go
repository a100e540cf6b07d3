package store

// guardClasses are the classes of the columns that notices have added.
var guardClasses = map[string]Class{
	"notice.id":          {technical, withCase},
	"notice.person_id":   {coreData, withCase},
	"notice.kind":        {coreData, withCase},
	"notice.user_id":     {coreData, withCase},
	"notice.org_id":      {coreData, withCase},
	"notice.object_id":   {technical, withCase},
	"notice.at":          {coreData, withCase},
	"notice.put_away_at": {coreData, withCase},
}
