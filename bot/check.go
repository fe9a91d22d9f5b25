package bot

// A Check is one thing that dateline doctor looked at.
type Check struct {
	Name   string // what was looked at: "database", "slack.bot_token"
	OK     bool
	Detail string // what was found, a sentence
	Fix    string // what to do, where it is not OK
}
