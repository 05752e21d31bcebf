package io.walgateway.controlplane.revision;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One state of a namespace.
 *
 * @param namespace the namespace's name
 * @param number    counts the states of this namespace from 1, deletions included
 * @param change    counts the changes of the whole store
 * @param shard     the document's shard; for a deletion, the shard of the last document
 * @param document  in canonical form; empty: the namespace was deleted
 * @param by        who made it
 * @param at        when it was made
 * @param dropped   of a deletion: the content that was dropped with it
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
