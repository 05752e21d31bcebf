-- Namespaces that are being deleted. The last revision of such a namespace still has its document; a revision without one ends
-- it, in the transaction that deletes the row here. Each step towards that is noted here before the next one is taken.
CREATE TABLE namespace_ending (
    namespace     text        PRIMARY KEY REFERENCES namespace (name),
    pending       text        NOT NULL CHECK (pending IN ('deliver', 'discard')),
    change_number bigint      NOT NULL,
    author        text        NOT NULL,
    reason        text        NOT NULL,
    started_at    timestamptz NOT NULL,
    closed_at     timestamptz,
    quiet_since   timestamptz,
    quiet_mark    text,
    dropped_at    timestamptz,
    effective_at  timestamptz,
    content       text,
    dropped       text
);

COMMENT ON COLUMN namespace_ending.change_number IS 'the change by which processes hear of it';
COMMENT ON COLUMN namespace_ending.closed_at IS 'when every process was seen to have heard of it';
COMMENT ON COLUMN namespace_ending.quiet_since IS 'since when nothing was found, and nothing was appended';
COMMENT ON COLUMN namespace_ending.quiet_mark IS 'what the queues said then: it differs when anything is appended';
COMMENT ON COLUMN namespace_ending.dropped_at IS 'when the queues were last told to drop all';
COMMENT ON COLUMN namespace_ending.effective_at IS 'when that has taken effect';
COMMENT ON COLUMN namespace_ending.content IS 'what was last counted, in JSON';
COMMENT ON COLUMN namespace_ending.dropped IS 'what was counted before the queues were first told to drop it, in JSON';

ALTER TABLE revision ADD COLUMN dropped text;

COMMENT ON COLUMN revision.dropped IS 'of a deletion: what was dropped with it, in JSON; null: nothing';
