package domain

// MaxSubstitutionMonths is how long somebody can stand in at most; after that the cases are reassigned.
const MaxSubstitutionMonths = 6

// A Substitution lets a user see and do for another what that one may, from the first to the last day.
type Substitution struct {
	User    UserID // who stands in
	Name    string
	For     UserID // who is away
	ForName string
	From    Day
	Until   Day // last day, inclusive
}

// Check returns nil, or an Invalid error that names every wrong field.
func (s Substitution) Check() error {
	if err := Together(
		unless(s.User != 0, "user", "choose"),
		unless(s.For != 0, "for", "choose"),
		unless(s.From.Valid(), "from", "date"),
		unless(s.Until.Valid(), "until", "date"),
	); err != nil {
		return err
	}
	return Together(
		unless(s.User != s.For, "user", "choose"),
		unless(s.From <= s.Until, "until", "dateOrder"),
		unless(s.Until <= s.From.AddMonths(MaxSubstitutionMonths), "until", "substitutionLong"),
	)
}
