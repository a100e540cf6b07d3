package domain

import "strconv"

// The ids are 64-bit, time-ordered and random in the low bits; 0 means none.
type (
	PersonID         int64
	UserID           int64
	OrgID            int64
	TeamID           int64
	AccommodationID  int64
	DistrictID       int64
	SessionID        int64
	EntryID          int64
	CVID             int64
	ReleaseID        int64
	GoalID           int64
	MeasureID        int64
	CoordinationID   int64
	DraftID          int64
	TranslationID    int64
	PhraseID         int64
	CVLinkID         int64
	UnmatchedID      int64
	CityLabelID      int64
	BodyID           int64
	ReviewID         int64
	JobcenterPointID int64
	HouseholdID      int64
	SharedGoalID     int64
	BodyLinkID       int64
	NoticeID         int64
	BlobID           int64
)

// String is the form of an id in URLs and forms: decimal digits.
func (id PersonID) String() string         { return strconv.FormatInt(int64(id), 10) }
func (id UserID) String() string           { return strconv.FormatInt(int64(id), 10) }
func (id OrgID) String() string            { return strconv.FormatInt(int64(id), 10) }
func (id TeamID) String() string           { return strconv.FormatInt(int64(id), 10) }
func (id AccommodationID) String() string  { return strconv.FormatInt(int64(id), 10) }
func (id DistrictID) String() string       { return strconv.FormatInt(int64(id), 10) }
func (id SessionID) String() string        { return strconv.FormatInt(int64(id), 10) }
func (id EntryID) String() string          { return strconv.FormatInt(int64(id), 10) }
func (id CVID) String() string             { return strconv.FormatInt(int64(id), 10) }
func (id ReleaseID) String() string        { return strconv.FormatInt(int64(id), 10) }
func (id GoalID) String() string           { return strconv.FormatInt(int64(id), 10) }
func (id MeasureID) String() string        { return strconv.FormatInt(int64(id), 10) }
func (id CoordinationID) String() string   { return strconv.FormatInt(int64(id), 10) }
func (id DraftID) String() string          { return strconv.FormatInt(int64(id), 10) }
func (id TranslationID) String() string    { return strconv.FormatInt(int64(id), 10) }
func (id PhraseID) String() string         { return strconv.FormatInt(int64(id), 10) }
func (id CVLinkID) String() string         { return strconv.FormatInt(int64(id), 10) }
func (id CityLabelID) String() string      { return strconv.FormatInt(int64(id), 10) }
func (id UnmatchedID) String() string      { return strconv.FormatInt(int64(id), 10) }
func (id BodyID) String() string           { return strconv.FormatInt(int64(id), 10) }
func (id ReviewID) String() string         { return strconv.FormatInt(int64(id), 10) }
func (id JobcenterPointID) String() string { return strconv.FormatInt(int64(id), 10) }
func (id HouseholdID) String() string      { return strconv.FormatInt(int64(id), 10) }
func (id SharedGoalID) String() string     { return strconv.FormatInt(int64(id), 10) }
func (id BodyLinkID) String() string       { return strconv.FormatInt(int64(id), 10) }
func (id NoticeID) String() string         { return strconv.FormatInt(int64(id), 10) }
func (id BlobID) String() string           { return strconv.FormatInt(int64(id), 10) }

// ParseID reads the URL form of an id; anything else is 0, which nothing has.
func ParseID[ID ~int64](s string) ID {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return ID(n)
}
