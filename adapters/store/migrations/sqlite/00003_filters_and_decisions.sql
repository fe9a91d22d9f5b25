-- +goose Up

-- What the channel takes of the feed, as people write it; '' for everything.
ALTER TABLE follow ADD COLUMN filter text NOT NULL DEFAULT '';

-- What the edition decided on the item: shown, no room, filtered, unread; ''
-- where that was not recorded. story is the item that leads its story, 0 for
-- itself; it may be gone.
ALTER TABLE edition_item ADD COLUMN verdict text NOT NULL DEFAULT '';
ALTER TABLE edition_item ADD COLUMN story integer NOT NULL DEFAULT 0;
ALTER TABLE edition_item ADD COLUMN reason text NOT NULL DEFAULT '';

-- +goose Down

ALTER TABLE edition_item DROP COLUMN reason;
ALTER TABLE edition_item DROP COLUMN story;
ALTER TABLE edition_item DROP COLUMN verdict;
ALTER TABLE follow DROP COLUMN filter;
