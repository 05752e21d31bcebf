-- Queues that a namespace had before its present ones, while something of them may be left. Which queues they are stands
-- in the document of the last revision before `until_revision`.
CREATE TABLE earlier_layout (
    namespace      text        NOT NULL REFERENCES namespace (name),
    until_revision bigint      NOT NULL,
    change_number  bigint      NOT NULL,
    closed_at      timestamptz,
    ends           text,
    drained_at     timestamptz,
    PRIMARY KEY (namespace, until_revision)
);

COMMENT ON COLUMN earlier_layout.change_number IS 'the change that brought the later queues';
COMMENT ON COLUMN earlier_layout.closed_at IS 'when every process was seen to append elsewhere';
COMMENT ON COLUMN earlier_layout.ends IS 'where the queues ended then, a JSON object by queue';
COMMENT ON COLUMN earlier_layout.drained_at IS 'when everything before these ends was settled';

-- The processes that follow the changes, and how far each of them is.
CREATE TABLE instance (
    id      text        PRIMARY KEY,
    shard   text,
    applied bigint      NOT NULL,
    seen_at timestamptz NOT NULL
);
