// Package store is Dateline's memory: feeds and who follows them, articles and
// their briefings, digests and editions, in one SQL database.
//
// A file is about one noun of package bot. Its exported methods each run one
// transaction; the functions below them work within it. The SQL is what SQLite
// and PostgreSQL have in common but for what stands in sqlite.go and
// migrations/sqlite.
package store
