-- Which namespace uses which queue, so that each queue has one owner. Derived from the documents by the plugins: written with
-- each revision, under the lock of `change_clock`, and written anew when a control plane starts. What two namespaces use
-- from before there was this table stands here twice, and is shown as a clash.
CREATE TABLE queue_use (
    type           text   NOT NULL,
    servers        text   NOT NULL,
    name           text   NOT NULL,
    namespace      text   NOT NULL REFERENCES namespace (name),
    kind           text   NOT NULL CHECK (kind IN ('queue', 'target')),
    until_revision bigint NOT NULL,
    PRIMARY KEY (type, servers, name, namespace, kind, until_revision)
);

COMMENT ON COLUMN queue_use.kind IS 'queue: it is one of the namespace''s own; target: the namespace delivers to it';
COMMENT ON COLUMN queue_use.until_revision IS '0: of the present document; else of an earlier layout that is not forgotten';

CREATE INDEX queue_use_by_namespace ON queue_use (namespace);
