package bot

import (
	"context"
	"time"

	"github.com/dateline-bot/dateline/briefing"
)

// A Reader reads articles. Its errors are *Problem where the page is at fault.
type Reader interface {
	// Read fetches and reads the article at url (http or https). Where the
	// site says that it has no such page, though with a status that says
	// otherwise, the Problem wraps ErrNotFound.
	Read(ctx context.Context, url string) (briefing.Article, error)
	// Reread is Read, and returns what to ask by the next time whether the
	// page has changed. Where it has not since v, the error is ErrUnchanged;
	// with the zero Validators it is read in any case.
	Reread(ctx context.Context, url string, v Validators) (briefing.Article, Validators, error)
	// Parse reads an article from HTML that came from url, which may be "".
	Parse(url, html string) (briefing.Article, error)
}

// Feeds reads feeds.
type Feeds interface {
	// Harvest fetches f.URL conditionally (f.ETag, f.LastModified) and tells
	// what it holds. Where f is new (its ID is 0) and f.URL is a web page, the
	// page's own feed is discovered and harvested, and Harvest.Feed.URL names
	// it; where it is an OPML, Harvest.Listed is all that comes back. Where it
	// fails, Harvest.Gone tells whether the feed is gone for good, and a
	// *RetryError when its server wants to be asked again.
	Harvest(ctx context.Context, f Feed) (Harvest, error)
	// ParseFeed reads a feed that came from url by another way.
	ParseFeed(url string, body []byte) (Harvest, error)
}

// A Face is a platform where people read. Parts is pure; Publish and Find talk
// to the platform.
type Face interface {
	// Parts renders p as the messages that it takes, never none. The first
	// stands in the channel; those with InThread set belong under it.
	Parts(p Post) []Part
	// Publish posts one part. Key is the same each time the same part is
	// tried, so that the platform can drop a second copy where it is able to.
	// Parent is the first part's receipt, "" for the first part itself.
	// A *RetryError says when to come back; a *Problem of kind GoneChannel
	// that nothing will ever stand there again.
	Publish(ctx context.Context, c Channel, p Part, k Key, parent Receipt) (Receipt, error)
	// Find looks for the part that an unsure Publish may have left, and
	// returns ErrNotFound where there is none.
	Find(ctx context.Context, c Channel, k Key, parent Receipt) (Receipt, error)
}

// An Asker answers what people ask. *Bot is the one; faces call it.
type Asker interface {
	// Ask answers r by calling reply one or more times. The face has
	// acknowledged r to its platform before it calls Ask. A request whose ID
	// was seen within the last hour is dropped without an answer.
	Ask(ctx context.Context, r Request, reply Reply)
}

// Reply shows p to whoever made the request.
type Reply func(ctx context.Context, p Post) error

// Follows keeps feeds and which channels follow them.
type Follows interface {
	// Follow subscribes c to the harvested feed from now on and stores the
	// items of h, and the feed's state where the feed is new. It reports false
	// where c follows it already.
	Follow(ctx context.Context, c Channel, h Harvest, now time.Time) (Follow, bool, error)
	// SetFilter sets what c takes of a feed, Follow.Filter; ErrNotFound where
	// c does not follow it.
	SetFilter(ctx context.Context, c Channel, feed int64, filter string) error
	// Unfollow ends one; ErrNotFound where c does not follow that feed.
	Unfollow(ctx context.Context, c Channel, feed int64) error
	// Following lists what c follows, by title.
	Following(ctx context.Context, c Channel) ([]Follow, error)
	// Followed reports whether any channel follows the feed.
	Followed(ctx context.Context, feed int64) (bool, error)
	// Followers lists the channels that follow something.
	Followers(ctx context.Context) ([]Channel, error)
	// FeedsDue lists up to limit followed feeds whose Next is not after now,
	// the longest due first.
	FeedsDue(ctx context.Context, now time.Time, limit int) ([]Feed, error)
	// Feed returns one; ErrNotFound where it is not.
	Feed(ctx context.Context, id int64) (Feed, error)
	// FeedAt returns the one that is fetched from url; ErrNotFound where there
	// is none.
	FeedAt(ctx context.Context, url string) (Feed, error)
	// Harvested stores the items of h and its feed's new state as h.Paced has
	// it, and returns the items that were not there before (see Recognize).
	// Those that were there become what they are now. The first harvest of a
	// feed is old to all who follow it. Where the feed has moved to another's
	// address, the two become one.
	Harvested(ctx context.Context, h Harvest, now time.Time) ([]Item, error)
	// HarvestFailed stores the state of a feed that could not be fetched.
	HarvestFailed(ctx context.Context, f Feed) error
	// Item returns one; ErrNotFound where it is not.
	Item(ctx context.Context, id int64) (Item, error)
	// Troubled records why an item could not be read.
	Troubled(ctx context.Context, item int64, p Problem) error
}

