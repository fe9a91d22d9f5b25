package bot

// A JobKind names a kind of durable work.
type JobKind string

const (
	HarvestFeed   JobKind = "harvest" // ID is a Feed's
	ReadItem      JobKind = "read"    // ID is an Item's
	RereadArticle JobKind = "reread"  // ID is a Reread's Article
	PostEdition   JobKind = "edition" // ID is an Edition's
	PostReport    JobKind = "report"  // ID is a Report's
	AskHub        JobKind = "hub"     // ID is that of a Subscription's Feed
	ImportFeeds   JobKind = "import"  // ID is an Import's
)

// A Job is a piece of durable work. It is the same job as another with the
// same Kind and ID.
type Job struct {
	Kind JobKind
	ID   int64
}
