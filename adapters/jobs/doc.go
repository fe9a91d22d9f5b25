// Package jobs carries work that must not be lost: River, a queue in the
// store's own database (https://riverqueue.com), so that a job and what it is
// about are committed together or not at all.
//
// All of River's work on SQLite goes through the pool of one connection that
// the store writes through. A transaction that is open on it is handed to
// InsertTx; nothing else of this package may be called before it ends.
package jobs
