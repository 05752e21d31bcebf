package io.walgateway.controlplane.namespace;

import java.util.List;

/**
 * The result of a put.
 *
 * @param stored   the namespace now
 * @param created  true if it did not exist before
 * @param warnings what its targets may not be ready for, a sentence each
 */
public record Put(Stored stored, boolean created, List<String> warnings) {

    public Put {
        warnings = List.copyOf(warnings);
    }
}
