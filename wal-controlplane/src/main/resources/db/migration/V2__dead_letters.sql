-- What consumers gave up, read out of the dead-letter queues. Rows are never deleted: each is open, under way, redriven or
-- discarded, so that what was imported can be counted at any time.
CREATE TABLE dead_letter (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    identity         bytea       NOT NULL UNIQUE,
    namespace        text        NOT NULL,
    message_id       uuid        NOT NULL,
    target           text        NOT NULL,
    reason           text        NOT NULL
        CHECK (reason IN ('unspecified', 'rejected', 'attempts_exhausted', 'expired', 'malformed')),
    ordering_key     bytea       NOT NULL,
    error            text        NOT NULL,
    attempts         integer     NOT NULL,
    first_attempt    timestamptz,
    last_attempt     timestamptz,
    origin           text        NOT NULL,
    write_time       timestamptz NOT NULL,
    dead_lettered_at timestamptz NOT NULL,
    payload_bytes    integer     NOT NULL,
    record_bytes     integer     NOT NULL,
    edited           boolean     NOT NULL DEFAULT false,
    state            text        NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'redriving', 'redriven', 'discarded')),
    claim            uuid,
    claimed_until    timestamptz,
    settled_at       timestamptz,
    settled_by       text,
    settled_reason   text,
    action           bigint,
    CHECK ((claim IS NOT NULL) = (state = 'redriving'))
);

COMMENT ON COLUMN dead_letter.identity IS 'SHA-256 of namespace, message id, target and origin: the same letter, read again, is no other row';
COMMENT ON COLUMN dead_letter.claim IS 'who appends it just now; whoever has lost the claim may not settle the row';

CREATE INDEX dead_letter_by_time ON dead_letter (namespace, state, dead_lettered_at, id);
CREATE INDEX dead_letter_by_key ON dead_letter (namespace, sha256(ordering_key));
CREATE INDEX dead_letter_claimed ON dead_letter (claimed_until) WHERE state = 'redriving';

-- The records themselves, apart, so that what is filtered, counted and settled stays small. Always inserted in the
-- statement that inserts the letter; a foreign key would lock each letter once more for nothing.
CREATE TABLE dead_letter_record (
    letter           bigint PRIMARY KEY,
    record           bytea  NOT NULL,
    edited_payload   bytea,
    edited_target    json,
    edited_recipient text,
    edited_by        text,
    edited_reason    text,
    edited_at        timestamptz
);

COMMENT ON COLUMN dead_letter_record.record IS 'as it lay in the queue; edits stand beside it';

-- Redriving or discarding many. Whoever holds the lease works on it; when the lease ends, another takes over from where
-- the cursor stands.
CREATE TABLE dead_letter_action (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    namespace   text        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('redrive', 'discard')),
    filter      json        NOT NULL,
    rate        integer     CHECK (rate > 0),
    letters_to  bigint      NOT NULL,
    state       text        NOT NULL CHECK (state IN ('running', 'stopping', 'stopped', 'done')),
    matched     bigint      NOT NULL,
    done        bigint      NOT NULL DEFAULT 0,
    failed      bigint      NOT NULL DEFAULT 0,
    expiries_dropped bigint NOT NULL DEFAULT 0,
    trouble     text        NOT NULL DEFAULT '',
    cursor      bigint,
    author      text        NOT NULL,
    reason      text        NOT NULL,
    started_at  timestamptz NOT NULL,
    ended_at    timestamptz,
    owner       uuid,
    lease_until timestamptz NOT NULL
);

COMMENT ON COLUMN dead_letter_action.letters_to IS 'the last letter there was when it began: what comes later is not its own';
COMMENT ON COLUMN dead_letter_action.cursor IS 'the last letter that it is through with, by the order of the list; null: none yet';

CREATE INDEX dead_letter_action_of ON dead_letter_action (namespace, id);
CREATE INDEX dead_letter_action_open ON dead_letter_action (lease_until) WHERE state IN ('running', 'stopping');

-- Who did what to which letters. Rows are added, never changed.
CREATE TABLE dead_letter_audit (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    namespace text        NOT NULL,
    what      text        NOT NULL,
    letter    bigint,
    action    bigint,
    detail    text        NOT NULL,
    author    text        NOT NULL,
    reason    text        NOT NULL,
    at        timestamptz NOT NULL
);

CREATE INDEX dead_letter_audit_of ON dead_letter_audit (namespace, id);
