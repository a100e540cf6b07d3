package vocab

// Common tells whether many people have the occupation: of concepts that are as like what was typed as each other, a list names these
// first. It is judged by who works with newcomers, not counted; every id is one of the data.
func (c Concept) Common() bool {
	switch c.ID {
	case "occ:carpenter", "occ:bricklayer", "occ:tiler", "occ:plasterer", "occ:painter-decorator", "occ:plumber", "occ:construction-labourer",
		"occ:welder", "occ:blacksmith", "occ:metal-fabricator", "occ:electrician", "occ:mobile-phone-repairer", "occ:car-mechanic",
		"occ:car-electrician", "occ:driver", "occ:taxi-driver", "occ:truck-driver", "occ:bus-driver", "occ:forklift-driver",
		"occ:warehouse-worker", "occ:loader-porter", "occ:courier", "occ:cook", "occ:kitchen-helper", "occ:baker", "occ:pastry-cook",
		"occ:butcher", "occ:waiter", "occ:tailor", "occ:sewing-machine-operator", "occ:cleaner", "occ:chambermaid", "occ:homemaker",
		"occ:nanny", "occ:elderly-caregiver", "occ:nurse", "occ:nursing-assistant", "occ:midwife", "occ:physician", "occ:dentist",
		"occ:pharmacist", "occ:physiotherapist", "occ:primary-teacher", "occ:secondary-teacher", "occ:language-teacher",
		"occ:preschool-teacher", "occ:social-worker", "occ:office-clerk", "occ:secretary", "occ:accountant", "occ:bookkeeper",
		"occ:software-developer", "occ:it-support", "occ:graphic-designer", "occ:shopkeeper", "occ:shop-assistant", "occ:market-vendor",
		"occ:trader", "occ:cashier", "occ:barber", "occ:hairdresser", "occ:beautician", "occ:farmer", "occ:farm-labourer", "occ:shepherd",
		"occ:gardener", "occ:security-guard", "occ:soldier", "occ:factory-worker", "occ:machine-operator", "occ:packer", "occ:journalist",
		"occ:translator-interpreter", "occ:civil-engineer", "occ:mechanical-engineer", "occ:electrical-engineer", "occ:architect",
		"occ:general-labourer", "occ:student", "occ:pupil":
		return true
	}
	return false
}
