-- Which targets the revisions of a namespace had, from `since_revision` to the next row. Outlasts the layouts: a message is
-- for the targets of its own revision, however late it comes.
CREATE TABLE target_era (
    namespace      text   NOT NULL REFERENCES namespace (name),
    since_revision bigint NOT NULL,
    targets        text   NOT NULL,
    PRIMARY KEY (namespace, since_revision)
);

COMMENT ON COLUMN target_era.targets IS 'the names of the targets, a JSON array';
