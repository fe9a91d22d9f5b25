-- Times are microseconds since 1970-01-01 UTC; 0 is "not known" or "not yet".

-- +goose Up

-- "DLNE": a database of another program is refused by it.
PRAGMA application_id = 1145851461;

CREATE TABLE channel (
    id        integer PRIMARY KEY,
    platform  text NOT NULL,
    workspace text NOT NULL,
    ident     text NOT NULL,
    UNIQUE (platform, workspace, ident)
);

CREATE TABLE feed (
    id            integer PRIMARY KEY AUTOINCREMENT,
    url           text    NOT NULL UNIQUE,
    title         text    NOT NULL,
    site          text    NOT NULL,
    etag          text    NOT NULL,
    last_modified text    NOT NULL,
    next          integer NOT NULL,
    failures      integer NOT NULL,
    trouble       text    NOT NULL,
    gone          integer NOT NULL
);
CREATE INDEX feed_next ON feed (next);

CREATE TABLE follow (
    channel integer NOT NULL REFERENCES channel (id),
    feed    integer NOT NULL REFERENCES feed (id),
    since   integer NOT NULL,
    PRIMARY KEY (channel, feed)
);
CREATE INDEX follow_feed ON follow (feed);

-- identity is the URL in its plain form or, where there is none, a digest of
-- the text. dated is published or, where that is not known, read.
CREATE TABLE article (
    id       integer PRIMARY KEY AUTOINCREMENT,
    identity text    NOT NULL UNIQUE,
    title    text    NOT NULL,
    read     integer NOT NULL,
    dated    integer NOT NULL,
    briefing blob    NOT NULL
);
CREATE INDEX article_dated ON article (dated);

-- The addresses that an article was asked for by or came to, in plain form.
CREATE TABLE address (
    url     text    PRIMARY KEY,
    article integer NOT NULL REFERENCES article (id)
);

-- The channels that asked for an article.
CREATE TABLE briefed (
    channel integer NOT NULL REFERENCES channel (id),
    article integer NOT NULL REFERENCES article (id),
    PRIMARY KEY (channel, article)
);

-- identity is the GUID or, where there is none, the URL or the title. dated
-- is published or, where that is not known or lies ahead, first_seen.
CREATE TABLE item (
    id         integer PRIMARY KEY AUTOINCREMENT,
    feed       integer NOT NULL REFERENCES feed (id),
    identity   text    NOT NULL,
    guid       text    NOT NULL,
    url        text    NOT NULL,
    title      text    NOT NULL,
    summary    text    NOT NULL,
    author     text    NOT NULL,
    published  integer NOT NULL,
    first_seen integer NOT NULL,
    dated      integer NOT NULL,
    article    integer REFERENCES article (id),
    trouble    text    NOT NULL DEFAULT '',
    UNIQUE (feed, identity)
);
CREATE INDEX item_dated ON item (feed, dated);
CREATE INDEX item_article ON item (article, feed) WHERE article IS NOT NULL;

-- fold is the name in lower case without marks, its words apart by single
-- blanks, with one at either end.
CREATE TABLE speaker (
    id   integer PRIMARY KEY,
    name text    NOT NULL UNIQUE,
    fold text    NOT NULL
);

-- A fact or quote of an article. number is its place in the briefing's list,
-- about the words around it, fold a digest of the words that it has in common
-- with the same passage elsewhere.
CREATE TABLE passage (
    id      integer PRIMARY KEY AUTOINCREMENT,
    article integer NOT NULL REFERENCES article (id),
    quote   integer NOT NULL,
    number  integer NOT NULL,
    text    text    NOT NULL,
    about   text    NOT NULL,
    speaker integer REFERENCES speaker (id),
    role    text    NOT NULL,
    fold    integer NOT NULL,
    UNIQUE (article, quote, number)
);
CREATE INDEX passage_speaker ON passage (speaker) WHERE speaker IS NOT NULL;

CREATE VIRTUAL TABLE passage_words USING fts5 (
    text, about,
    content = 'passage', content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2'
);

-- +goose StatementBegin
CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN
    INSERT INTO passage_words (rowid, text, about) VALUES (new.id, new.text, new.about);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER passage_dropped AFTER DELETE ON passage BEGIN
    INSERT INTO passage_words (passage_words, rowid, text, about) VALUES ('delete', old.id, old.text, old.about);
END;
-- +goose StatementEnd

-- A digest that its channel ended stays, so that what it has shown is not
-- shown again when the channel takes it up again.
CREATE TABLE digest (
    id        integer PRIMARY KEY AUTOINCREMENT,
    channel   integer NOT NULL UNIQUE REFERENCES channel (id),
    cadence   text    NOT NULL,
    zone      text    NOT NULL,
    size      integer NOT NULL,
    quiet     integer NOT NULL,
    next      integer NOT NULL,
    next_slot text    NOT NULL,
    ended     integer NOT NULL DEFAULT 0
);
CREATE INDEX digest_next ON digest (next) WHERE ended = 0;

CREATE TABLE edition (
    id       integer PRIMARY KEY AUTOINCREMENT,
    digest   integer NOT NULL REFERENCES digest (id),
    channel  integer NOT NULL REFERENCES channel (id),
    slot     text    NOT NULL,
    due      integer NOT NULL,
    opened   integer NOT NULL,
    settled  integer NOT NULL,
    outcome  text    NOT NULL,
    reason   text    NOT NULL,
    composed integer NOT NULL,
    UNIQUE (digest, slot)
);
CREATE INDEX edition_settled ON edition (channel, settled);
CREATE INDEX edition_opened ON edition (opened) WHERE settled = 0;

CREATE TABLE edition_part (
    edition   integer NOT NULL REFERENCES edition (id),
    number    integer NOT NULL,
    headline  text    NOT NULL,
    in_thread integer NOT NULL,
    payload   blob    NOT NULL,
    attempted integer NOT NULL,
    receipt   text    NOT NULL,
    PRIMARY KEY (edition, number)
);

CREATE TABLE edition_item (
    edition integer NOT NULL REFERENCES edition (id),
    item    integer NOT NULL REFERENCES item (id),
    PRIMARY KEY (edition, item)
);
CREATE INDEX edition_item_item ON edition_item (item);

-- What a digest has shown.
CREATE TABLE seen (
    digest integer NOT NULL REFERENCES digest (id),
    item   integer NOT NULL REFERENCES item (id),
    PRIMARY KEY (digest, item)
);
CREATE INDEX seen_item ON seen (item);

-- +goose Down

DROP TABLE seen;
DROP TABLE edition_item;
DROP TABLE edition_part;
DROP TABLE edition;
DROP TABLE digest;
DROP TABLE passage_words;
DROP TABLE passage;
DROP TABLE speaker;
DROP TABLE item;
DROP TABLE briefed;
DROP TABLE address;
DROP TABLE article;
DROP TABLE follow;
DROP TABLE feed;
DROP TABLE channel;
PRAGMA application_id = 0;
