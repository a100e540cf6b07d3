package demo

import "github.com/aufwind-im/aufwind/internal/domain"

// A blueprint says how large a city is and what it is called.
type blueprint struct {
	id, name, host string
	districts      []string
	houses         int
	orgs           []org // providers first, then Jobcenter and city
	agents         int
	helpers        int
	loginManagers  int // how many managers can sign in; the first houses are theirs
	cast           []player
}

// An org is an organisation before it has an id.
type org struct {
	name  string
	kind  domain.OrgKind
	teams []int // managers in each team
}

// stuttgart is the first city of the demo. The districts are real, the organisations are not.
func stuttgart() blueprint {
	return blueprint{
		id: "stuttgart", name: "Stuttgart", host: "stuttgart.localhost",
		districts: []string{
			"Mitte", "Nord", "Ost", "Süd", "West", "Bad Cannstatt", "Birkach", "Botnang", "Degerloch", "Feuerbach", "Hedelfingen", "Möhringen",
			"Mühlhausen", "Münster", "Obertürkheim", "Plieningen", "Sillenbuch", "Stammheim", "Untertürkheim", "Vaihingen", "Wangen",
			"Weilimdorf", "Zuffenhausen",
		},
		houses: 114,
		orgs: []org{
			{"Neckar-Verband", domain.OrgProvider, []int{12, 12}},
			{"Filderbrücke e. V.", domain.OrgProvider, []int{10, 10}},
			{"Sozialwerk Talkessel", domain.OrgProvider, []int{8, 8}},
			{"Jobcenter am Kesselrand", domain.OrgJobcenter, nil},
			{"Amt für Ankommen", domain.OrgCity, nil},
		},
		agents: 24, helpers: 4, loginManagers: 6, cast: append(stuttgartCast(), familyCast()...),
	}
}

// ulm is the second city: small, to show that tenants see nothing of each other.
func ulm() blueprint {
	return blueprint{
		id: "ulm", name: "Ulm", host: "ulm.localhost",
		districts: []string{"Stadtmitte", "Böfingen", "Eselsberg", "Söflingen", "Weststadt", "Wiblingen"},
		houses:    12,
		orgs: []org{
			{"Donau-Verband", domain.OrgProvider, []int{5}},
			{"Jobcenter an der Blau", domain.OrgJobcenter, nil},
			{"Amt für Willkommen", domain.OrgCity, nil},
		},
		agents: 2, helpers: 1, loginManagers: 2, cast: ulmCast(),
	}
}

// The words of which names of houses and staff are made.
var (
	streetBegins = [...]string{
		"Lerchen", "Ahorn", "Kiesel", "Reben", "Schlehen", "Hasel", "Sonnen", "Falken", "Holder", "Brunnen", "Mispel", "Amsel", "Silber",
		"Birken", "Kirsch", "Winzer", "Schmiede", "Otter", "Wiesen", "Quell",
	}
	streetEnds = [...]string{"halde", "äcker", "rain", "steige", "gasse", "weg", "wasen"}

	largeKinds = [...]string{"home", "modular", "modular", "home", "container", "hall"}
	smallKinds = [...]string{"flat", "home", "hotel", "flat", "private", "flat"}

	staffGiven = [...]string{
		"Anna", "Jonas", "Leyla", "Miriam", "Tobias", "Sofia", "Markus", "Elif", "Katharina", "Daniel", "Petra", "Amir", "Julia", "Stefan",
		"Nadine", "Georg", "Ines", "Lukas", "Beate", "Milan", "Carla", "Peter", "Hanna", "Robert", "Selin", "Felix", "Monika", "Adam",
		"Verena", "David",
	}
	staffFamily = [...]string{
		"Weber", "Keller", "Aydin", "Vogt", "Brandt", "Marin", "Häberle", "Yilmaz", "Baumann", "Schäfer", "Lindner", "Haddad", "Maier",
		"Novak", "Pfeiffer", "Rühle", "Santos", "Kaiser", "Eberhard", "Petrov", "Winter", "Kraus", "Rossi", "Stahl", "Demir", "Fuchs",
		"Bauer", "Kowalski", "Seitz",
	}
	staffHours = [...]string{"Mo–Do 9–16 Uhr", "Mo, Mi, Fr 8–13 Uhr", "Di–Fr 10–17 Uhr", "Mo–Fr 8–12 Uhr", "Di, Do 9–18 Uhr"}
)

// hosts are the names that lead to the city: stuttgart is also what answers on the bare address of this machine.
func (p blueprint) hosts() []string {
	if p.id == "stuttgart" {
		return []string{p.host, "127.0.0.1", "localhost"}
	}
	return []string{p.host}
}
