package io.walgateway.controlplane.namespace;

import java.util.List;

/**
 * What became of a document that was put.
 *
 * @param stored  the namespace now
 * @param created it did not exist before
 * @param warnings what its targets may not be ready for, a sentence each
 */
public record Put(Stored stored, boolean created, List<String> warnings) {

    public Put {
        warnings = List.copyOf(warnings);
    }
}
