-- The number of the last change to any namespace. Whoever changes something locks this row first and holds it until the
-- commit. So changes become visible in the order of their numbers, without gaps: a reader that has seen number n has
-- seen everything up to n, and no change with a smaller number can turn up later.
CREATE TABLE change_clock (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    number   bigint  NOT NULL
);

INSERT INTO change_clock (number) VALUES (0);

-- Every state that a namespace was ever in. Rows are added, never changed.
CREATE TABLE revision (
    namespace     text        NOT NULL,
    revision      bigint      NOT NULL CHECK (revision >= 1),
    change_number bigint      NOT NULL UNIQUE,
    shard         text        NOT NULL,
    document      json,
    author        text        NOT NULL,
    reason        text        NOT NULL,
    changed_at    timestamptz NOT NULL,
    PRIMARY KEY (namespace, revision)
);

COMMENT ON COLUMN revision.document IS 'in canonical form; null: deleted by this revision';
COMMENT ON COLUMN revision.shard IS 'of the document; of the last document when deleted';

CREATE INDEX revision_by_shard ON revision (shard, namespace);

-- Which revision of each namespace is the last one.
CREATE TABLE namespace (
    name          text    PRIMARY KEY,
    revision      bigint  NOT NULL,
    change_number bigint  NOT NULL UNIQUE,
    FOREIGN KEY (name, revision) REFERENCES revision (namespace, revision)
);