// Archive keeps what was read.
type Archive interface {
	// Save stores b under its canonical URL and makes it searchable; asked,
	// where it is not "", is the address that it was read from, c, where it
	// is not zero, a channel that asked for it, and item, where it is not 0,
	// the feed item that led to it. An article saved before is replaced; one
	// that the archive holds unchanged is left as it is.
	Save(ctx context.Context, b briefing.Briefing, asked string, c Channel, item int64, now time.Time) error
	// Briefed returns what the archive holds for the URL that an article was
	// asked for by or came to; ErrNotFound where it holds none.
	Briefed(ctx context.Context, url string) (briefing.Briefing, time.Time, error)
	// Search returns what c may see that fits q, the best first.
	Search(ctx context.Context, c Channel, q Query) (Found, error)
	// Speakers lists whom c may find quotes of, the most quoted first.
	Speakers(ctx context.Context, c Channel) ([]SpeakerCount, error)
}

// Digests keeps channels' standing orders.
type Digests interface {
	// SetDigest stores d, in place of the one its channel had, and returns it
	// with its ID.
	SetDigest(ctx context.Context, d Digest) (Digest, error)
	// Digest returns c's; ErrNotFound where it has none.
	Digest(ctx context.Context, c Channel) (Digest, error)
	// DropDigest ends c's; ErrNotFound where it has none.
	DropDigest(ctx context.Context, c Channel) error
	// DigestsDue lists up to limit digests whose Next is not after now, the
	// longest due first.
	DigestsDue(ctx context.Context, now time.Time, limit int) ([]Digest, error)
	// MoveDigest sets when d is next due, and the slot that this is;
	// ErrNotFound where it has ended, or is no longer due when d says: it was
	// set anew, or moved by another process.
	MoveDigest(ctx context.Context, d Digest, next time.Time, slot string) error
}

// Editions keeps what was and is to be posted.
type Editions interface {
	// Open stores e and its job in one transaction, and reports false where
	// an edition of that digest and slot exists. The job is given the
	// edition's ID. With the zero Job there is none: e is settled as it comes.
	Open(ctx context.Context, e Edition, j Job) (created bool, err error)
	// Edition returns one with its parts; ErrNotFound where it is not.
	Edition(ctx context.Context, id int64) (Edition, error)
	// News lists what d's channel has followed and d has not shown yet, the
	// newest first, at most limit items. With old it lists the newest that
	// the channel's follows hold, shown or not.
	News(ctx context.Context, d Digest, old bool, limit int) ([]News, error)
	// Compose stores the parts that e will be posted as, what was decided on
	// each item that was put before it, and which changes it tells, by ID. An
	// edition is composed once; later calls change nothing.
	Compose(ctx context.Context, id int64, parts []Part, decisions []Decision, changes []int64) error
	// Attempt records, before a part is sent, that it will be: from then on
	// the platform may hold it whatever happens here.
	Attempt(ctx context.Context, id int64, part int) error
	// Posted records a part's receipt.
	Posted(ctx context.Context, id int64, part int, r Receipt) error
	// Settle ends an edition, once: its outcome is recorded and, where it was
	// posted or held nothing new, the items that it decided on count as shown
	// by its digest, but for those that were Unread.
	Settle(ctx context.Context, id int64, o Outcome, reason string, now time.Time) error
	// Considered lists the items whose address, or whose article's address, url
	// is, of feeds that c follows and of those that its editions decided on,
	// the first seen first, each with the last decision on it.
	Considered(ctx context.Context, c Channel, url string) ([]Considered, error)
	// Latest returns the last settled edition of c; ErrNotFound where there
	// is none.
	Latest(ctx context.Context, c Channel) (Edition, error)
	// Unsettled lists editions that were opened before the given time and
	// are not settled.
	Unsettled(ctx context.Context, before time.Time) ([]Edition, error)
}

