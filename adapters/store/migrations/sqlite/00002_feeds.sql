-- Durations are microseconds.

-- +goose Up

-- body is a digest of what was read last. rest, skip_hours and skip_days are what the feed says of when it wants to be
-- fetched; changed is when a fetch last brought something new, 0 before the
-- first, pace the time between such fetches. hub is the WebSub hub that it
-- names, topic what it is called there.
ALTER TABLE feed ADD COLUMN body integer NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN rest integer NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN skip_hours integer NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN skip_days integer NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN changed integer NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN pace integer NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN reported integer NOT NULL DEFAULT 0;
ALTER TABLE feed DROP COLUMN gone;
ALTER TABLE feed ADD COLUMN hub text NOT NULL DEFAULT '';
ALTER TABLE feed ADD COLUMN topic text NOT NULL DEFAULT '';
UPDATE feed SET changed = coalesce((SELECT max(first_seen) FROM item WHERE feed = feed.id), CAST(strftime('%s', 'now') AS integer) * 1000000);

-- An item is known again by its GUID, its address and its content together.
-- address and content are the marks of bot.Item; content is 0 for items from
-- before there were any. dated is published or, where that is not known or
-- lies ahead, first_seen. The tables that refer to items move out of the way
-- while this one is made anew without its old key.
CREATE TABLE seen_before AS SELECT * FROM seen;
CREATE TABLE edition_item_before AS SELECT * FROM edition_item;
DROP TABLE seen;
DROP TABLE edition_item;
CREATE TABLE item_anew (
    id         integer PRIMARY KEY AUTOINCREMENT,
    feed       integer NOT NULL REFERENCES feed (id),
    guid       text    NOT NULL,
    url        text    NOT NULL,
    title      text    NOT NULL,
    summary    text    NOT NULL,
    author     text    NOT NULL,
    published  integer NOT NULL,
    first_seen integer NOT NULL,
    dated      integer NOT NULL,
    address    text    NOT NULL,
    content    integer NOT NULL,
    article    integer REFERENCES article (id),
    trouble    text    NOT NULL DEFAULT ''
);
INSERT INTO item_anew SELECT id, feed, guid, url, title, summary, author, published, first_seen, dated,
    rtrim(CASE WHEN substr(bare, 1, 4) = 'www.' THEN substr(bare, 5) ELSE bare END, '/'), 0, article, trouble
    FROM (SELECT *, substr(url, instr(url, '://') + 3) AS bare FROM item);
DROP TABLE item;
ALTER TABLE item_anew RENAME TO item;
CREATE INDEX item_dated ON item (feed, dated);
CREATE INDEX item_article ON item (article, feed) WHERE article IS NOT NULL;
CREATE INDEX item_guid ON item (feed, guid) WHERE guid <> '';
CREATE INDEX item_address ON item (feed, address) WHERE address <> '';
CREATE INDEX item_content ON item (feed, content) WHERE content <> 0;
CREATE TABLE edition_item (
    edition integer NOT NULL REFERENCES edition (id),
    item    integer NOT NULL REFERENCES item (id),
    PRIMARY KEY (edition, item)
);
CREATE INDEX edition_item_item ON edition_item (item);
CREATE TABLE seen (
    digest integer NOT NULL REFERENCES digest (id),
    item   integer NOT NULL REFERENCES item (id),
    PRIMARY KEY (digest, item)
);
CREATE INDEX seen_item ON seen (item);
INSERT INTO seen SELECT * FROM seen_before;
INSERT INTO edition_item SELECT * FROM edition_item_before;
DROP TABLE seen_before;
DROP TABLE edition_item_before;

-- A report is something that a channel is told once.
CREATE TABLE report (
    id        integer PRIMARY KEY AUTOINCREMENT,
    channel   integer NOT NULL REFERENCES channel (id),
    text      text    NOT NULL,
    made      integer NOT NULL,
    attempted integer NOT NULL DEFAULT 0,
    settled   integer NOT NULL DEFAULT 0
);

-- What a hub was asked to send us of a feed. token is the end of the address
-- that it sends to; next is when it is asked again, expires when it stops
-- sending, 0 before it said that it will.
CREATE TABLE subscription (
    feed     integer PRIMARY KEY REFERENCES feed (id),
    hub      text    NOT NULL,
    topic    text    NOT NULL,
    token    text    NOT NULL UNIQUE,
    secret   text    NOT NULL,
    next     integer NOT NULL,
    expires  integer NOT NULL,
    failures integer NOT NULL
);
CREATE INDEX subscription_next ON subscription (next);
