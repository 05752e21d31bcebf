package io.walgateway.plugin.http.settings;

import io.walgateway.plugin.http.address.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hosts to which requests may go: {@code *} for all, {@code api.example.com} for one, {@code *.example.com} for all
 * beneath a name, each with {@code :port} to allow one port alone. Names are compared as written in a URL; nothing is
 * resolved.
 */
public record HostPatterns(List<String> patterns) {
    public static final HostPatterns ALL = new HostPatterns(List.of("*"));
    static final String EXPECTED = "hosts with commas, such as api.example.com, *.example.com:8443 or *";

    private static final String ANY = "*";
    private static final String BENEATH = "*.";
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SHAPE =
            Pattern.compile("(?:\\*|(?:\\*\\.)?[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

    public HostPatterns {
        patterns = List.copyOf(patterns);
    }

    /** Empty: the text is not a list of patterns. */
    static Optional<HostPatterns> parse(String text) {
        List<String> patterns = COMMA.splitAsStream(text.toLowerCase(Locale.ROOT) + " ")
                .map(String::strip)
                .toList();
        return patterns.stream().allMatch(pattern -> SHAPE.matcher(pattern).matches())
                ? Optional.of(new HostPatterns(patterns))
                : Optional.empty();
    }

    public boolean allow(Origin origin) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, origin));
    }

    private static boolean matches(String pattern, Origin origin) {
        int colon = pattern.endsWith("]") ? -1 : pattern.lastIndexOf(':');
        String host = colon < 0 ? pattern : pattern.substring(0, colon);
        boolean anyPort = colon < 0;
        return (anyPort || pattern.substring(colon + 1).equals(Integer.toString(origin.port())))
                && (host.equals(ANY)
                        || (host.startsWith(BENEATH)
                                ? origin.host().endsWith(host.substring(1))
                                : origin.host().equals(host)));
    }

    /** As written in the settings. */
    @Override
    public String toString() {
        return String.join(", ", patterns);
    }
}
