package io.walgateway.cli.option;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who makes a change, and why; both are recorded for good. */
public final class SignatureOptions {
    private static final String AUTHOR = "Wal-Author";

    @Option(
            names = "--author",
            paramLabel = "NAME",
            description = "Who does this, where the control plane asks for no identity (default: who is logged in).")
    private @Nullable String author;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why it is done; both are kept for good.")
    private @Nullable String why;

    /** The author of changes by a person who names none and proves no identity: who is logged in. */
    static Map<String, String> anonymous() {
        Map<String, String> headers = new LinkedHashMap<>();
        put(headers, AUTHOR, System.getProperty("user.name", "anonymous"));
        return headers;
    }

    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (author != null) {
            put(headers, AUTHOR, author);
        }
        if (why != null) {
            put(headers, "Wal-Why", why);
        }
        return headers;
    }

    /** For a value outside ASCII, the field's name ends in a star and the value is percent-encoded (RFC 8187). */
    private static void put(Map<String, String> headers, String field, String value) {
        if (value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            headers.put(field, value);
        } else {
            headers.put(
                    field + "*",
                    "UTF-8''"
                            + URLEncoder.encode(value, StandardCharsets.UTF_8)
                                    .replace("+", "%20")
                                    .replace("*", "%2A"));
        }
    }
}
