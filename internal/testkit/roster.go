package testkit

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// The organisations and teams of a made-up town.
const (
	OrgCity      domain.OrgID = 1
	OrgBridge    domain.OrgID = 2 // employs managers; has the teams TeamNorth and TeamSouth
	OrgHarbour   domain.OrgID = 3 // employs managers too; has TeamHarbour
	OrgJobcenter domain.OrgID = 4

	TeamCity      domain.TeamID = 11
	TeamNorth     domain.TeamID = 12
	TeamSouth     domain.TeamID = 13
	TeamHarbour   domain.TeamID = 14
	TeamJobcenter domain.TeamID = 15

	DistrictWest domain.DistrictID = 21
	DistrictEast domain.DistrictID = 22

	HomeBridge  domain.AccommodationID = 31 // served by manager_a of OrgBridge
	HallHarbour domain.AccommodationID = 32 // served by manager_c of OrgHarbour
	HomeSouth   domain.AccommodationID = 33 // served by manager_b of OrgBridge
)

// Terms is how the people of a town release.
var Terms = domain.ReleaseTerms{TextHash: "0123", Language: "ar", Heard: true, How: "registration"}

type roster struct {
	tenant  store.Tenant
	users   []domain.User
	totp    map[string]string
	persons []newcomer
}

type newcomer struct {
	key string
	domain.Registration
}

// staff are the users of a town. Substitute stands in for manager_a for two weeks around Start.
var staff = []domain.User{
	member(101, OrgBridge, TeamNorth, "manager_a", "Anna Weber", domain.RoleIntegrationManager),
	member(102, OrgBridge, TeamNorth, "manager_b", "Bernd Vogel", domain.RoleIntegrationManager),
	member(103, OrgHarbour, TeamHarbour, "manager_c", "Clara Stein", domain.RoleIntegrationManager),
	member(104, OrgBridge, TeamSouth, "substitute", "Sven Kurz", domain.RoleIntegrationManager),
	member(105, OrgBridge, TeamNorth, "lead", "Lena Hof", domain.RoleTeamLead),
	member(106, OrgBridge, TeamSouth, "lead_south", "Ludger Berg", domain.RoleTeamLead),
	member(107, OrgBridge, TeamNorth, "admin", "Ada Rein", domain.RoleAdmin),
	member(108, OrgHarbour, TeamHarbour, "admin_harbour", "Arne Rot", domain.RoleAdmin),
	member(109, OrgJobcenter, TeamJobcenter, "agent_1", "Jana Bauer", domain.RoleJobcenterAgent),
	member(110, OrgJobcenter, TeamJobcenter, "agent_2", "Jonas Fuchs", domain.RoleJobcenterAgent),
	member(111, OrgCity, TeamCity, "helper", "Helga Blum", domain.RoleRegistrationHelper),
	member(112, OrgCity, TeamCity, "helper_2", "Hanno Klein", domain.RoleRegistrationHelper),
	member(113, OrgHarbour, TeamHarbour, "manager_totp", "Toni Fels", domain.RoleIntegrationManager),
}

func member(id domain.UserID, org domain.OrgID, team domain.TeamID, username, name string, role domain.Role) domain.User {
	return domain.User{
		ID: id, Org: org, Team: team, Username: username, Name: name, Phone: "0711 555 01", Hours: "Mo 9–12", Language: "de",
		Roles: []domain.Role{role},
	}
}

func newcomerAt(home domain.AccommodationID, key, language, latin, native string) newcomer {
	return newcomer{key, domain.Registration{
		Name: domain.Name{Latin: latin, Native: native}, Language: language, Accommodation: home, Consent: true, Terms: Terms, NotADouble: true,
	}}
}

var stuttgart = roster{
	tenant: store.Tenant{ID: "stuttgart", Name: "Stuttgart", Zone: "Europe/Berlin", Hosts: []string{"stuttgart.localhost"}},
	users:  staff,
	totp:   map[string]string{"manager_totp": TOTPSecret},
	persons: []newcomer{
		newcomerAt(HomeBridge, "sami", "ar", "Sami Haddad", "سامي حداد"),
		newcomerAt(HomeBridge, "olena", "uk", "Olena Kovalenko", "Олена Коваленко"),
		newcomerAt(HallHarbour, "yonas", "ti", "Yonas Tesfay", "ዮናስ ተስፋይ"),
	},
}

var ulm = roster{
	tenant:  store.Tenant{ID: "ulm", Name: "Ulm", Zone: "Europe/Berlin", Hosts: []string{"ulm.localhost"}},
	users:   staff,
	totp:    map[string]string{"manager_totp": TOTPSecret},
	persons: []newcomer{newcomerAt(HomeBridge, "amal", "ar", "Amal Nasser", "أمل ناصر")},
}

// store writes organisations, users, places and the substitution.
func (r roster) store(ctx context.Context, tx *store.Tx) error {
	for _, o := range [...]domain.Org{
		{ID: OrgCity, Name: "Stadt", Kind: domain.OrgCity, Phone: "0711 555 1"},
		{ID: OrgBridge, Name: "Brücke e. V.", Kind: domain.OrgProvider, Phone: "0711 555 2"},
		{ID: OrgHarbour, Name: "Haus am Fluss", Kind: domain.OrgProvider, Phone: "0711 555 3"},
		{ID: OrgJobcenter, Name: "Jobcenter", Kind: domain.OrgJobcenter, Phone: "0711 555 4"},
	} {
		if _, err := tx.AddOrg(ctx, o); err != nil {
			return err
		}
	}
	for _, team := range [...]struct {
		id  domain.TeamID
		org domain.OrgID
	}{{TeamCity, OrgCity}, {TeamNorth, OrgBridge}, {TeamSouth, OrgBridge}, {TeamHarbour, OrgHarbour}, {TeamJobcenter, OrgJobcenter}} {
		if _, err := tx.AddTeam(ctx, team.org, team.id, "Team"); err != nil {
			return err
		}
	}
	if err := tx.RequireSecondFactor(ctx, false); err != nil {
		return err
	}
	for _, u := range r.users {
		if _, err := tx.AddUser(ctx, u, passwordHash, r.totp[u.Username]); err != nil {
			return err
		}
	}
	return r.storePlaces(ctx, tx)
}

func (r roster) storePlaces(ctx context.Context, tx *store.Tx) error {
	for _, d := range [...]domain.District{{ID: DistrictWest, Name: "West"}, {ID: DistrictEast, Name: "Ost"}} {
		if err := tx.AddDistrict(ctx, d); err != nil {
			return err
		}
	}
	for _, a := range [...]domain.Accommodation{
		{ID: HomeBridge, Name: "Wohnheim Lindenweg", Kind: "home", District: DistrictWest, Org: OrgBridge, Manager: 101},
		{ID: HallHarbour, Name: "Halle am Kai", Kind: "hall", District: DistrictEast, Org: OrgHarbour, Manager: 103},
		{ID: HomeSouth, Name: "Wohnheim Süd", Kind: "modular", District: DistrictEast, Org: OrgBridge, Manager: 102},
	} {
		if err := tx.AddAccommodation(ctx, a); err != nil {
			return err
		}
	}
	return tx.AddSubstitution(ctx, 104, 101, tx.Today.AddDays(-7), tx.Today.AddDays(7))
}
