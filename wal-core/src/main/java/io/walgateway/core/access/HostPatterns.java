package io.walgateway.core.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hosts to which deliveries may go: {@code *} for all, {@code api.example.com} for one, {@code *.example.com} for all
 * beneath a name, each with {@code :port} to allow one port alone. Names are compared as written in an address; nothing is
 * resolved.
 */
public record HostPatterns(List<String> patterns) {
    public static final HostPatterns ALL = new HostPatterns(List.of("*"));
    public static final String EXPECTED = "hosts with commas, such as api.example.com, *.example.com:8443 or *";

    private static final String ANY = "*";
    private static final String BENEATH = "*.";
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SHAPE =
            Pattern.compile("(?:\\*|(?:\\*\\.)?[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

    public HostPatterns {
        patterns = List.copyOf(patterns);
    }

    /** Empty: the text is not a list of patterns. */
    public static Optional<HostPatterns> parse(String text) {
        List<String> patterns = COMMA.splitAsStream(text.toLowerCase(Locale.ROOT) + " ")
                .map(String::strip)
                .toList();
        return patterns.stream().allMatch(pattern -> SHAPE.matcher(pattern).matches())
                ? Optional.of(new HostPatterns(patterns))
                : Optional.empty();
    }

    /**
     * True if a pattern matches.
     *
     * @param host in lower case; IPv6 in brackets
     */
    public boolean allow(String host, int port) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, host, port));
    }

    /**
     * True if a pattern without a {@code *} names the host: somebody meant this one.
     *
     * @param host in lower case; IPv6 in brackets
     */
    public boolean name(String host, int port) {
        return patterns.stream().anyMatch(pattern -> !pattern.startsWith(ANY) && matches(pattern, host, port));
    }

    private static boolean matches(String pattern, String given, int port) {
        int colon = pattern.endsWith("]") ? -1 : pattern.lastIndexOf(':');
        String host = colon < 0 ? pattern : pattern.substring(0, colon);
        boolean anyPort = colon < 0;
        return (anyPort || pattern.substring(colon + 1).equals(Integer.toString(port)))
                && (host.equals(ANY)
                        || (host.startsWith(BENEATH) ? given.endsWith(host.substring(1)) : given.equals(host)));
    }

    /** As written in the settings. */
    @Override
    public String toString() {
        return String.join(", ", patterns);
    }
}
