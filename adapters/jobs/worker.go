package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/dateline-bot/dateline/bot"
)

// longest is the longest time that a job is put off, however long a server
// asks to be left alone.
const longest = 24 * time.Hour

// A worker does the jobs of one kind.
type worker[T interface {
	river.JobArgs
	job() bot.Job
}] struct {
	river.WorkerDefaults[T]
	queue *Queue
}

// Work does one job.
func (w *worker[T]) Work(ctx context.Context, j *river.Job[T]) error {
	err := w.queue.do(ctx, j.Args.job())
	var retry *bot.RetryError
	if errors.As(err, &retry) {
		return river.JobSnooze(min(max(0, retry.After), longest))
	}
	return err
}

// do calls the work and makes an error of its panic.
func (q *Queue) do(ctx context.Context, j bot.Job) (err error) {
	defer func() {
		if v := recover(); v != nil {
			q.log.Error("a job panicked", "kind", j.Kind, "id", j.ID, "panic", v, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return q.work(ctx, j)
}

// told logs what River does about errors.
type told struct{ log *slog.Logger }

// HandleError logs that a job failed, and whether it comes back.
func (t told) HandleError(ctx context.Context, j *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil // the process ends, and the job waits for the next
	}
	level, says := slog.LevelWarn, "a job failed and will be tried again"
	if j.Attempt >= j.MaxAttempts {
		level, says = slog.LevelError, "a job failed for the last time"
	}
	t.log.Log(ctx, level, says, "kind", j.Kind, "job", string(j.EncodedArgs), "attempt", j.Attempt, "of", j.MaxAttempts, "err", err)
	return nil
}

// HandlePanic logs a panic of River's own.
func (t told) HandlePanic(ctx context.Context, j *rivertype.JobRow, v any, stack string) *river.ErrorHandlerResult {
	t.log.ErrorContext(ctx, "a job panicked", "kind", j.Kind, "job", string(j.EncodedArgs), "panic", v, "stack", stack)
	return nil
}

// quiet drops what River says about its own days.
type quiet struct{ slog.Handler }

// Enabled reports whether somebody should hear it.
func (h quiet) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && h.Handler.Enabled(ctx, l)
}

// WithAttrs keeps it quiet.
func (h quiet) WithAttrs(a []slog.Attr) slog.Handler { return quiet{h.Handler.WithAttrs(a)} }

// WithGroup keeps it quiet.
func (h quiet) WithGroup(name string) slog.Handler { return quiet{h.Handler.WithGroup(name)} }
