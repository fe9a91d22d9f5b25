package briefing

// An abbreviation's stop belongs to it. What may follow decides whether the
// stop ends a sentence as well.
type abbreviation uint8

const (
	noAbbreviation abbreviation = iota
	beforeName                  // Mr., Gen., St.: never the end of a sentence
	beforeNumber                // No., p., Rs.: the end unless a number follows
	anywhere                    // Inc., Jan., etc.: the end where a sentence's beginning follows
	never                       // e.g., vs.: never the end
)

// abbreviations are by the hash of their letters without the stop.
var abbreviations = hashed(map[string]abbreviation{
	"mr": beforeName, "mrs": beforeName, "ms": beforeName, "dr": beforeName, "prof": beforeName, "rev": beforeName,
	"hon": beforeName, "gen": beforeName, "lt": beforeName, "col": beforeName, "maj": beforeName, "capt": beforeName,
	"cmdr": beforeName, "sgt": beforeName, "cpl": beforeName, "pvt": beforeName, "adm": beforeName, "brig": beforeName,
	"sen": beforeName, "rep": beforeName, "reps": beforeName, "sens": beforeName, "gov": beforeName, "govs": beforeName,
	"pres": beforeName, "messrs": beforeName, "mme": beforeName, "mlle": beforeName, "st": beforeName, "ste": beforeName,
	"mt": beforeName, "ft": beforeName, "supt": beforeName, "det": beforeName, "insp": beforeName, "fr": beforeName,
	"sr": anywhere, "jr": anywhere, "esq": anywhere, "phd": anywhere, "atty": beforeName, "amb": beforeName,
	"asst": beforeName, "dep": beforeName, "ald": beforeName, "supr": beforeName, "del": beforeName, "mgr": beforeName,
	"no": beforeNumber, "nos": beforeNumber, "p": beforeNumber, "pp": beforeNumber, "vol": beforeNumber, "ch": beforeNumber,
	"sec": beforeNumber, "fig": beforeNumber, "art": beforeNumber, "rs": beforeNumber, "n°": beforeNumber, "ca": never,
	"inc": anywhere, "corp": anywhere, "co": anywhere, "ltd": anywhere, "bros": anywhere, "cos": anywhere, "plc": anywhere,
	"llc": anywhere, "assn": anywhere, "dept": anywhere, "univ": anywhere, "est": anywhere, "etc": anywhere, "al": anywhere,
	"jan": anywhere, "feb": anywhere, "mar": anywhere, "apr": anywhere, "jun": anywhere, "jul": anywhere, "aug": anywhere,
	"sep": anywhere, "sept": anywhere, "oct": anywhere, "nov": anywhere, "dec": anywhere,
	"mon": anywhere, "tue": anywhere, "tues": anywhere, "wed": anywhere, "thu": anywhere, "thur": anywhere, "thurs": anywhere,
	"fri": anywhere, "ave": anywhere, "blvd": anywhere, "rd": anywhere, "hwy": anywhere, "pkwy": anywhere, "sq": anywhere,
	"ala": anywhere, "ariz": anywhere, "ark": anywhere, "calif": anywhere, "colo": anywhere, "conn": anywhere,
	"fla": anywhere, "ga": anywhere, "ill": anywhere, "ind": anywhere, "kan": anywhere, "ky": anywhere, "la": anywhere,
	"md": anywhere, "mass": anywhere, "mich": anywhere, "minn": anywhere, "miss": anywhere, "mo": anywhere, "mont": anywhere,
	"neb": anywhere, "nev": anywhere, "okla": anywhere, "ore": anywhere, "pa": anywhere, "penn": anywhere, "tenn": anywhere,
	"tex": anywhere, "va": anywhere, "vt": anywhere, "wash": anywhere, "wis": anywhere, "wyo": anywhere,
	"ont": anywhere, "que": anywhere, "alta": anywhere, "sask": anywhere, "vs": never, "v": never, "approx": never,
	"btw": never, "med": never, "min": anywhere, "max": anywhere, "hr": anywhere, "hrs": anywhere, "mins": anywhere,
	"lb": anywhere, "lbs": anywhere, "oz": anywhere, "cf": never, "eg": never, "ie": never, "viz": never, "op": never,
	"misc": never, "natl": never, "intl": never, "govt": anywhere, "ed": never, "eds": never, "trans": never,
})

// maxAbbreviation is how many letters an abbreviation has at most.
const maxAbbreviation = 6

// hashed returns m by the hashes of its words.
func hashed(m map[string]abbreviation) wordTable[abbreviation] {
	out := make(map[uint32]abbreviation, len(m))
	for w, a := range m {
		out[hashOf(w)] = a
	}
	return newWordTable(out)
}

// wordsToo are abbreviations that are words as well, so that their stop more
// likely ends a sentence.
var wordsToo = wordsOf("ill", "mass", "miss", "wash", "mar", "ind", "art", "no", "min", "max", "sun", "mon")
