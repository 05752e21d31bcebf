package io.walgateway.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who makes a change, and why; both are kept for good. */
final class SignatureOptions {

    @Option(names = "--author", paramLabel = "NAME", description = "Who does this (default: who is logged in).")
    private @Nullable String author;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it stands in the audit.")
    private @Nullable String reason;

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Wal-Author", author == null ? System.getProperty("user.name", "anonymous") : author);
        if (reason != null) {
            headers.put("Wal-Reason", reason);
        }
        headers.forEach((name, value) -> {
            if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                throw CliException.misused(
                        "--" + name.substring(4).toLowerCase(Locale.ROOT) + ": " + value + " (expected: ASCII)");
            }
        });
        return headers;
    }
}
