-- +goose Up

-- checked is when the article was read last, or asked for in vain; etag and
-- last_modified are what its server gave to ask by whether it has changed.
ALTER TABLE article ADD COLUMN checked integer NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN etag text NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN last_modified text NOT NULL DEFAULT '';

-- What became of an article after it was read: title, url and site are as they
-- were told, the rest is in its own words, before and after.
CREATE TABLE change (
    id      integer PRIMARY KEY AUTOINCREMENT,
    article integer NOT NULL REFERENCES article (id),
    noticed integer NOT NULL,
    kind    text    NOT NULL,
    title   text    NOT NULL,
    url     text    NOT NULL,
    site    text    NOT NULL,
    was     text    NOT NULL,
    now     text    NOT NULL,
    note    text    NOT NULL,
    UNIQUE (article, kind, was, now, note)
);

-- The changes that an edition tells.
CREATE TABLE edition_change (
    edition integer NOT NULL REFERENCES edition (id),
    change  integer NOT NULL REFERENCES change (id),
    PRIMARY KEY (edition, change)
);
CREATE INDEX edition_change_change ON edition_change (change);

-- +goose Down

DROP TABLE edition_change;
DROP TABLE change;
ALTER TABLE article DROP COLUMN last_modified;
ALTER TABLE article DROP COLUMN etag;
ALTER TABLE article DROP COLUMN checked;
