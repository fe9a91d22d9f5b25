package jobs

import (
	"fmt"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/dateline-bot/dateline/bot"
)

// What River keeps of a job: a type for each kind, each on the queue of its
// own name, so that no kind waits for another.
type (
	harvestArgs struct {
		ID int64 `json:"id"`
	}
	readArgs struct {
		ID int64 `json:"id"`
	}
	rereadArgs struct {
		ID int64 `json:"id"`
	}
	editionArgs struct {
		ID int64 `json:"id"`
	}
	reportArgs struct {
		ID int64 `json:"id"`
	}
	hubArgs struct {
		ID int64 `json:"id"`
	}
	importArgs struct {
		ID int64 `json:"id"`
	}
)

func (harvestArgs) Kind() string { return string(bot.HarvestFeed) }
func (rereadArgs) Kind() string  { return string(bot.RereadArticle) }
func (readArgs) Kind() string    { return string(bot.ReadItem) }
func (editionArgs) Kind() string { return string(bot.PostEdition) }
func (reportArgs) Kind() string  { return string(bot.PostReport) }
func (importArgs) Kind() string  { return string(bot.ImportFeeds) }
func (hubArgs) Kind() string     { return string(bot.AskHub) }

func (a harvestArgs) job() bot.Job { return bot.Job{Kind: bot.HarvestFeed, ID: a.ID} }
func (a readArgs) job() bot.Job    { return bot.Job{Kind: bot.ReadItem, ID: a.ID} }
func (a rereadArgs) job() bot.Job  { return bot.Job{Kind: bot.RereadArticle, ID: a.ID} }
func (a editionArgs) job() bot.Job { return bot.Job{Kind: bot.PostEdition, ID: a.ID} }
func (a reportArgs) job() bot.Job  { return bot.Job{Kind: bot.PostReport, ID: a.ID} }
func (a importArgs) job() bot.Job  { return bot.Job{Kind: bot.ImportFeeds, ID: a.ID} }
func (a hubArgs) job() bot.Job     { return bot.Job{Kind: bot.AskHub, ID: a.ID} }

// unfinished are the states in which a job is kept in its place.
var unfinished = [...]rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning,
	rivertype.JobStateRetryable, rivertype.JobStateScheduled,
}

// insertion returns j as River takes it.
func insertion(j bot.Job) (river.InsertManyParams, error) {
	// River waits the fourth power of the attempt in seconds: three attempts
	// last 17 s, five 6 min, ten 4 h. A feed is due again soon in any case, an
	// edition is not.
	var args river.JobArgs
	var attempts int
	switch j.Kind {
	case bot.HarvestFeed:
		args, attempts = harvestArgs{j.ID}, 3
	case bot.ReadItem:
		args, attempts = readArgs{j.ID}, 5
	case bot.RereadArticle:
		args, attempts = rereadArgs{j.ID}, 3
	case bot.PostEdition:
		args, attempts = editionArgs{j.ID}, 10
	case bot.PostReport:
		args, attempts = reportArgs{j.ID}, 10
	case bot.AskHub:
		args, attempts = hubArgs{j.ID}, 3
	case bot.ImportFeeds:
		args, attempts = importArgs{j.ID}, 5 // one that is left open is taken up again by the clock
	default:
		return river.InsertManyParams{}, fmt.Errorf("jobs: no work of kind %q", j.Kind)
	}
	return river.InsertManyParams{Args: args, InsertOpts: &river.InsertOpts{
		Queue:       args.Kind(),
		MaxAttempts: attempts,
		UniqueOpts:  river.UniqueOpts{ByArgs: true, ByState: unfinished[:]},
	}}, nil
}
