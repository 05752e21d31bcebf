package io.walgateway.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a change believes to be the state of its namespace. */
final class Conditions {

    private Conditions() {}

    /** As a header; null: whatever the state is. */
    static void put(Map<String, String> headers, @Nullable Long ifRevision) {
        if (ifRevision == null) {
            return;
        }
        if (ifRevision < 0) {
            throw CliException.misused("--if-revision: " + ifRevision + " (expected: >= 0)");
        }
        if (ifRevision == 0) {
            headers.put("If-None-Match", "*");
        } else {
            headers.put("If-Match", "\"" + ifRevision + "\"");
        }
    }
}
