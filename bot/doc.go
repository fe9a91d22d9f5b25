// Package bot is what Dateline does: it answers commands, keeps what channels
// follow, and puts each channel's edition together when it is due.
//
// It knows neither Slack nor Discord nor SQL. What it needs of the world stands
// in doors.go as small interfaces; cmd/dateline puts an adapter at each.
package bot
