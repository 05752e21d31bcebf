package io.walgateway.cli.letters;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Selects the dead letters for which every given option holds. */
final class FilterOptions {

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Given up as rejected, attempts_exhausted, expired, malformed, too_large or unspecified.")
    private @Nullable String reason;

    @Option(names = "--target", paramLabel = "NAME", description = "The target that gave them up.")
    private @Nullable String target;

    @Option(names = "--key", paramLabel = "K", description = "The ordering key; base64:... where it is not text.")
    private @Nullable String key;

    @Option(names = "--from", paramLabel = "TIME", description = "Dead-lettered then or later: 2026-01-31T12:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Dead-lettered before then.")
    private @Nullable String to;

    @Option(names = "--region", paramLabel = "NAME", description = "The region where they were given up.")
    private @Nullable String region;

    @Option(names = "--error", paramLabel = "TEXT", description = "Text within the error, in upper or lower case.")
    private @Nullable String error;

    /** The given options, by the control plane's names. */
    Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        put(parts, "reason", reason);
        put(parts, "target", target);
        put(parts, "key", key);
        put(parts, "from", from);
        put(parts, "to", to);
        put(parts, "region", region);
        put(parts, "error", error);
        return parts;
    }

    private static void put(Map<String, String> parts, String name, @Nullable String value) {
        if (value != null) {
            parts.put(name, value);
        }
    }
}
