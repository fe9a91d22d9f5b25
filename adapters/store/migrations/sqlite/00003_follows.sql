-- +goose Up

-- What the channel takes of the feed, as people write it; '' for everything.
ALTER TABLE follow ADD COLUMN filter text NOT NULL DEFAULT '';

-- What the edition decided on the item: shown, no room, filtered, unread; ''
-- where that was not recorded. story is the item that leads its story, 0 for
-- itself; it may be gone.
ALTER TABLE edition_item ADD COLUMN verdict text NOT NULL DEFAULT '';
ALTER TABLE edition_item ADD COLUMN story integer NOT NULL DEFAULT 0;
ALTER TABLE edition_item ADD COLUMN reason text NOT NULL DEFAULT '';

ALTER TABLE report ADD COLUMN problem integer NOT NULL DEFAULT 1;

-- An OPML that a channel was asked to follow. Whoever asked waits until
-- awaited; ended is 0 until it has.
CREATE TABLE import (
    id       integer PRIMARY KEY AUTOINCREMENT,
    channel  integer NOT NULL REFERENCES channel (id),
    name     text    NOT NULL,
    opened   integer NOT NULL,
    awaited  integer NOT NULL,
    ended    integer NOT NULL DEFAULT 0,
    refilter integer NOT NULL
);
CREATE INDEX import_opened ON import (opened) WHERE ended = 0;

-- result is '' while the feed is open, else followed, already, failed.
CREATE TABLE import_feed (
    import integer NOT NULL REFERENCES import (id),
    number integer NOT NULL,
    url    text    NOT NULL,
    title  text    NOT NULL,
    filter text    NOT NULL,
    result text    NOT NULL DEFAULT '',
    reason text    NOT NULL DEFAULT '',
    tries  integer NOT NULL DEFAULT 0,
    PRIMARY KEY (import, number)
);

-- +goose Down

DROP TABLE import_feed;
DROP TABLE import;
ALTER TABLE report DROP COLUMN problem;

ALTER TABLE edition_item DROP COLUMN reason;
ALTER TABLE edition_item DROP COLUMN story;
ALTER TABLE edition_item DROP COLUMN verdict;
ALTER TABLE follow DROP COLUMN filter;
