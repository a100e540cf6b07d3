package names

import "strings"

// aliasGroups are names that languages write with different consonants, one group a line; the first is the form that is used.
// They are folded (see fold). Names whose keys agree without help are not here.
const aliasGroups = `
evgeni yevhen jewhen yevheni yevhenii yevheniy yevhenij evgen evgeny evgenii evgeniy evgenij yevgen yevgeny yevgeni jewgeni jewgenij ievgen eugen eugene
evgenia yevheniia yevheniya yevhenia jewhenija jewhenia evgeniia evgeniya evgenija yevgeniya jewgenija ievgeniia eugenia
sergei serhii serhiy serhij serhi sergii sergiy sergij sergey sergej serge
oleg oleh
igor ihor
bogdan bohdan
olga olha
galina halyna halina galyna
anna hanna ganna
grigori hrihoriy hryhorii hryhoriy hryhorij grigorii grigoriy grigorij grigory gregor
georgi heorhii heorhiy heorhij georgii georgiy georgij george georg
gennadi hennadii hennadiy hennadij gennadii gennadiy gennadij gennady
egor yehor jehor yegor jegor
nikolai mykola nikolay nikolaj nicolai nikolas nicolas nikolaus
mikhail michail michael mikael mikail mihail mihailo mykhailo mykhaylo mykhajlo mychajlo mykhaylo mikhaylo mikhailo michele michal mikhael
katerina ekaterina yekaterina jekaterina kateryna katharina catherine
elena olena yelena jelena helena
elisaveta yelyzaveta jelysaweta elizaveta elyzaveta yelizaveta jelisaweta elisabeth elizabeth
ksenia xenia kseniia kseniya ksenija
kristina khrystyna chrystyna khristina christina khrystina
othman osman usman uthman otman ousmane cismaan
ramadan ramazan ramadhan
rida reza riza ridha redha
alirida alireza aliriza alirada
fadil fazel fazil fadel
murtada maratadi morteza murtaza mortaza
khadidja khadija khadijah khadeeja chadija hadija khadiga
ibrahim ibragim
yusuf youssef yousef yosef yusef yousif yossef josef joseph yosief jussuf jusuf iusuf youssouf
husein gusein guseyn
hasan gasan
hamid gamid
mustafa masatafi
isa isi
mudjtaba madjatabi mojtaba modschtaba mujtaba
jafar cafer
musa musi
yahya yahyi
haitham heysem haisam
ishaq isaac isaak yishak yishaq yisehak isak
mohamed maxamed mehmed mehmet mehamed magomed
lah alalah allah ullah alala
mahmud maxamuud
ahmed axmed
farah faarax
ali cali
omar cumar
aisha caasha
abdi cabdi
abdirahman cabdiraxmaan
abdullahi cabdullahi cabdulaahi
`

// aliases leads from each form to the one that is used.
var aliases = func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(aliasGroups) {
		forms := strings.Fields(line)
		for _, f := range forms {
			out[f] = forms[0]
		}
	}
	return out
}()

// canonical gives the used form of a folded word; the word itself when it has none.
func canonical(w string) string {
	if used, ok := aliases[plain(w)]; ok {
		return used
	}
	return w
}
