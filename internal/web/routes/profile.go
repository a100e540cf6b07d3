package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// A Step is one question about an entry of the profile.
type Step string

// The steps of all sections.
const (
	StepAddressForm Step = "address_form"
	StepBirth       Step = "birth"
	StepNationality Step = "nationality"
	StepPhone       Step = "phone"
	StepEmail       Step = "email"
	StepAddress     Step = "address"
	StepLanguage    Step = "language"
	StepLevel       Step = "level"
	StepKind        Step = "kind"
	StepPlace       Step = "place"
	StepCertificate Step = "certificate"
	StepSubject     Step = "subject"
	StepTime        Step = "time"
	StepRecognition Step = "recognition"
	StepCourse      Step = "course"
	StepInstitution Step = "institution"
	StepOccupation  Step = "occupation"
	StepTasks       Step = "tasks"
	StepClass       Step = "class"
	StepInGermany   Step = "in_germany"
	StepSkill       Step = "skill"
	StepPersons     Step = "persons"
	StepWish        Step = "wish"

	StepRelation     Step = "relation"
	StepCare         Step = "care"
	StepTitle        Step = "title"
	StepUntil        Step = "until"
	StepWorkAllowed  Step = "work"
	StepNeeds        Step = "needs"
	StepClub         Step = "club"
	StepVolunteering Step = "volunteering"
	StepHobbies      Step = "hobbies"
	StepDigital      Step = "digital"
	StepOffice       Step = "office"
	StepWords        Step = "words"
)

// NewEntry stands in a URL for an entry that does not exist yet.
const NewEntry = "new"

// Entry is what one entry of the own profile says; with id 0 it is the section.
func Entry(s domain.Section, e domain.EntryID) string {
	if e == 0 {
		return ProfileSection(s)
	}
	return ProfileSection(s) + "/" + e.String()
}

// Question asks one step of an entry; id 0 is an entry that does not exist yet.
func Question(s domain.Section, e domain.EntryID, step Step) string {
	id := NewEntry
	if e != 0 {
		id = e.String()
	}
	return ProfileSection(s) + "/" + id + "/" + string(step)
}

// Preview is the German of an answer that is not stored yet.
func Preview(s domain.Section, e domain.EntryID, step Step) string {
	return Question(s, e, step) + "/preview"
}

// QuestionNew asks the first step of a new entry. once is the key of its form: coming back leads to the entry made with it.
func QuestionNew(s domain.Section, step Step, once string) string {
	return with(Question(s, 0, step), query{"once": once})
}

// QuestionOnly asks one step of an entry and leads back to the entry.
func QuestionOnly(s domain.Section, e domain.EntryID, step Step) string {
	return with(Question(s, e, step), query{"only": "1"})
}

// QuestionNext asks the step that follows saved, whose answer it shows.
func QuestionNext(s domain.Section, e domain.EntryID, step, saved Step) string {
	return with(Question(s, e, step), query{"saved": string(saved)})
}

// LanguageLevel asks how well a language is spoken that is no entry yet.
func LanguageLevel(language, once string) string {
	return with(Question(domain.SectionLanguages, 0, StepLevel), query{"language": language, "once": once})
}

// RemoveEntry asks whether an entry shall be deleted.
func RemoveEntry(s domain.Section, e domain.EntryID) string { return Question(s, e, "remove") }
