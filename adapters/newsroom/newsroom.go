package newsroom

// Host is the press's host. The top-level domain test is reserved and never
// delegated (RFC 2606, section 2).
const Host = "newsroom.test"

// root is the address that all of the press's pages lie under.
const root = "https://" + Host

// Feeds returns the addresses of the outlets' feeds.
func Feeds() []string {
	var urls []string
	for _, o := range outlets() {
		urls = append(urls, o.feedURL())
	}
	return urls
}

// FirstArticle returns the address of an article to begin with.
func FirstArticle() string { return root + "/ledger/harbour-bridge-closes" }

// Paywalled returns the address of an article that only subscribers can read.
func Paywalled() string { return root + "/courier/inside-the-bridge-report" }

// DeadFeed returns the address of a feed that has been given up (410).
func DeadFeed() string { return root + "/gazette/feed.xml" }

// A feedKind is a format that an outlet's feed has.
type feedKind string

const (
	rss      feedKind = "application/rss+xml"
	atom     feedKind = "application/atom+xml"
	jsonFeed feedKind = "application/feed+json"
)

// A markup is how an outlet's pages tell machines what they are.
type markup string

const (
	jsonLD   markup = "json-ld"  // schema.org NewsArticle
	metaTags markup = "meta"     // Open Graph's and HTML's meta elements alone
	graphLD  markup = "ld-graph" // a NewsArticle in a JSON-LD @graph beside others
)

// An outlet is one of the press's publications.
type outlet struct {
	ID      string // first segment of its paths
	Name    string
	Motto   string
	Feed    string // its feed's last path segment
	Kind    feedKind
	Markup  markup
	Imprint string
}

func (o outlet) HomeURL() string { return root + "/" + o.ID + "/" }

func (o outlet) feedURL() string { return o.HomeURL() + o.Feed }

// FeedURL is feedURL for templates.
func (o outlet) FeedURL() string { return o.feedURL() }

// outlets lists the press's publications.
func outlets() []outlet {
	return []outlet{
		{"ledger", "The Velmar Ledger", "Morning paper for the city and the port", "feed.xml", rss, jsonLD, "Quay Street 14, Velmar"},
		{"coast", "Coast Radio News", "From Aske to Velmar, every hour", "atom.xml", atom, metaTags, "Broadcasting House, Lund"},
		{"courier", "Kestrin Courier", "Politics, courts, ideas", "feed.json", jsonFeed, jsonLD, "Parliament Square 3, Kestrin"},
		{"wire", "Northern Wire", "News agency", "rss.xml", rss, graphLD, "Exchange 9, Kestrin"},
	}
}
