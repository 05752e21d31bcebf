package io.walgateway.controlplane.revision;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One state of a namespace.
 *
 * @param namespace whose
 * @param number    counts the states of this namespace from 1, deletions included
 * @param change    counts the changes of the whole store
 * @param shard     that of the document; that of the last document when there is none
 * @param document  in canonical form; empty: the namespace was deleted
 * @param by        who made it
 * @param at        when
 * @param dropped   of a deletion: what was dropped with it
 */
public record Revision(
        String namespace,
        long number,
        long change,
        String shard,
        Optional<JsonNode> document,
        Signature by,
        Instant at,
        Optional<NamespaceContent> dropped) {

    public boolean deleted() {
        return document.isEmpty();
    }
}
