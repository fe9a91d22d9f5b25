package briefing

import "strings"

// A commonality tells of which languages a word is one of the commonest.
type commonality struct {
	names []string          // BCP 47
	of    wordTable[uint32] // the set of languages, 32 at most, by the word's hash
}

// commonWords are some thirty of each language's commonest words, chosen so
// that neighbours are told apart by them.
var commonWords = newCommonality(
	"en", "a an or after than more about into over also can all people when two its were the of and to in is was that for on with as by at from it his he she they have has had be are were this which will not said who but their been would",
	"de", "der die das und in den von zu mit ist sich des auf für nicht im dem ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über zum war haben nur oder aber vor zur bis mehr durch man sagte",
	"fr", "de la le les et des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux ont été cette elle mais ou leur être nous ses sa deux comme après selon ces aussi était",
	"es", "de la que el en y a los del se las por un para con no una su al es lo como más pero sus le ya o este ha sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante fue dijo según años está han",
	"it", "di e il la che in a per un del non è della una sono i da con le si al alla nel anche dei come più ha gli lo ma dal delle su nella stato ai questo dopo anni hanno era essere degli due tra",
	"pt", "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já também pelo pela até isso ela entre depois sem mesmo aos seus foi são disse está segundo anos ser",
	"nl", "de het een van en in is dat op te zijn voor met die niet aan er om ook als door naar bij was uit nog over maar heeft dan worden wordt hij meer zich werd deze zegt hebben tot tegen geen onder wel ze na jaar",
	"sv", "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när hade efter där eller än nu ska säger över vid mot också under man ut blir år får blev",
	"da", "og i at det er en den til på som med for de af ikke der et har han var fra om men sig vi hun blev efter også ved kan over når år mod eller skal siger ud blive nu hvor havde mellem har været bliver",
	"nb", "og i det er på som en at til for med av har de ikke den et var han om fra men seg vi ble etter også ved kan over når år mot eller skal sier ut bli nå hvor hadde mellom vært blir etter fram opp",
	"fi", "ja on ei se että oli hän joka ovat mutta myös kun mukaan sekä tai olla ole kuin vain mitä jos niin hänen nyt joka jo sen vuonna ovat siitä tämän jälkeen mitä kanssa sanoo vielä noin olisi",
	"pl", "i w na z się nie do to że jest o a jak po za od przez co dla tym są ale czy który która które oraz jego być było był przed także tego ich już lub tylko może jej pod ma roku",
	"cs", "a v se na je že s z do o i to k ve pro za by ale si po od jsou jako který která které podle také byl byla bylo jeho nebo už jen jsme při tak než až když roku kteří může má ze",
	"sk", "a v sa na je že s z do o aj to k vo pre za by ale si po od sú ako ktorý ktorá ktoré podľa tiež bol bola bolo jeho alebo už len sme pri tak než až keď roku ktorí môže má zo",
	"ro", "de și în a la cu pe din că o un pentru nu este au care mai sunt prin fost se lui al ale sau după dar între acest această ca fi ani despre unei unui către ce spus",
	"hu", "a az és hogy nem is egy volt meg ez de csak mint már el van még vagy ki azt szerint után lesz ezt pedig azonban között több lehet majd ha kell mert amely aki olyan",
	"tr", "ve bir bu da de için ile olarak daha çok olan gibi en kadar sonra ise ancak ne değil var göre olduğu etti dedi oldu yıl tarafından diye şekilde ya iki her üzere son",
	"id", "yang dan di dari untuk dengan pada ini itu dalam tidak akan adalah oleh juga ke sebagai ada karena telah bisa lebih kata tersebut mereka dia saat atau menjadi sudah para bahwa tahun orang setelah",
	"vi", "và của là có được cho các trong một không người với đã này những để khi đến về ông cũng từ theo tại ra sẽ như trên vào năm nhiều bị đó phải",
	"hr", "i u je na se da za od su s o a koji kako ne što će bi koja koje kao iz do po ali bio te ili sve samo nije bila biti prema nakon još može zbog kod rekao godine",
	"ca", "de la i el que a en les els un per amb una del es no al ha són dels més ha com però seva seu aquest aquesta també ser fins entre han sobre anys segons va després molt",
	"sw", "ya wa na kwa ni katika la za kuwa hii huo cha yake hiyo wakati baada kama lakini pia alisema watu hayo nchi zaidi ambao ambapo",
)

func newCommonality(pairs ...string) *commonality {
	c := &commonality{}
	of := map[uint32]uint32{}
	for i := 0; i < len(pairs); i += 2 {
		for w := range strings.FieldsSeq(pairs[i+1]) {
			of[hashWord(w)] |= 1 << len(c.names)
		}
		c.names = append(c.names, pairs[i])
	}
	c.of = newWordTable(of)
	return c
}
