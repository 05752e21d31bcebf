-- Who may do what at the control plane, beside what its settings say.
CREATE TABLE role_binding (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    principal  text        NOT NULL,
    role       text        NOT NULL,
    scope      text        NOT NULL CHECK (scope IN ('all', 'shard', 'prefix')),
    scope_name text        NOT NULL,
    author     text        NOT NULL,
    reason     text        NOT NULL,
    made_at    timestamptz NOT NULL,
    UNIQUE (principal, role, scope, scope_name)
);

COMMENT ON COLUMN role_binding.principal IS 'an id, or a pattern with one * in each segment';
COMMENT ON COLUMN role_binding.scope_name IS 'the shard, or the prefix of names; empty with the scope all';

-- Bindings that were made or removed, for ever.
CREATE TABLE role_audit (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    what       text        NOT NULL CHECK (what IN ('bound', 'removed')),
    binding    bigint      NOT NULL,
    principal  text        NOT NULL,
    role       text        NOT NULL,
    scope      text        NOT NULL,
    scope_name text        NOT NULL,
    author     text        NOT NULL,
    reason     text        NOT NULL,
    at         timestamptz NOT NULL
);