// Changes keeps what became of articles after editions told of them.
type Changes interface {
	// Told lists the articles that led stories of d's editions posted since a
	// time, the one told last first.
	Told(ctx context.Context, d Digest, since time.Time) ([]Reread, error)
	// Reread returns the article with that number, without Told; ErrNotFound
	// where there is none with an address.
	Reread(ctx context.Context, article int64) (Reread, error)
	// Checked records that the article at url was asked for, and what to ask
	// by the next time; ErrNotFound where the archive holds none.
	Checked(ctx context.Context, url string, v Validators, now time.Time) error
	// Changed stores what became of the article at url, once, however often it
	// is seen; ErrNotFound where the archive holds none.
	Changed(ctx context.Context, url string, c Change, now time.Time) error
	// Changes lists what became of articles after d's editions told of them and
	// none of its editions has told yet, the oldest first, at most limit.
	Changes(ctx context.Context, d Digest, limit int) ([]Change, error)
}

// Reports keeps what channels are told of their own accord.
type Reports interface {
	// TellFollowers stores a Report for every channel that follows the feed,
	// each with its job, marks the feed as Reported and, with end, ends these
	// follows: all of it or nothing. ErrNotFound where there is no such feed.
	TellFollowers(ctx context.Context, feed int64, text string, end bool, now time.Time) error
	// Report returns one; ErrNotFound where it is not.
	Report(ctx context.Context, id int64) (Report, error)
	// ReportAttempted records, before a report is sent, that it will be.
	ReportAttempted(ctx context.Context, id int64) error
	// ReportSettled records that a report stands, or never will.
	ReportSettled(ctx context.Context, id int64, now time.Time) error
}

// Hubs are asked to send feeds as they change.
type Hubs interface {
	// Subscribe asks s.Hub to send s.Topic to the address that s.Token
	// belongs to. The hub confirms there that it will.
	Subscribe(ctx context.Context, s Subscription) error
}

// Subscriptions keeps what hubs were asked for.
type Subscriptions interface {
	// SubscriptionTo returns the one to a feed; ErrNotFound where there is
	// none.
	SubscriptionTo(ctx context.Context, feed int64) (Subscription, error)
	// Subscription returns the one with that token; ErrNotFound where there
	// is none.
	Subscription(ctx context.Context, token string) (Subscription, error)
	// SubscriptionsDue lists up to limit of them whose Next is not after now,
	// the longest due first.
	SubscriptionsDue(ctx context.Context, now time.Time, limit int) ([]Subscription, error)
	// SetSubscription stores s in place of its feed's; ErrNotFound where there
	// is no such feed. Its Expires is the feed's Pushed.
	SetSubscription(ctx context.Context, s Subscription) error
	// DropSubscription forgets the one to a feed, where there is one.
	DropSubscription(ctx context.Context, feed int64) error
}

// Imports keeps what OPML files were followed, and how far that is.
type Imports interface {
	// OpenImport stores i and its job, which is given the import's ID, in one
	// transaction, and returns it with its ID. With the zero Job there is none.
	OpenImport(ctx context.Context, i Import, j Job) (Import, error)
	// Import returns one; ErrNotFound where it is not.
	Import(ctx context.Context, id int64) (Import, error)
	// Imported records what became of an import's n-th feed: its Result,
	// Reason, Title and Tries.
	Imported(ctx context.Context, id int64, n int, f ImportedFeed) error
	// EndImport ends an import, once. Where nobody waits for it any longer
	// (now is not before Awaited), it stores r, a Report for the import's
	// channel, with its job in the same transaction.
	EndImport(ctx context.Context, id int64, r Report, now time.Time) error
	// OpenImports lists those that were opened before the given time and have
	// not ended.
	OpenImports(ctx context.Context, before time.Time) ([]int64, error)
}

// Jobs carries work that must not be lost.
type Jobs interface {
	// Enqueue adds j; a job with the same Kind and ID that waits already is
	// kept in its place.
	Enqueue(ctx context.Context, j ...Job) error
	// Waiting returns how many jobs wait or run.
	Waiting(ctx context.Context) (int, error)
}
