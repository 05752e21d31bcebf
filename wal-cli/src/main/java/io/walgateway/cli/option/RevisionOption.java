package io.walgateway.cli.option;

import io.walgateway.cli.terminal.CliException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The revision that a change expects its namespace to have. */
public final class RevisionOption {

    @Option(
            names = "--if-revision",
            paramLabel = "N",
            description = "Only if it is at this revision now; 0: only if there is none.")
    private @Nullable Long ifRevision;

    /** Adds the option as a header; without the option, adds none. */
    public void putInto(Map<String, String> headers) {
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
