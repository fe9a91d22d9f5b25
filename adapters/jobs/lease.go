package jobs

import (
	"context"
	"time"
)

const (
	beat = 3 * time.Second // how often a process says that it lives
	dead = 10 * time.Second
)

// A lease says that a process lives. River gives a dead process's jobs back
// only minutes later; a reader who waits for the morning edition should not
// wait for that.
type lease struct {
	queue *Queue
	stop  context.CancelFunc
	done  chan struct{}
}

// holdLease takes a lease and holds it until it is released, which is after
// ctx has ended and the last job with it.
func (q *Queue) holdLease(ctx context.Context) *lease {
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	l := &lease{queue: q, stop: stop, done: make(chan struct{})}
	q.beat(ctx)
	go l.hold(ctx)
	return l
}

// release ends the lease, so that what this process left undone is taken over
// at once.
func (l *lease) release(ctx context.Context) {
	l.stop()
	<-l.done
	ctx, cancel := context.WithTimeout(ctx, beat)
	defer cancel()
	if _, err := l.queue.db.ExecContext(ctx, `DELETE FROM job_process WHERE id = ?`, l.queue.id); err != nil {
		l.queue.log.Warn("this process could not sign off the job queue", "err", err)
	}
}

func (l *lease) hold(ctx context.Context) {
	defer close(l.done)
	last := time.Now().Round(0) // the wall's time, which goes on while the machine sleeps
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		l.queue.beat(ctx)
		now := time.Now().Round(0)
		// A process that was late itself does not judge others: the machine
		// may have slept, and they with it.
		if now.Sub(last) < dead {
			l.queue.takeOver(ctx, now)
		}
		last = now
	}
}

// beat says that this process lives.
func (q *Queue) beat(ctx context.Context) {
	_, err := q.db.ExecContext(ctx, `INSERT INTO job_process (id, seen) VALUES (?, ?)
		ON CONFLICT (id) DO UPDATE SET seen = excluded.seen`, q.id, time.Now().UnixMicro())
	if err != nil && ctx.Err() == nil {
		q.log.Warn("this process could not say to the job queue that it lives", "err", err)
	}
}

// takeOver makes the jobs available that dead processes were at. A job that
// this was the last attempt of is left to River, which then gives it up.
func (q *Queue) takeOver(ctx context.Context, now time.Time) {
	alive := now.Add(-dead).UnixMicro()
	res, err := q.db.ExecContext(ctx, `UPDATE river_job SET state = 'available'
		WHERE state = 'running' AND attempt < max_attempts AND json_extract(attempted_by, '$[#-1]') <> ?
		AND json_extract(attempted_by, '$[#-1]') NOT IN (SELECT id FROM job_process WHERE seen > ?)`, q.id, alive)
	if err != nil {
		if ctx.Err() == nil {
			q.log.Warn("the jobs of ended processes could not be taken over", "err", err)
		}
		return
	}
	if n, err := res.RowsAffected(); err == nil && n > 0 {
		q.log.Info("jobs of a process that has ended are taken over", "jobs", n)
	}
	if _, err := q.db.ExecContext(ctx, `DELETE FROM job_process WHERE seen <= ?`, alive); err != nil && ctx.Err() == nil {
		q.log.Warn("ended processes could not be forgotten", "err", err)
	}
}
