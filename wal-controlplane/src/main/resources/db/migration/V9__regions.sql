-- One control plane may administer the queues of several regions. Without regions, the only one has the empty text as its
-- name.
ALTER TABLE dead_letter ADD COLUMN region text NOT NULL DEFAULT '';

COMMENT ON COLUMN dead_letter.region IS 'the region in whose dead-letter queue the letter lay; empty: the settings named none then';

-- How far the queues of an earlier layout are drained in each region: a region that is away holds up no other one.
CREATE TABLE earlier_layout_region (
    namespace      text        NOT NULL,
    until_revision bigint      NOT NULL,
    region         text        NOT NULL,
    ends           text        NOT NULL,
    drained_at     timestamptz,
    PRIMARY KEY (namespace, until_revision, region),
    FOREIGN KEY (namespace, until_revision) REFERENCES earlier_layout ON DELETE CASCADE
);

COMMENT ON COLUMN earlier_layout_region.ends IS 'where the queues ended some time after every process was seen to append elsewhere, a JSON object by queue';
COMMENT ON COLUMN earlier_layout_region.drained_at IS 'when everything before these ends was settled';
COMMENT ON COLUMN earlier_layout.drained_at IS 'when all regions were drained';

INSERT INTO earlier_layout_region (namespace, until_revision, region, ends, drained_at)
SELECT namespace, until_revision, '', ends, drained_at FROM earlier_layout WHERE ends IS NOT NULL;

ALTER TABLE earlier_layout DROP COLUMN ends;
