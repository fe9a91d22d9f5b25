package bot

// A Channel is where people read. The zero Channel is nowhere.
type Channel struct {
	Platform  string // slack, discord, console
	Workspace string // Slack's team, Discord's guild; "" for a direct message or the console
	ID        string // the platform's own
}

// String returns the channel as platform/workspace/id, for logs and keys.
func (c Channel) String() string { return c.Platform + "/" + c.Workspace + "/" + c.ID }

// A User is who asks.
type User struct {
	ID   string // the platform's own
	Name string // to address them by; may be ""
	// Manager is true for those who may configure the channel, as the
	// platform tells it.
	Manager bool
}
