-- The first revision of each layout, so that it is known for which revisions it stands when those around it are forgotten.
ALTER TABLE namespace ADD COLUMN layout_since bigint NOT NULL DEFAULT 1;
ALTER TABLE earlier_layout ADD COLUMN since_revision bigint NOT NULL DEFAULT 1;

UPDATE earlier_layout e SET since_revision = coalesce(
    (SELECT max(o.until_revision) FROM earlier_layout o
     WHERE o.namespace = e.namespace AND o.until_revision < e.until_revision), 1);
UPDATE namespace n SET layout_since = coalesce(
    (SELECT max(e.until_revision) FROM earlier_layout e WHERE e.namespace = n.name), 1);

COMMENT ON COLUMN namespace.layout_since IS 'the first revision with the present queues and targets';
COMMENT ON COLUMN earlier_layout.since_revision IS 'the first revision with these queues and targets';
